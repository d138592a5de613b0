import type { NodeId } from '../../model/ids';
import { ARTICLE_KINDS } from '../../model/kinds';
import type { Signal } from '../../model/signals';
import type { Evidence, EvidenceQuery, EvidenceSeed } from '../port';
import type { SqliteConnection } from './connection';
import { filterConditions, type Conditions } from './filters';
import { EXPLAIN, PROPOSE } from './signals';
import { toMatchExpression } from './tokens';

/** For each seed: first who, then why. */
export function gatherEvidence(connection: SqliteConnection, query: EvidenceQuery): readonly Evidence[] {
  const filter = filterConditions(query.filter);
  return query.seeds.flatMap((seed) => {
    const row = connection.get<{ n: number }>('SELECT n FROM node WHERE id = ?', [seed.id]);
    if (!row) return [];
    const candidates = seed.candidates
      ? numbersOf(connection, seed.candidates, row.n)
      : proposeAll(connection, query, filter, seed, row.n);
    const reached = numbersOf(connection, seed.reached ?? [], row.n, filter);
    const asked = JSON.stringify([...new Set([...candidates, ...reached])]);
    return [
      ...explainReached(connection, seed, reached),
      ...query.signals.flatMap((signal) => explain(connection, signal, seed, row.n, asked)),
    ];
  });
}

function numbersOf(
  connection: SqliteConnection,
  ids: readonly NodeId[],
  seed: number,
  filter: Conditions = filterConditions(undefined),
): number[] {
  if (ids.length === 0) return [];
  return connection
    .all<{ n: number }>(
      `SELECT m.n
       FROM node AS m
       WHERE m.id IN (SELECT value FROM json_each(?))
         AND m.n <> ?
         ${filter.sql}
       ORDER BY m.n`,
      [JSON.stringify(ids), seed, ...filter.parameters],
    )
    .map(({ n }) => n);
}

function proposeAll(
  connection: SqliteConnection,
  { signals, perSignal, hubDegree }: EvidenceQuery,
  filter: Conditions,
  { stems }: EvidenceSeed,
  n: number,
): number[] {
  const proposed = signals.flatMap((signal) => {
    if (signal === 'TEXT_SIMILARITY') return proposeByText(connection, stems, filter, n, perSignal);
    return connection.tuples<readonly [number]>(
      'n',
      PROPOSE[signal].replace('$filter', () => filter.sql),
      [n, hubDegree, ...filter.parameters, perSignal],
    );
  });
  return [...new Set(proposed.map(([candidate]) => candidate))];
}

function proposeByText(
  connection: SqliteConnection,
  stems: readonly string[],
  filter: Conditions,
  seed: number,
  limit: number,
): (readonly [number])[] {
  if (stems.length === 0) return [];
  return connection.tuples<readonly [number]>(
    'n',
    `SELECT m.n
     FROM text_stems
     JOIN node AS m ON m.n = text_stems.rowid
     WHERE text_stems MATCH ?
       AND m.n <> ?
       AND m.kind IN (${ARTICLE_KINDS.map((kind) => `'${kind}'`).join(', ')})
       ${filter.sql}
     ORDER BY round(bm25(text_stems), 6), m.id
     LIMIT ?`,
    [toMatchExpression(stems, 'ANY'), seed, ...filter.parameters, limit],
  );
}

/** Weights are texts, because numbers would lose digits on the way. */
const COLUMNS = "candidate, via, viaDegree, format('%!.17g', seedWeight), format('%!.17g', candidateWeight)";
type Reason = readonly [
  candidate: NodeId,
  via: NodeId,
  viaDegree: number,
  seedWeight: string,
  candidateWeight: string,
  closeness?: 0 | 1 | 2,
];

/** Evidence that names nothing between the two. */
const BARE = { via: null, viaDegree: 0, seedWeight: 1, candidateWeight: 1, closeness: null } as const;

const CLOSENESS = ['ISSUE', 'SECTION', 'ENTRY'] as const;

function explain(
  connection: SqliteConnection,
  signal: Signal,
  seed: EvidenceSeed,
  n: number,
  candidates: string,
): Evidence[] {
  if (signal === 'TEXT_SIMILARITY') return explainByText(connection, seed, candidates);
  const columns = signal === 'CO_FEATURED' ? `${COLUMNS}, closeness` : COLUMNS;
  return connection
    .tuples<Reason>(columns, EXPLAIN[signal], [n, candidates])
    .map(([candidate, via, viaDegree, seedWeight, candidateWeight, closeness]) => ({
      seed: seed.id,
      candidate,
      signal,
      via,
      viaDegree,
      seedWeight: Number(seedWeight),
      candidateWeight: Number(candidateWeight),
      closeness: closeness === undefined ? null : CLOSENESS[closeness],
    }));
}

function explainReached(connection: SqliteConnection, { id }: EvidenceSeed, reached: readonly number[]): Evidence[] {
  if (reached.length === 0) return [];
  const rows = connection.all<{ id: NodeId }>(
    'SELECT m.id FROM json_each(?) AS asked CROSS JOIN node AS m ON m.n = asked.value',
    [JSON.stringify(reached)],
  );
  return rows.map((row) => ({ ...BARE, seed: id, candidate: row.id, signal: 'CITATION' as const }));
}

function explainByText(connection: SqliteConnection, { id, stems }: EvidenceSeed, candidates: string): Evidence[] {
  if (stems.length === 0) return [];
  return connection
    .tuples<readonly [NodeId]>('id', 'SELECT m.id FROM json_each(?) AS asked JOIN node AS m ON m.n = asked.value', [
      candidates,
    ])
    .map(([candidate]) => ({ ...BARE, seed: id, candidate, signal: 'TEXT_SIMILARITY' as const }));
}
