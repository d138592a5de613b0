import { Arg, Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { connectArticles } from '../../connect/connectArticles';
import { connectToSeveral } from '../../connect/connectToSeveral';
import { endsArePublished } from '../../explore/path';
import { shortestPath } from '../../explore/shortestPath';
import type { PartialDate } from '../../model/dates';
import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import { ARTICLE_KINDS } from '../../model/kinds';
import { connectOptions, pageOfLinks } from '../connected';
import type { GraphContext } from '../context';
import { requireId, requireIds } from '../references';
import { PartialDateScalar } from '../scalars';
import { ConnectedArgs } from '../types/Article';
import { ArticleLinkConnection, ArticleLinkEdge } from '../types/ArticleLink';
import { WhyConnected } from '../types/WhyConnected';

const MAX_SEEDS = 50;
const PATH_LENGTH = 6;

@ArgsType()
class ConnectedToArgs extends ConnectedArgs {
  @Field(() => [String], { description: 'What the answer is to be connected to: 1 to 50 references to articles.' })
  refs!: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'What it is not to be connected to: at most 50 references to articles.',
  })
  notRefs?: string[];
}

/** Connections beyond those of a single article. */
@Resolver()
export class ConnectResolver {
  @Query(() => ArticleLinkConnection, {
    description:
      'Articles that are connected to several at once, the closest first: the mean of the single links, less half of those to `notRefs`, which are other articles. An article that is named twice counts once. `because` tells of the one that each is closest to; a signal’s contribution may be negative.',
  })
  async connectedTo(@Args(() => ConnectedToArgs) args: ConnectedToArgs, @Ctx() context: GraphContext) {
    const { refs, notRefs = [] } = args;
    checkCount('refs', refs, 1);
    checkCount('notRefs', notRefs, 0);
    const seeds = distinct(await requireIds(context, 'refs', refs, ARTICLE_KINDS));
    const notSeeds = distinct(await requireIds(context, 'notRefs', notRefs, ARTICLE_KINDS));
    const both = seeds.find((id) => notSeeds.includes(id));
    if (both !== undefined)
      throw new GraphError('BAD_INPUT', `${both} is in refs and in notRefs.`, { argument: 'notRefs' });
    const options = connectOptions(args);
    const page = await pageOfLinks({ connectedTo: seeds, notSeeds }, options, args, () =>
      connectToSeveral(context.store, { seeds, notSeeds }, options, context.read),
    );
    return new ArticleLinkConnection(page);
  }

  @Query(() => WhyConnected, { description: 'Whether and why two articles are connected, for any two.' })
  async whyConnected(
    @Arg('from', () => String, { description: 'Any reference to an article.' }) from: string,
    @Arg('to', () => String, { description: 'Any reference to another.' }) to: string,
    @Arg('asOf', () => PartialDateScalar, {
      nullable: true,
      description:
        'As the graph was then: no link and no path where one of the two was published later, or at no known date.',
    })
    asOf: PartialDate | undefined,
    @Ctx() context: GraphContext,
  ): Promise<WhyConnected> {
    const { store, read } = context;
    const [start, end] = [
      await requireId(context, 'from', from, ARTICLE_KINDS),
      await requireId(context, 'to', to, ARTICLE_KINDS),
    ];
    if (start === end) throw new GraphError('BAD_INPUT', 'from and to are the same article.', { argument: 'to' });
    const areOut = await endsArePublished(store, [start, end], asOf, read);
    const [rankings, answer] = await Promise.all([
      connectArticles(store, areOut ? [start] : [], { candidates: [end], publishedTo: asOf }, read),
      shortestPath(store, start, end, { maxLength: PATH_LENGTH, publishedTo: asOf }, read),
    ]);
    const [link] = rankings.get(start)?.links ?? [];
    return new WhyConnected(link ? new ArticleLinkEdge(link, () => '') : null, answer);
  }
}

/** Each once, in one order, so that neither how nor in which order articles are named decides anything. */
function distinct(ids: readonly NodeId[]): NodeId[] {
  return [...new Set(ids)].sort();
}

function checkCount(argument: string, references: readonly string[], least: number): void {
  if (references.length >= least && references.length <= MAX_SEEDS) return;
  throw new GraphError('BAD_INPUT', `${argument} has ${least} to ${MAX_SEEDS} entries, not ${references.length}.`, {
    argument,
  });
}
