import type { ImportReport } from '../import/report';
import { OUTCOMES } from '../model/outcomes';
import { plural } from '../model/plural';
import { describeLocation } from './describeLocation';

const MOST_SHOWN = 20;

/** A report for people: a line of what was done, then what needs a look. */
export function describeReport(report: ImportReport): string {
  return [
    headline(report),
    ...counts(report),
    ...plannedChanges(report),
    ...list(
      'rejected',
      report.rejects.map(({ at, reason }) => `${describeLocation(at)}: ${reason}`),
      report.rejected,
    ),
    ...list(
      'unsure',
      report.warnings.map(({ at, reason }) => `${describeLocation(at)}: ${reason}`),
    ),
    ...list(
      'look at',
      report.nearMisses.map(({ at, nodes, reason }) => `${describeLocation(at)}: ${reason} ${nodes.join(', ')}`),
    ),
  ].join('\n');
}

/** A report in one line: how many nodes came and changed, and what needs a look. */
export function describePoll(report: ImportReport): string {
  const { records, nodes, rejected, unresolved, skipped } = report;
  if (skipped) return headline(report);
  const counted = OUTCOMES.map((outcome) => {
    const count = Object.values(nodes).reduce((sum, byOutcome) => sum + byOutcome[outcome], 0);
    return { what: outcome, count };
  });
  const open = [
    { what: 'unresolved', count: unresolved.entries + unresolved.citations },
    { what: 'rejected', count: rejected },
  ];
  const parts = [...counted, ...open].filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${what}`);
  return [headline(report).replace(/\.$/, ''), ...(records > 0 ? [parts.join(', ')] : [])].join(': ');
}

function headline(report: ImportReport): string {
  const { source, format, dryRun, skipped, isNotModified, changed, records, revision } = report;
  if (isNotModified) return `${source} (${format}): not modified since the last import; nothing changed.`;
  if (skipped) return `${source} (${format}): the same content as at the last import; nothing changed.`;
  const outcome = dryRun
    ? 'dry run, nothing was written'
    : changed
      ? `the graph is at revision ${revision}`
      : 'nothing changed';
  return `${source} (${format}): ${plural(records, 'record')}, ${outcome}.`;
}

function counts({ nodes, relationships, unresolved, skipped }: ImportReport): string[] {
  if (skipped) return [];
  const lines = [...Object.entries(nodes), ...Object.entries(relationships)].map(([name, byOutcome]) => {
    const parts = OUTCOMES.filter((outcome) => byOutcome[outcome] > 0).map(
      (outcome) => `${byOutcome[outcome]} ${outcome}`,
    );
    return `  ${name.padEnd(14)}${parts.join(', ')}`;
  });
  const missing = [
    unresolved.entries > 0 ? plural(unresolved.entries, 'entry', 'entries') : '',
    unresolved.citations > 0 ? plural(unresolved.citations, 'citation') : '',
  ].filter((part) => part !== '');
  return missing.length > 0 ? [...lines, `  unresolved    ${missing.join(', ')}`] : lines;
}

function list(title: string, items: readonly string[], total = items.length): string[] {
  if (total === 0) return [];
  const more = total > MOST_SHOWN ? [`    … and ${total - MOST_SHOWN} more`] : [];
  return [`  ${title} ${total}:`, ...items.slice(0, MOST_SHOWN).map((item) => `    ${item}`), ...more];
}

const MARKS = { created: '+', updated: '~', merged: '~', deleted: '-' } as const;

/** What a dry run would do, line by line; which of it is a change of a relationship the words tell. */
function plannedChanges({ changes }: ImportReport): string[] {
  const lines = changes.map(
    ({ outcome, what, name }) => `    ${MARKS[outcome]} ${what}${name === '' ? '' : `  “${name}”`}`,
  );
  return lines.length > 0 ? ['  would change:', ...lines] : [];
}
