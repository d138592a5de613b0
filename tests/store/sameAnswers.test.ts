import fc from 'fast-check';
import { RELATIONSHIP_TYPES, relationshipKeyText, type RelationshipType } from '../../src/model/relationships';
import type { NodeRecord, RelationshipRecord } from '../../src/store/port';
import { answers } from '../support/answers';
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
