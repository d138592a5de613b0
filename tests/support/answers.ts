import { connectArticles } from '../../src/connect/connectArticles';
import { explanatoryPath } from '../../src/explore/explanatoryPath';
import { topicNeighborhoods } from '../../src/explore/neighborhood';
import { representativePapers } from '../../src/explore/representativePapers';
import { countFound, facetsOf, searchGraph } from '../../src/explore/search';
import { shortestPath } from '../../src/explore/shortestPath';
import { topicBridges } from '../../src/explore/topicBridges';
import type { NodeId } from '../../src/model/ids';
import { RELATIONSHIP_TYPES } from '../../src/model/relationships';
import { SIGNALS } from '../../src/model/signals';
import type { Evidence, ExpandQuery, GraphStore, ListQuery } from '../../src/store/port';

const KINDS = ['Paper', 'Issue', 'Resource', 'Topic', 'Author', 'Venue'] as const;

/** Every read of the port, and what is computed above it, with all nodes asked. */
export async function answers(store: GraphStore, ids: readonly NodeId[]): Promise<unknown> {
  const articles = ids.filter((id) => /^(?:paper|resource|issue):/.test(id));
  const topics = ids.filter((id) => id.startsWith('topic:'));
  const lists = await inTurn(listQueries(), (query) => store.list(query));
  const hops = await inTurn(hopQueries(ids), async (query) => [...(await store.expand(query))].sort(byKey));
  const evidence = await store.gatherEvidence({
    seeds: articles.map((id) => ({ id, stems: ['grok', 'model', 'robust'] })),
    signals: SIGNALS.filter((signal) => signal !== 'TEXT_SIMILARITY'),
    perSignal: 4,
    hubDegree: 6,
  });
  return {
    stats: await store.stats(),
    nodes: [...(await store.getByIds(ids))].sort(byKey),
    lists,
    hops,
    neighbors: [...(await store.neighbors({ ids, types: RELATIONSHIP_TYPES, perNode: 5 }))].sort(byKey),
    terms: [...(await store.termVectors({ ids }))]
      .sort(byKey)
      .map(([id, { terms, length }]) => [id, length, [...terms].sort(byKey)]),
    statistics: await store.termStatistics(['grok', 'model', 'naiv', 'nothing']),
    links: [...(await store.topicLinks({ ids: topics, coOccurring: 3 }))].sort(byKey),
    linksThen: [...(await store.topicLinks({ ids: topics, coOccurring: 3, publishedTo: '2021-03' }))].sort(byKey),
    months: await store.articlesByMonth(topics),
    shared: await store.countShared(topics.flatMap((a) => topics.map((b) => [a, b] as const))),
    topPapers: [...(await store.topPapers({ topics, perTopic: 3 }))].sort(byKey),
    unrelated: await store.list({
      filter: { kinds: ['Paper'], unrelated: [{ type: 'ABOUT', direction: 'OUT', ids: topics.slice(0, 2) }] },
      order: { field: 'NAME', direction: 'ASC' },
      first: 5,
      count: true,
    }),
    suggestions: await inTurn(['gr', 'a', 'n a', '数'], (text) => suggest(store, text)),
    facets: await facetsOf(store, { query: 'models honesty', filter: { kinds: KINDS } }),
    found: await countFound(store, { query: 'models', filter: { kinds: KINDS } }),
    evidence: evidence.map(evidenceText).sort(),
    connected: [...(await connectArticles(store, articles))].sort(byKey),
    neighborhoods: [...(await topicNeighborhoods(store, topics, { depth: 3 }))].sort(byKey),
    neighborhoodsThen: [...(await topicNeighborhoods(store, topics, { depth: 2, publishedTo: '2021' }))].sort(byKey),
    representative: [...(await representativePapers(store, topics))].sort(byKey),
    bridges: await inTurn(topics.slice(1, 2), (id) => topicBridges(store, [topics[0] ?? id, id])),
    explained: await inTurn(ids.slice(0, 2), (id) => explanatoryPath(store, id, ids.at(-1) ?? id, { maxLength: 6 })),
    paths: await inTurn(ids.slice(0, 4), (id) => shortestPath(store, id, ids.at(-1) ?? id, { maxLength: 6 })),
    search: await searchGraph(store, { query: 'grokking models', filter: { kinds: KINDS }, first: 9 }),
  };
}

/** One after the other: a server that compiles fifty new statements at once is slow at each. */
async function inTurn<Item, Answer>(items: readonly Item[], ask: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const all: Answer[] = [];
  for (const item of items) all.push(await ask(item));
  return all;
}

function suggest(store: GraphStore, text: string) {
  return store.suggest({ prefixes: text.split(' '), kinds: KINDS, first: 4 });
}

function listQueries(): ListQuery[] {
  return (['PUBLISHED_ON', 'NAME', 'POPULARITY'] as const).flatMap((field) =>
    (['ASC', 'DESC'] as const).map((direction) => ({
      filter: { kinds: ['Paper', 'Resource', 'Topic'], publishedTo: '2021' },
      order: { field, direction },
      first: 5,
      count: true,
    })),
  );
}

function hopQueries(ids: readonly NodeId[]): ExpandQuery[] {
  return RELATIONSHIP_TYPES.flatMap((type) =>
    (['IN', 'OUT'] as const).flatMap((direction) =>
      (['PUBLISHED_ON', 'POSITION', 'WEIGHT'] as const).map((field) => ({
        type,
        direction,
        ids,
        order: { field, direction: direction === 'IN' ? ('DESC' as const) : ('ASC' as const) },
        first: 3,
        count: true,
      })),
    ),
  );
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

function evidenceText({
  seed,
  candidate,
  signal,
  via,
  viaDegree,
  seedWeight,
  candidateWeight,
  closeness,
}: Evidence): string {
  return [seed, candidate, signal, via, viaDegree, seedWeight, candidateWeight, closeness].join(' ');
}
