import { int } from 'neo4j-driver';
import type { NodeId } from '../../model/ids';
import type { Signal } from '../../model/signals';
import type { Evidence, EvidenceQuery, ReadOptions } from '../port';
import type { Neo4jConnection } from './driver';
import { endOfDate, filterClauses, type FilterClauses } from './filters';
import { EXPLAIN, PROPOSE } from './signals';
import { anyOf } from './text';

/** One reason, as a list, because names would be most of the answer: `[candidate, via, viaDegree, weights …]`. */
type Reason = readonly [
  candidate: NodeId,
  via: NodeId | null,
  viaDegree: number,
  seedWeight: number,
  candidateWeight: number,
  closeness: Evidence['closeness'],
];

/** How many texts are looked at for each that is wanted, where a filter may drop some. */
const FILTERED_TEXTS = 8;

/** Candidates and their evidence for all seeds and signals in one statement: first who, then why. */
export async function gatherEvidence(
  connection: Neo4jConnection,
  query: EvidenceQuery,
  options?: ReadOptions,
): Promise<readonly Evidence[]> {
  if (query.signals.length === 0) return [];
  const filter = filterClauses(query.filter, 'c');
  const publishedTo = query.filter?.publishedTo;
  const rows = await connection.read<{ seed: NodeId; signal: Signal; reasons: Reason[] }>(
    `
    ${filter.bind}
    UNWIND $seeds AS seed
    MATCH (s:Node {id: seed.id})                                     // constraint node_id
    WITH *, CASE WHEN seed.candidates IS NULL THEN s END AS proposer
    CALL (seed, s, proposer${filter.carried}) {
      ${query.signals.map((signal) => proposalOf(signal, filter)).join('\n    UNION\n')}
    UNION
      MATCH (c:Node)                                                 // constraint node_id
      WHERE c.id IN seed.candidates
        AND c <> s
        ${filter.and}
      RETURN c
    UNION
      MATCH (c:Node)                                                 // constraint node_id
      WHERE c.id IN seed.reached
        AND c <> s
        ${filter.and}
      RETURN c
    }
    WITH seed, s, collect(c) AS candidates${filter.carried}
    CALL (seed, s, candidates${filter.carried}) {
      ${query.signals.map((signal) => EXPLAIN[signal]).join('\n    UNION ALL\n')}
    UNION ALL
      UNWIND candidates AS c
      WITH c
      WHERE c.id IN seed.reached
        ${filter.and}
      RETURN 'CITATION' AS signal,
             collect([c.id, null, 0, 1, 1, null]) AS reasons
    }
    RETURN seed.id AS seed, signal, reasons`,
    {
      ...filter.parameters,
      between: publishedTo === undefined ? null : endOfDate(publishedTo),
      seeds: query.seeds.map(({ id, stems, candidates = null, reached = [] }) => ({
        id,
        candidates,
        reached,
        lucene: candidates === null && stems.length > 0 ? [anyOf(stems)] : [],
        hasText: stems.length > 0,
      })),
      perSignal: int(query.perSignal),
      hubDegree: query.hubDegree,
      // One more than asked for, because the seed's own text is the best of all.
      fewTexts: int(filter.and === '' ? query.perSignal + 1 : FILTERED_TEXTS * query.perSignal + 1),
    },
    options,
  );
  return rows.flatMap(({ seed, signal, reasons }) =>
    reasons.map(([candidate, via, viaDegree, seedWeight, candidateWeight, closeness]) => ({
      seed,
      candidate,
      signal,
      via,
      viaDegree,
      seedWeight,
      candidateWeight,
      closeness,
    })),
  );
}

function proposalOf(signal: Signal, { and, carried }: FilterClauses): string {
  return PROPOSE[signal].replaceAll('$filter', () => and).replaceAll('$carried', () => carried);
}
