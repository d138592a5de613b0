import { Field, ObjectType, type ClassType } from 'type-graphql';
import type { NodeKind } from '../../model/kinds';
import type { NodePage } from '../../store/port';
import type { CursorOf } from '../page';
import { connectionOf } from './connections';
import { Article } from './Article';
import { classOf, toObject, type NodeObject } from './nodeObject';

type ListItem = NodePage['items'][number];

/** A connection type for the list of all nodes of a kind. */
function listConnection(kind: NodeKind | 'Article') {
  const typeOfItem = (): unknown => (kind === 'Article' ? Article : classOf(kind));

  @ObjectType(`${kind}Edge`, { description: `One of a list: ${kind}.` })
  class ListEdge {
    readonly #item: ListItem;
    readonly #cursorOf: CursorOf<ListItem>;

    constructor(item: ListItem, cursorOf: CursorOf<ListItem>) {
      this.#item = item;
      this.#cursorOf = cursorOf;
    }

    @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
    get cursor(): string {
      return this.#cursorOf(this.#item);
    }

    @Field(() => typeOfItem() as ClassType, { name: 'node', description: 'The item.' })
    resolveNode(): NodeObject {
      return toObject(this.#item.node);
    }
  }
  return connectionOf<ListItem, ListEdge>(`${kind}Connection`, `A page of a list: ${kind}.`, ListEdge, typeOfItem);
}

export const PaperConnection = listConnection('Paper');
export const IssueConnection = listConnection('Issue');
export const ResourceConnection = listConnection('Resource');
export const TopicConnection = listConnection('Topic');
export const AuthorConnection = listConnection('Author');
export const VenueConnection = listConnection('Venue');
export const NewsletterConnection = listConnection('Newsletter');
export const ImportRunConnection = listConnection('ImportRun');
export const NearMissConnection = listConnection('NearMiss');
export const DecisionConnection = listConnection('Decision');
export const MissingWorkConnection = listConnection('MissingWork');
export const ArticleConnection = listConnection('Article');
