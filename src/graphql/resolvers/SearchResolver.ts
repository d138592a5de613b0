import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { didYouMean } from '../../explore/didYouMean';
import { countFound, facetsOf, searchGraph, type SearchHit, type SearchQuery } from '../../explore/search';
import type { PartialDate } from '../../model/dates';
import { SEARCHABLE_KINDS, type NodeKind } from '../../model/kinds';
import { words } from '../../model/text';
import { PageArgs } from '../args';
import { checkText } from '../checkText';
import type { GraphContext } from '../context';
import { cursorCodec } from '../cursors';
import { NodeKindEnum } from '../enums';
import { RANK_PLACE } from '../page';
import { articleFilter, checkPageSize } from '../pages';
import { PartialDateScalar } from '../scalars';
import { NodeObject, toObject } from '../types/nodeObject';
import { SearchConnection } from '../types/Search';

@ArgsType()
class SearchArgs extends PageArgs {
  @Field(() => String, { description: 'Words, or an identifier: at most 500 characters.' })
  query!: string;

  @Field(() => [NodeKindEnum], { nullable: true, description: 'Only nodes of these kinds.' })
  kinds?: NodeKind[];

  @Field(() => [String], { nullable: true, description: 'Only articles about at least one of these topics.' })
  topics?: string[];

  @Field(() => PartialDateScalar, { nullable: true, description: 'Only articles published then or later.' })
  publishedFrom?: PartialDate;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Only articles published then or earlier.' })
  publishedTo?: PartialDate;
}

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      'Full-text search over everything. Nodes with all words come back, spelled as in Britain or in America; where there is none, nodes with any of them. Pages reach as far as the 200 best; where more than 2,000 match, the embedded engine ranks those that were added last.',
  })
  async search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() context: GraphContext): Promise<SearchConnection> {
    const { query, topics, publishedFrom, publishedTo, first, after } = args;
    checkText('query', query);
    const kinds = args.kinds ?? SEARCHABLE_KINDS;
    const codec = cursorCodec({ search: query, kinds, topics, publishedFrom, publishedTo }, RANK_PLACE);
    const place = codec.decode(after);
    const filter = await articleFilter(
      context,
      {
        ...(topics ? { topics } : {}),
        ...(publishedFrom === undefined ? {} : { publishedFrom }),
        ...(publishedTo === undefined ? {} : { publishedTo }),
      },
      '',
    );
    const search: SearchQuery = { query, filter: { ...filter, kinds } };
    const page = { ...search, first: checkPageSize(first), after: place };
    const { store, read } = context;
    const count = () => countFound(store, search, read);
    return new SearchConnection({
      find: async () => {
        const { hits, hasNextPage, isCut } = await searchGraph(store, page, read);
        const cursorOf = ({ keyset }: SearchHit) => codec.encode(keyset);
        return { items: hits, hasNextPage, hasPreviousPage: place !== undefined, cursorOf, count, isCut };
      },
      count,
      divide: (names) => facetsOf(store, search, names, read),
      correct: () => didYouMean(store, search, read),
    });
  }

  @Query(() => [NodeObject], {
    description:
      'Nodes whose name has words that begin like these, the most popular first: for completing what somebody types.',
  })
  async suggest(
    @Arg('prefix', () => String, { description: 'The beginning of a name; several words may be incomplete.' })
    prefix: string,
    @Arg('kinds', () => [NodeKindEnum], { nullable: true, description: 'Only nodes of these kinds.' })
    kinds: NodeKind[] | undefined,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many: 1 to 100.' }) first: number,
    @Ctx() { store, read }: GraphContext,
  ): Promise<NodeObject[]> {
    checkText('prefix', prefix);
    const query = { prefixes: words(prefix), kinds: kinds ?? SEARCHABLE_KINDS, first: checkPageSize(first) };
    const nodes = await store.suggest(query, read);
    return nodes.map(toObject);
  }
}
