import fc from 'fast-check';
import type { NodeId } from '../../src/model/ids';
import { RELATIONSHIP_TYPES, relationshipKeyText, type RelationshipType } from '../../src/model/relationships';
import { SIGNALS } from '../../src/model/signals';
import type {
  Evidence,
  ExpandQuery,
  GraphStore,
  ListQuery,
  NodeRecord,
  RelationshipRecord,
} from '../../src/store/port';
import { connectArticles } from '../../src/connect/connectArticles';
import { explanatoryPath } from '../../src/explore/explanatoryPath';
import { topicNeighborhoods } from '../../src/explore/neighborhood';
import { shortestPath } from '../../src/explore/shortestPath';
import { representativePapers } from '../../src/explore/representativePapers';
import { countFound, facetsOf, searchGraph } from '../../src/explore/search';
import { topicBridges } from '../../src/explore/topicBridges';
import { author, issue, link, paper, resource, topic, venue } from '../support/builders';
import { openEmptySqliteStore } from '../support/engines';
import { isNeo4jOff, openEmptyNeo4jStore } from '../support/neo4j';

/** A small graph in which everything happens: shared topics and references, hubs, dates of all precisions, odd names. */
interface RandomGraph {
  readonly nodes: readonly NodeRecord[];
  readonly relationships: readonly RelationshipRecord[];
}

const WORDS = ['grokking', 'trojan', 'honesty', 'models', 'robust', 'naïve', '数据', 'a', 'Ångström', "author's"];
const DATES = ['2020', '2021-03', '2021-03-07', '2022', undefined];

const wordsOf = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const articleOf = fc.record({ title: wordsOf, abstract: wordsOf, on: fc.constantFrom(...DATES) });

const graphs: fc.Arbitrary<RandomGraph> = fc
  .record({
    articles: fc.array(articleOf, { minLength: 4, maxLength: 14 }),
    topics: fc.array(wordsOf, { minLength: 2, maxLength: 5 }),
    authors: fc.array(wordsOf, { minLength: 1, maxLength: 3 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.double({ min: 0.1, max: 1, noNaN: true })), {
      maxLength: 60,
    }),
  })
  .map(({ articles, topics, authors, picks }) => {
    const nodes = [
      ...articles.map(({ on, ...texts }, index) => {
        const options = on === undefined ? texts : { ...texts, on };
        const make = [paper, paper, paper, resource, issue][index % 5] ?? paper;
        return make(`n${index}`, options);
      }),
      ...topics.map((name, index) => topic(`t${index}`, { name })),
      ...authors.map((name, index) => author(`a${index}`, name)),
      venue('v', 'Venue'),
    ];
    return { nodes, relationships: relationshipsOf(nodes, picks) };
  });

/** Joins nodes as the picks say, where a relationship type allows it and no cycle can come of it. */
function relationshipsOf(
  nodes: readonly NodeRecord[],
  picks: readonly (readonly [number, number, number, number])[],
): RelationshipRecord[] {
  const made = new Map<string, RelationshipRecord>();
  for (const [index, [a, b, c, weight]] of picks.entries()) {
    const type = RELATIONSHIP_TYPES[c % RELATIONSHIP_TYPES.length] ?? 'ABOUT';
    const [from, to] = endsFor(type, nodes, a, b);
    if (!from || !to || from.id === to.id || (type === 'SUBTOPIC_OF' && from.id < to.id)) continue;
    const isFeature = type === 'FEATURES';
    const relationship = link(
      type,
      from,
      to,
      {
        weight: Number(weight.toFixed(2)),
        position: (index % 7) + 1,
        ...(isFeature ? { section: `s${index % 2}` } : {}),
      },
      isFeature ? `entry-${index % 3}` : '',
    );
    made.set(relationshipKeyText(relationship), relationship);
  }
  return [...made.values()];
}

const START: Readonly<Record<RelationshipType, readonly NodeRecord['kind'][]>> = {
  ABOUT: ['Paper', 'Resource', 'Issue'],
  SUBTOPIC_OF: ['Topic'],
  FEATURES: ['Issue'],
  PART_OF: [],
  CITES: ['Paper'],
  AUTHORED_BY: ['Paper', 'Resource'],
  PUBLISHED_IN: ['Paper', 'Resource'],
  REFERS_TO: ['Paper'],
};
const END: Readonly<Record<RelationshipType, readonly NodeRecord['kind'][]>> = {
  ABOUT: ['Topic'],
  SUBTOPIC_OF: ['Topic'],
  FEATURES: ['Paper', 'Resource'],
  PART_OF: [],
  CITES: ['Paper'],
  AUTHORED_BY: ['Author'],
  PUBLISHED_IN: ['Venue'],
  REFERS_TO: ['Paper'],
};

function endsFor(type: RelationshipType, nodes: readonly NodeRecord[], a: number, b: number) {
  const starts = nodes.filter(({ kind }) => START[type].includes(kind));
  const ends = nodes.filter(({ kind }) => END[type].includes(kind));
  return [starts[a % Math.max(1, starts.length)], ends[b % Math.max(1, ends.length)]] as const;
}

const KINDS = ['Paper', 'Issue', 'Resource', 'Topic', 'Author', 'Venue'] as const;

/** Every read of the port, and what is computed above it, with all nodes asked. */
async function answers(store: GraphStore, ids: readonly NodeId[]): Promise<unknown> {
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
      (['PUBLISHED_ON', 'POSITION'] as const).map((field) => ({
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

(isNeo4jOff ? describe.skip : describe)('the two engines', () => {
  it('give the same answers on the same graph, after puts and after deletes', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async ({ nodes, relationships }) => {
        const stores = [await openEmptySqliteStore(), await openEmptyNeo4jStore()];
        try {
          const ids = nodes.map(({ id }) => id);
          const told = stores.map(async (store) => {
            await store.write({ putNodes: nodes, putRelationships: relationships });
            const before = await answers(store, ids);
            await store.write({
              deleteNodes: ids.slice(0, 2),
              deleteRelationships: relationships.filter((_, index) => index % 3 === 0),
            });
            return [before, await answers(store, ids)];
          });
          const [sqlite, neo4j] = await Promise.all(told);
          expect(neo4j).toEqual(sqlite);
        } finally {
          await Promise.all(stores.map((store) => store.close()));
        }
      }),
      { numRuns: 4, seed: 20261123, endOnFailure: true },
    );
  }, 180_000);
});
