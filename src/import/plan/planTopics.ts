import { ARTICLE_KINDS } from '../../model/kinds';
import type { GraphStore, Keyset } from '../../store/port';
import { ALIAS_MATCH_SOURCE, inferTopics } from '../topics/inferTopics';
import type { BatchPlan, ImportState } from './planBatch';
import { WorkingSet } from '../working/workingSet';

const ARTICLES = 500;

export interface TopicsPlan extends BatchPlan {
  /** Where the next page of articles begins; `undefined` after the last. */
  readonly next: Keyset | undefined;
}

/** Matches the topics anew in one page of the graph's articles. */
export async function planTopics(
  store: GraphStore,
  after: Keyset | undefined,
  { topics, voice }: ImportState,
): Promise<TopicsPlan> {
  const expectedRevision = await store.revision();
  const page = await store.list({
    filter: { kinds: ARTICLE_KINDS },
    order: { field: 'NAME', direction: 'ASC' },
    first: ARTICLES,
    after,
    count: false,
  });
  const working = new WorkingSet(store);
  await inferTopics(
    working,
    page.items.map(({ node }) => node.id),
    topics,
    voice.at,
  );
  const changes = working.changes();
  return {
    batch: {
      ...changes,
      putNodes: changes.putRelationships.length > 0 ? [ALIAS_MATCH_SOURCE] : [],
      expectedRevision,
    },
    rejects: [],
    spoken: new Set(),
    tellReport(report) {
      report.countChanges(working, new Set(), voice.source);
    },
    commit: () => undefined,
    next: page.hasNextPage ? page.items.at(-1)?.keyset : undefined,
  };
}
