import { appendFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { RELATIONSHIP_TYPES, type RelationshipType } from '../../model/relationships';
import { readClaims } from '../claimTexts';
import type { NodeRecord, ReadOptions, Redirect, RelationshipRecord, ScanItem } from '../port';
import type { Neo4jConnection, Run } from './driver';
import { arrow } from './labels';

const PAGE = 1_000;

/**
 * The whole graph in one state. Neo4j has no snapshots, so writers wait while it is copied to a file on this machine,
 * at full speed and in little memory; the reader then takes its time.
 */
export async function* scan(connection: Neo4jConnection, options?: ReadOptions): AsyncGenerator<ScanItem> {
  const folder = await mkdtemp(join(tmpdir(), 'graph-scan-'));
  const copy = join(folder, 'items.jsonl');
  try {
    await connection.write((run) => copyGraph(run, copy), options);
    const file = await open(copy);
    try {
      for await (const line of file.readLines()) yield readItem(JSON.parse(line) as StoredItem);
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface StoredNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly facts: string;
  readonly claims: string;
}

interface StoredRelationship {
  readonly type: RelationshipType;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly key: string;
  readonly facts: string;
  readonly claims: string;
}

/** A redirect has no facts. */
type StoredItem = StoredNode | StoredRelationship | Redirect;

function readItem(item: StoredItem): ScanItem {
  if (!('facts' in item)) return { redirect: { from: item.from, to: item.to } };
  const { facts, claims } = item;
  const content = { facts: JSON.parse(facts) as never, claims: readClaims(claims, facts) as never };
  if ('id' in item) return { node: { id: item.id, kind: item.kind, ...content } satisfies NodeRecord };
  const { type, from, to, key } = item;
  return { relationship: { type, from, to, key, ...content } satisfies RelationshipRecord };
}

const KEEP_WRITERS_OUT = `
  MATCH (g:Graph {name: 'graph'})                                    // constraint graph_name
  SET g.writer = 'scan'`;

const NODES = `
  MATCH (n:Node)                                                     // constraint node_id
  WHERE n.id > $after
  RETURN n.id AS id, n.kind AS kind, n.facts AS facts, n.claims AS claims
  ORDER BY id
  LIMIT ${PAGE}`;

async function copyGraph(run: Run, copy: string): Promise<void> {
  await writeFile(copy, '', { mode: 0o600 });
  await run(KEEP_WRITERS_OUT);
  for (let after: string | undefined = ''; after !== undefined;) {
    const nodes: StoredNode[] = await run<StoredNode>(NODES, { after });
    await appendLines(copy, nodes);
    after = nodes.at(-1)?.id;
  }
  for (const type of [...RELATIONSHIP_TYPES].sort()) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const relationships: StoredRelationship[] = await run<StoredRelationship>(relationshipsOf(type), { after, type });
      await appendLines(copy, relationships);
      after = relationships.at(-1)?.from;
    }
  }
  for (let after: string | undefined = ''; after !== undefined;) {
    const redirects: Redirect[] = await run<Redirect>(REDIRECTS, { after });
    await appendLines(copy, redirects);
    after = redirects.at(-1)?.from;
  }
}

const REDIRECTS = `
  MATCH (r:Redirect)-[:LEADS_TO]->(n:Node)                           // constraint redirect_id
  WHERE r.id > $after
  RETURN r.id AS from, n.id AS to
  ORDER BY from
  LIMIT ${PAGE}`;

/** All relationships of one type of the next nodes that have any. */
function relationshipsOf(type: RelationshipType): string {
  return `
  MATCH (from:Node)                                                  // constraint node_id
  WHERE from.id > $after AND EXISTS { MATCH (from)${arrow(type, 'OUT')}() }
  WITH from
  ORDER BY from.id
  LIMIT ${PAGE}
  MATCH (from)${arrow(type, 'OUT', 'r')}(to:Node)
  RETURN $type AS type, from.id AS from, to.id AS to, r.key AS key, r.facts AS facts, r.claims AS claims
  ORDER BY from, to, key`;
}

async function appendLines(path: string, items: readonly StoredItem[]): Promise<void> {
  if (items.length > 0) await appendFile(path, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
}
