import { z } from 'zod';
import { CLAIM_RANKS } from '../../model/claims';
import { IDENTIFIER_SCHEMES } from '../../model/identifiers';
import { isNodeId, kindOfId, type NodeId } from '../../model/ids';
import { aKind, NODE_KINDS, type NodeKind } from '../../model/kinds';
import { RELATIONSHIP_TYPES, type RelationshipType } from '../../model/relationships';
import type { NodeRecord, ScanItem } from '../../store/port';
import { factsOf, type NodeClaim } from '../working/facts';
import type { Format, FormatInput, Location, Reject } from '../record';
import { readLines } from './syntax/lines';

/** A part of a graph, and where it stands in its export. */
export interface ExportedItem {
  readonly at: Location;
  readonly item: ScanItem;
}

/** What npm prints before a command's own output, unless it is told to be silent. */
const SAID_BY_NPM = /^(?:\s*\n|> .{0,1000}\n){1,6}/;

/** Our own full export. It holds claims and not records, so it is restored (`restoreGraph`) and not read as records are. */
export const graphExport: Format = {
  name: 'export',
  description: 'Full export of a graph, as `export` prints it',
  detect(head) {
    const start = head.replace(SAID_BY_NPM, '');
    return /^\uFEFF?\s*\{"(?:node":\{"id":"|relationship":\{"type":"|redirect":\{"from":")/.test(start) ? 1 : 0;
  },
  // eslint-disable-next-line @typescript-eslint/require-await -- see above: nobody calls it
  async *read() {
    throw new Error('A full export is restored, not read as records.');
  },
};

/** Nothing that one batch of an import leaves comes near it. */
const MAX_LINE_LENGTH = 64 * 1024 * 1024;

const id = z.custom<NodeId>((value) => typeof value === 'string' && value.length <= 1024 && isNodeId(value), 'no id');
const instant = z.string().max(40);
const claim = z.strictObject({
  source: id,
  rank: z.enum(CLAIM_RANKS),
  at: instant,
  facts: z.record(z.string(), z.json()),
});
const node = z.strictObject({
  id,
  kind: z.enum(NODE_KINDS),
  facts: z.record(z.string(), z.json()),
  claims: z.array(claim),
});
const relationship = z.strictObject({
  type: z.enum(RELATIONSHIP_TYPES as readonly [RelationshipType, ...RelationshipType[]]),
  from: id,
  to: id,
  key: z.string(),
  facts: z.record(z.string(), z.json()),
  claims: z.array(claim),
});
const line = z.union([
  z.strictObject({ node }),
  z.strictObject({ relationship }),
  z.strictObject({ redirect: z.strictObject({ from: id, to: id }) }),
]);

const text = z.string();
const identifiers = z.array(z.object({ scheme: z.enum(IDENTIFIER_SCHEMES), value: text }));
const article = z.looseObject({ title: text, identifiers, publishedOn: text.optional() });
const names = z.looseObject({ name: text, variants: z.array(text) });
const pair = z.tuple([id, id]);
/** What every node of a kind has. The rest of its facts is up to the claims. */
const FACTS: Readonly<Record<NodeKind, z.ZodType>> = {
  Paper: article,
  Resource: article,
  Issue: article.extend({ sections: z.array(z.looseObject({ heading: text, entries: z.array(z.looseObject({})) })) }),
  Newsletter: z.looseObject({ slug: text, name: text }),
  Topic: z.looseObject({ slug: text, name: text, topicKind: text, aliases: z.array(text) }),
  Author: names.extend({ identifiers }),
  Venue: names,
  Source: z.looseObject({ name: text, format: text, importedAt: instant }),
  ImportRun: z.looseObject({ name: text, source: id, format: text, startedAt: instant, nodes: z.looseObject({}) }),
  MissingWork: z.looseObject({ key: text }),
  NearMiss: z.looseObject({ nodes: pair, reason: text, source: id, notedAt: instant }),
  Decision: z.looseObject({ verdict: text, nodes: pair, decidedBy: text, decidedAt: instant }),
  Replaced: z.looseObject({
    source: id,
    replacedAt: instant,
    nodes: z.array(z.looseObject({ id, claim })),
    relationships: z.array(z.looseObject({ from: id, to: id, claim })),
  }),
};

/** Reads an export, a line at a time. What breaks its form is a reject. */
export async function* readGraphExport({ file, text: pieces }: FormatInput): AsyncIterable<ExportedItem | Reject> {
  let isHead = true;
  for await (const { text: json, number, isCut } of readLines(pieces, MAX_LINE_LENGTH)) {
    if (json.trim() === '' || (isHead && json.startsWith('> '))) continue;
    isHead = false;
    const at = { file, line: number };
    const item = isCut ? 'the line is longer than 64 MB' : readItem(json);
    yield typeof item === 'string' ? { at, reason: item } : { at, item };
  }
}

function readItem(json: string): ScanItem | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'expected a JSON object on one line: the export was cut off here, or is none';
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) return 'expected a node with its claims, a relationship with its claims, or a redirect';
  if ('redirect' in parsed.data) return parsed.data;
  if ('relationship' in parsed.data) return { relationship: parsed.data.relationship };
  return readNode(parsed.data.node);
}

function readNode({ id: nodeId, kind, claims, facts }: z.infer<typeof node>): ScanItem | string {
  if (kindOfId(nodeId) !== kind) return `“${nodeId}” is not the id of ${aKind(kind)}`;
  // Claims were made for the node's kind, and what readers see follows from them.
  const folded = claims.length > 0 ? factsOf(kind, claims as readonly NodeClaim[]) : facts;
  const problem = FACTS[kind].safeParse(folded).error?.issues[0];
  if (problem) return `${nodeId}: ${problem.path.join('/')}: ${problem.message}`;
  return { node: { id: nodeId, kind, claims, facts: folded } as unknown as NodeRecord };
}
