import { Field, Float, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Coverage, NodeKind } from '../../model/kinds';
import type { Hop } from '../../store/port';
import { CoverageEnum } from '../enums';
import type { CursorOf } from '../page';
import { connectionOf, HopEdge } from './connections';
import { Article } from './Article';
import { classOf, type NodeObject } from './nodeObject';

/** The type at the other end of a relationship: a kind, or any article. */
type End = NodeKind | 'Article';

function typeOfEnd(end: End): unknown {
  return end === 'Article' ? Article : classOf(end);
}

/** An edge type with only a cursor, its claims and the node at the other end. */
function plainEdge(name: string, description: string, end: End) {
  @ObjectType(name, { description })
  class PlainEdge extends HopEdge {
    @Field(() => typeOfEnd(end) as ClassType, { name: 'node', description: 'The other end.' })
    override resolveNode(): NodeObject {
      return super.resolveNode();
    }
  }
  return PlainEdge;
}

function aboutEdge(name: string, description: string, end: End) {
  @ObjectType(name, { description })
  class AboutEdge extends HopEdge {
    @Field(() => Float, { description: 'How much the article is about the topic: above 0, at most 1.' })
    get weight(): number {
      return this.hop.relationship.facts.weight ?? 1;
    }

    @Field(() => [String], { description: 'Words of the text that name the topic, when that is how it was found.' })
    get matched(): readonly string[] {
      return this.hop.relationship.facts.matched ?? [];
    }

    @Field(() => typeOfEnd(end) as ClassType, { name: 'node', description: 'The other end.' })
    override resolveNode(): NodeObject {
      return super.resolveNode();
    }
  }
  return AboutEdge;
}

function authorshipEdge(name: string, description: string, end: End) {
  @ObjectType(name, { description })
  class AuthorshipEdge extends HopEdge {
    @Field(() => Int, { description: 'The author’s place in the order of authors, from 1.' })
    get position(): number {
      return this.hop.relationship.facts.position ?? 1;
    }

    @Field(() => typeOfEnd(end) as ClassType, { name: 'node', description: 'The other end.' })
    override resolveNode(): NodeObject {
      return super.resolveNode();
    }
  }
  return AuthorshipEdge;
}

function featureEdge(name: string, description: string, end: End) {
  @ObjectType(name, { description })
  class FeatureEdge extends HopEdge {
    @Field(() => String, { description: 'The heading that the entry stands under.' })
    get section(): string {
      return this.hop.relationship.facts.section ?? '';
    }

    @Field(() => Int, { description: 'The entry’s place in the issue, from 1.' })
    get position(): number {
      return this.hop.relationship.facts.position ?? 1;
    }

    @Field(() => String, { nullable: true, description: 'What the issue says of the article.' })
    get summary(): string | null {
      return this.hop.relationship.facts.summary ?? null;
    }

    @Field(() => CoverageEnum, { description: 'How much room the entry has.' })
    get coverage(): Coverage {
      return this.hop.relationship.facts.coverage ?? 'FEATURE';
    }

    @Field(() => String, { description: 'The key of the entry in the issue.' })
    get entry(): string {
      return this.hop.relationship.key;
    }

    @Field(() => typeOfEnd(end) as ClassType, { name: 'node', description: 'The other end.' })
    override resolveNode(): NodeObject {
      return super.resolveNode();
    }
  }
  return FeatureEdge;
}

/** A connection type for an edge type, named alike. */
function hopConnection<Edge extends HopEdge>(
  name: string,
  description: string,
  makeEdge: (name: string, description: string, end: End) => new (hop: Hop, cursorOf: CursorOf<Hop>) => Edge,
  end: End,
) {
  return connectionOf<Hop, Edge>(
    `${name}Connection`,
    `${description}, a page of them.`,
    makeEdge(`${name}Edge`, `${description}, one of them.`, end),
    () => typeOfEnd(end),
  );
}

export const ArticleTopicConnection = hopConnection('ArticleTopic', 'What an article is about', aboutEdge, 'Topic');
export const TopicArticleConnection = hopConnection('TopicArticle', 'Articles about a topic', aboutEdge, 'Article');
export const FeaturedInConnection = hopConnection('FeaturedIn', 'Issues that cover an article', featureEdge, 'Issue');
export const FeatureConnection = hopConnection('Feature', 'Articles that an issue covers', featureEdge, 'Article');
export const ArticleAuthorConnection = hopConnection('ArticleAuthor', 'Who wrote an article', authorshipEdge, 'Author');
export const AuthorArticleConnection = hopConnection(
  'AuthorArticle',
  'What an author wrote',
  authorshipEdge,
  'Article',
);
export const CitedPaperConnection = hopConnection('CitedPaper', 'Papers that a paper cites', plainEdge, 'Paper');
export const CitingPaperConnection = hopConnection('CitingPaper', 'Papers that cite a paper', plainEdge, 'Paper');
export const VenueArticleConnection = hopConnection('VenueArticle', 'Articles of a venue', plainEdge, 'Article');
export const ComparedArticleConnection = hopConnection(
  'ComparedArticle',
  'Articles of two topics',
  plainEdge,
  'Article',
);
export const NewsletterIssueConnection = hopConnection('NewsletterIssue', 'Issues of a newsletter', plainEdge, 'Issue');
