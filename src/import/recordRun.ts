import { nodeId, shortHash } from '../model/ids';
import type { NodeRecord } from '../store/port';
import type { ImportReport } from './report';
import { sourceIdOf } from './sources';

/**
 * The record that an import leaves in the graph. Its id tells when it began; two that began in the same millisecond
 * differ in their source or in the revision that they left.
 */
export function recordRun(report: ImportReport, startedAt: string): NodeRecord {
  const { source: name, format, records, nodes, relationships, unresolved, rejected, revision } = report;
  return {
    id: nodeId('ImportRun', `${startedAt.replace(/[-:.]/g, '').toLowerCase()}-${shortHash(`${name} ${revision}`)}`),
    kind: 'ImportRun',
    facts: { name, source: sourceIdOf(name), format, startedAt, records, nodes, relationships, unresolved, rejected },
    claims: [],
  };
}
