import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { GraphError } from '../../model/errors';
import { isNodeId } from '../../model/ids';
import { ARTICLE_KINDS } from '../../model/kinds';
import type { GraphContext } from '../context';
import { findByReference, findIds } from '../references';
import { Article } from '../types/Article';
import { Author } from '../types/Author';
import { Issue } from '../types/Issue';
import { Newsletter } from '../types/Newsletter';
import { NodeObject, toObject } from '../types/nodeObject';
import { Paper } from '../types/Paper';
import { Resource } from '../types/Resource';
import { Topic } from '../types/Topic';
import { Venue } from '../types/Venue';

const MAX_REFERENCES = 500;
const REFERENCE =
  'Its id, a DOI, an arXiv id in any form, an OpenReview id, an address, its whole title, or the beginning of its id.';

/** Single nodes and lists of references. What is not there is null, without an error. */
@Resolver()
export class LookUpResolver {
  @Query(() => NodeObject, { nullable: true, description: 'Any node by its id.' })
  async node(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: GraphContext) {
    const [found] = await this.nodes([id], context);
    return found ?? null;
  }

  @Query(() => [NodeObject], {
    nullable: 'items',
    description: 'Nodes by their ids, in the same order; null where there is none. At most 500.',
  })
  async nodes(@Arg('ids', () => [ID], { description: 'Their ids.' }) ids: string[], @Ctx() context: GraphContext) {
    checkCount('ids', ids.length);
    const nodes = await Promise.all(
      ids.map((id) => (isNodeId(id) ? context.loaders.node.load(id) : Promise.resolve(null))),
    );
    return nodes.map((node) => (node && node.kind !== 'Source' ? toObject(node) : null));
  }

  @Query(() => [Article], {
    nullable: 'items',
    description: 'Articles by reference, in the same order; null where there is none. At most 500.',
  })
  async articles(
    @Arg('refs', () => [String], { description: `Each: ${REFERENCE}` }) refs: string[],
    @Ctx() context: GraphContext,
  ) {
    checkCount('refs', refs.length);
    const ids = await findIds(context, 'refs', refs, ARTICLE_KINDS);
    const nodes = await Promise.all(
      ids.map((id) => (id === null ? Promise.resolve(null) : context.loaders.node.load(id))),
    );
    return nodes.map((node) => (node ? toObject(node) : null));
  }

  @Query(() => Article, { nullable: true, description: 'A paper, issue or resource.' })
  article(@Arg('ref', () => String, { description: REFERENCE }) ref: string, @Ctx() context: GraphContext) {
    return findByReference<Article>(context, 'ref', ref, ARTICLE_KINDS);
  }

  @Query(() => Paper, { nullable: true, description: 'A paper.' })
  paper(@Arg('ref', () => String, { description: REFERENCE }) ref: string, @Ctx() context: GraphContext) {
    return findByReference<Paper>(context, 'ref', ref, ['Paper']);
  }

  @Query(() => Resource, { nullable: true, description: 'A resource.' })
  resource(@Arg('ref', () => String, { description: REFERENCE }) ref: string, @Ctx() context: GraphContext) {
    return findByReference<Resource>(context, 'ref', ref, ['Resource']);
  }

  @Query(() => Issue, { nullable: true, description: 'An issue of a newsletter.' })
  issue(
    @Arg('ref', () => String, { description: 'Its id, an address of it, or `newsletter-slug/number`.' }) ref: string,
    @Ctx() context: GraphContext,
  ) {
    return findByReference<Issue>(context, 'ref', ref, ['Issue']);
  }

  @Query(() => Topic, { nullable: true, description: 'A topic.' })
  topic(
    @Arg('slug', () => String, { description: 'Its slug, id, name or alias.' }) slug: string,
    @Ctx() context: GraphContext,
  ) {
    return findByReference<Topic>(context, 'slug', slug, ['Topic']);
  }

  @Query(() => Author, { nullable: true, description: 'An author.' })
  author(
    @Arg('ref', () => String, { description: 'The id, name or ORCID iD.' }) ref: string,
    @Ctx() context: GraphContext,
  ) {
    return findByReference<Author>(context, 'ref', ref, ['Author']);
  }

  @Query(() => Newsletter, { nullable: true, description: 'A newsletter.' })
  newsletter(
    @Arg('ref', () => String, { description: 'Its slug, id or name.' }) ref: string,
    @Ctx() context: GraphContext,
  ) {
    return findByReference<Newsletter>(context, 'ref', ref, ['Newsletter']);
  }

  @Query(() => Venue, { nullable: true, description: 'A venue.' })
  venue(@Arg('ref', () => String, { description: 'Its id or name.' }) ref: string, @Ctx() context: GraphContext) {
    return findByReference<Venue>(context, 'ref', ref, ['Venue']);
  }
}

function checkCount(argument: string, count: number): void {
  if (count > MAX_REFERENCES)
    throw new GraphError(
      'BAD_INPUT',
      `${argument} has ${count} entries; at most ${MAX_REFERENCES} are answered at once.`,
      {
        argument,
        maximum: MAX_REFERENCES,
      },
    );
}
