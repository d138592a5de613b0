import type { NodeId } from '../../model/ids';
import { ARTICLE_KINDS } from '../../model/kinds';
import type { Signal } from '../../model/signals';
import type { Evidence, EvidenceQuery, EvidenceSeed } from '../port';
import type { SqliteConnection, SqlValue } from './connection';
import { endOfDate, filterConditions, type Conditions } from './filters';
import { EXPLAIN, PROPOSE } from './signals';
import { toMatchExpression } from './tokens';

/** Candidates by their row numbers. */
type Candidates = ReadonlyMap<number, NodeId>;

/** For each seed: first who, then why. */
export function gatherEvidence(connection: SqliteConnection, query: EvidenceQuery): readonly Evidence[] {
  const filter = filterConditions(query.filter);
  const publishedTo = query.filter?.publishedTo;
  const before = publishedTo === undefined ? null : endOfDate(publishedTo);
  return query.seeds.flatMap((seed) => {
    const row = connection.get<{ n: number }>('SELECT n FROM node WHERE id = ?', [seed.id]);
    if (!row) return [];
    const proposed = seed.candidates
      ? find(connection, seed.candidates, row.n, filter)
      : proposeAll(connection, query, filter, seed, row.n, before);
    const reached = find(connection, seed.reached ?? [], row.n, filter);
    const candidates = new Map([...proposed, ...reached]);
    const parameters = [row.n, JSON.stringify([...candidates.keys()]), before];
    return [
      ...explainBare('CITATION', seed, reached),
      ...query.signals.flatMap((signal) =>
        signal === 'TEXT_SIMILARITY'
          ? explainBare(signal, seed, seed.stems.length > 0 ? candidates : new Map())
          : explain(connection, signal, seed, candidates, parameters),
      ),
    ];
  });
}

function find(connection: SqliteConnection, ids: readonly NodeId[], seed: number, filter: Conditions): Candidates {
  if (ids.length === 0) return new Map();
  return new Map(
    connection.tuples<readonly [number, NodeId]>(
      'n, id',
      `SELECT m.n, m.id
       FROM node AS m
       WHERE m.id IN (SELECT value FROM json_each(?))
         AND m.n <> ?
         ${filter.sql}
       ORDER BY m.n`,
      [JSON.stringify(ids), seed, ...filter.parameters],
    ),
  );
}

function proposeAll(
  connection: SqliteConnection,
  { signals, perSignal, hubDegree }: EvidenceQuery,
  filter: Conditions,
  { stems }: EvidenceSeed,
  n: number,
  before: string | null,
): Candidates {
  return new Map(
    signals.flatMap((signal) => {
      if (signal === 'TEXT_SIMILARITY') return proposeByText(connection, stems, filter, n, perSignal);
      return connection.tuples<readonly [number, NodeId]>(
        'n, id',
        PROPOSE[signal].replace('$filter', () => filter.sql),
        [n, hubDegree, before, ...filter.parameters, perSignal],
      );
    }),
  );
}

/** How many texts are looked at for each that is wanted, where a filter may drop some. */
const FILTERED_TEXTS = 4;
const ALL = -1;

/** The best few texts are cheap to find; all are looked through only where the filter leaves too few of those. */
function proposeByText(
  connection: SqliteConnection,
  stems: readonly string[],
  filter: Conditions,
  seed: number,
  limit: number,
): (readonly [number, NodeId])[] {
  if (stems.length === 0) return [];
  const few = bestOf(FILTERED_TEXTS * limit);
  return few.length < limit ? bestOf(ALL) : few;

  function bestOf(looked: number) {
    return connection.tuples<readonly [number, NodeId]>(
      'n, id',
      `SELECT m.n, m.id
       FROM (
         SELECT rowid AS n, round(bm25(text_stems), 6) AS score
         FROM text_stems
         WHERE text_stems MATCH ?
         ORDER BY score
         LIMIT ?
       ) AS found
       CROSS JOIN node AS m ON m.n = found.n
       WHERE m.n <> ?
         AND m.kind IN (${ARTICLE_KINDS.map((kind) => `'${kind}'`).join(', ')})
         ${filter.sql}
       ORDER BY found.score, m.id
       LIMIT ?`,
      [toMatchExpression([stems], 'ANY'), looked, seed, ...filter.parameters, limit],
    );
  }
}

type Reason = readonly [
  candidate: number,
  via: NodeId,
  viaDegree: number,
  closeness?: 0 | 1 | 2 | null,
  seedWeight?: string,
  candidateWeight?: string,
];

/** What a reason of a signal has besides. Weights are texts, because numbers would lose digits on the way. */
const MORE_COLUMNS: Partial<Readonly<Record<Signal, string>>> = {
  SHARED_TOPICS: ", NULL, format('%!.17g', seedWeight), format('%!.17g', candidateWeight)",
  CO_FEATURED: ', closeness',
};

/** Evidence that names nothing between the two. */
const BARE = { via: null, viaDegree: 0, seedWeight: 1, candidateWeight: 1, closeness: null } as const;

const CLOSENESS = ['ISSUE', 'SECTION', 'ENTRY'] as const;

function explain(
  connection: SqliteConnection,
  signal: Exclude<Signal, 'TEXT_SIMILARITY'>,
  seed: EvidenceSeed,
  candidates: Candidates,
  parameters: readonly SqlValue[],
): Evidence[] {
  const columns = `candidate, via, viaDegree${MORE_COLUMNS[signal] ?? ''}`;
  return connection
    .tuples<Reason>(columns, EXPLAIN[signal], parameters)
    .flatMap(([number, via, viaDegree, closeness = null, seedWeight = 1, candidateWeight = 1]) => {
      const candidate = candidates.get(number);
      if (candidate === undefined) return [];
      return [
        {
          seed: seed.id,
          candidate,
          signal,
          via,
          viaDegree,
          seedWeight: Number(seedWeight),
          candidateWeight: Number(candidateWeight),
          closeness: closeness === null ? null : CLOSENESS[closeness],
        },
      ];
    });
}

function explainBare(signal: Signal, { id }: EvidenceSeed, candidates: Candidates): Evidence[] {
  return [...candidates.values()].map((candidate) => ({ ...BARE, seed: id, candidate, signal }));
}
