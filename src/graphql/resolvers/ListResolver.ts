import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { ARTICLE_KINDS, type ArticleKind, type NodeKind } from '../../model/kinds';
import { ArticlePageArgs, NodePageArgs, PageArgs, TopicFilter } from '../args';
import type { GraphContext } from '../context';
import { articleFilter, articleOrder, loadList, nodeOrder } from '../pages';
import {
  ArticleConnection,
  AuthorConnection,
  ImportRunConnection,
  IssueConnection,
  NewsletterConnection,
  PaperConnection,
  ResourceConnection,
  TopicConnection,
  VenueConnection,
} from '../types/lists';

/** Lists of all nodes of a kind: filtered, ordered, paged. */
@Resolver()
export class ListResolver {
  @Query(() => PaperConnection, { description: 'Papers, the newest first.' })
  async papers(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    return new PaperConnection(await loadArticles(context, ['Paper'], args));
  }

  @Query(() => IssueConnection, { description: 'Issues of newsletters, the newest first.' })
  async issues(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    return new IssueConnection(await loadArticles(context, ['Issue'], args));
  }

  @Query(() => ResourceConnection, { description: 'Resources, the newest first.' })
  async resources(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    return new ResourceConnection(await loadArticles(context, ['Resource'], args));
  }

  @Query(() => ArticleConnection, { description: 'Papers, issues and resources together, the newest first.' })
  async allArticles(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    return new ArticleConnection(await loadArticles(context, ARTICLE_KINDS, args));
  }

  @Query(() => TopicConnection, { description: 'Topics, by name.' })
  async topics(
    @Args(() => NodePageArgs) args: NodePageArgs,
    @Arg('filter', () => TopicFilter, { nullable: true, description: 'Which topics.' }) filter: TopicFilter | undefined,
    @Ctx() context: GraphContext,
  ) {
    const query = { kinds: ['Topic'] as const, topicKinds: filter?.kinds };
    return new TopicConnection(await loadList(context, query, nodeOrder(args.orderBy), args));
  }

  @Query(() => AuthorConnection, { description: 'Authors, by name.' })
  async authors(@Args(() => NodePageArgs) args: NodePageArgs, @Ctx() context: GraphContext) {
    return new AuthorConnection(await loadNamed(context, 'Author', args));
  }

  @Query(() => VenueConnection, { description: 'Venues, by name.' })
  async venues(@Args(() => NodePageArgs) args: NodePageArgs, @Ctx() context: GraphContext) {
    return new VenueConnection(await loadNamed(context, 'Venue', args));
  }

  @Query(() => NewsletterConnection, { description: 'Newsletters, by name.' })
  async newsletters(@Args(() => NodePageArgs) args: NodePageArgs, @Ctx() context: GraphContext) {
    return new NewsletterConnection(await loadNamed(context, 'Newsletter', args));
  }

  @Query(() => ImportRunConnection, { description: 'Imports that changed the graph, the latest first.' })
  async importRuns(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    const latestFirst = { field: 'PUBLISHED_ON', direction: 'DESC' } as const;
    return new ImportRunConnection(await loadList(context, { kinds: ['ImportRun'] }, latestFirst, args));
  }
}

async function loadArticles(context: GraphContext, kinds: readonly ArticleKind[], args: ArticlePageArgs) {
  const filter = await articleFilter(context, args.filter);
  const wanted = filter?.kinds ? kinds.filter((kind) => filter.kinds?.includes(kind)) : kinds;
  return loadList(context, { ...filter, kinds: wanted }, articleOrder(args.orderBy), args);
}

function loadNamed(context: GraphContext, kind: NodeKind, args: NodePageArgs) {
  return loadList(context, { kinds: [kind] }, nodeOrder(args.orderBy), args);
}
