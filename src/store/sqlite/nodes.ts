import type { Claim } from '../../model/claims';
import type { NodeId } from '../../model/ids';
import { NODE_KINDS, type NodeKind } from '../../model/kinds';
import type { LookupKey } from '../../model/keys';
import type { FactsByKind, GraphNode } from '../../model/nodes';
import {
  RELATIONSHIP_TYPES,
  relationshipKeyText,
  type RelationshipFacts,
  type RelationshipKey,
} from '../../model/relationships';
import { readClaims } from '../claimTexts';
import type { ClaimedRelationship, ClaimsAnswer, ClaimsQuery, GraphStats, PrefixQuery } from '../port';
import type { SqliteConnection } from './connection';
import { typeNumber, typeOfNumber } from './migrations';
import { NODE_COLUMNS, readNode, type NodeRow } from './records';

const NODES_PER_KEY = 10;

export function getByIds(connection: SqliteConnection, ids: readonly NodeId[]): ReadonlyMap<NodeId, GraphNode> {
  const rows = connection.all<NodeRow & { readonly asked: NodeId }>(
    `SELECT asked.value AS asked, ${NODE_COLUMNS}
     FROM json_each(?) AS asked
     LEFT JOIN redirect ON redirect.from_id = asked.value
     CROSS JOIN node AS m ON m.id = coalesce(redirect.to_id, asked.value)
     CROSS JOIN content AS c ON c.n = m.n`,
    [JSON.stringify([...new Set(ids)])],
  );
  return new Map(rows.map((row) => [row.asked, readNode(row)]));
}

export function resolveKeys(
  connection: SqliteConnection,
  keys: readonly LookupKey[],
): ReadonlyMap<LookupKey, readonly NodeId[]> {
  const rows = connection.tuples<readonly [LookupKey, NodeId]>(
    'key, id',
    `SELECT asked.value AS key, m.id
     FROM json_each(?) AS asked
     CROSS JOIN lookup ON lookup.key = asked.value
     CROSS JOIN node AS m ON m.n = lookup.n`,
    [JSON.stringify([...new Set(keys)])],
  );
  const found = new Map<LookupKey, NodeId[]>();
  for (const [key, id] of rows) {
    const ids = found.get(key);
    if (ids) ids.push(id);
    else found.set(key, [id]);
  }
  for (const [key, ids] of found) if (ids.length > 1) found.set(key, ids.sort().slice(0, NODES_PER_KEY));
  return found;
}

export function findByPrefix(connection: SqliteConnection, { prefixes, kinds, first }: PrefixQuery): readonly NodeId[] {
  const found = new Set<NodeId>();
  for (const prefix of prefixes) {
    const rows = connection.all<{ id: NodeId }>(
      `SELECT id FROM (
         SELECT * FROM (
           SELECT m.id, m.kind
           FROM node AS m
           WHERE m.id >= ?1 AND m.id < ?2 AND +m.kind IN (SELECT value FROM json_each(?3))
           ORDER BY m.id
           LIMIT ?4
         )
         UNION
         SELECT m.id, m.kind
         FROM lookup
         CROSS JOIN node AS m ON m.n = lookup.n
         WHERE lookup.key >= ?1 AND lookup.key < ?2 AND lookup.shared = 0 AND lookup.key NOT GLOB 'slug:*'
       )
       WHERE kind IN (SELECT value FROM json_each(?3))
       ORDER BY id
       LIMIT ?4`,
      [prefix, `${prefix}\u{10FFFF}`, JSON.stringify(kinds), first],
    );
    for (const { id } of rows) found.add(id);
  }
  return [...found].sort().slice(0, first);
}

export function getClaims(
  connection: SqliteConnection,
  { nodes = [], relationships = [], outgoing }: ClaimsQuery,
): ClaimsAnswer {
  const nodeClaims =
    nodes.length === 0
      ? []
      : connection.all<{ id: NodeId; facts: string; claims: string }>(
          `SELECT m.id, c.facts, c.claims
           FROM json_each(?) AS asked
           CROSS JOIN node AS m ON m.id = asked.value
           CROSS JOIN content AS c ON c.n = m.n`,
          [JSON.stringify([...new Set(nodes)])],
        );
  return {
    nodes: new Map(nodeClaims.map(({ id, facts, claims }) => [id, readClaims<FactsByKind[NodeKind]>(claims, facts)])),
    relationships: relationships.length === 0 ? new Map() : relationshipClaims(connection, relationships),
    outgoing: outgoing && outgoing.ids.length > 0 ? outgoingClaims(connection, outgoing) : [],
  };
}

function relationshipClaims(
  connection: SqliteConnection,
  relationships: readonly RelationshipKey[],
): ClaimsAnswer['relationships'] {
  const rows = connection.tuples<readonly [index: number, said: number]>(
    'asked, said',
    `SELECT asked.key AS asked, e.said
     FROM json_each(?) AS asked
     CROSS JOIN node AS start ON start.id = asked.value ->> 1
     CROSS JOIN node AS finish ON finish.id = asked.value ->> 2
     CROSS JOIN relationship AS e                  -- index relationship_out
       ON e.type = asked.value ->> 0 AND e.from_n = start.n AND e.to_n = finish.n AND e.key = asked.value ->> 3`,
    [JSON.stringify(relationships.map(({ type, from, to, key }) => [typeNumber(type), from, to, key]))],
  );
  const claimsOf = saidBy(connection, new Set(rows.map(([, said]) => said)));
  return new Map(
    rows.flatMap(([index, said]) =>
      relationships.slice(index, index + 1).map((key) => [relationshipKeyText(key), claimsOf(said)] as const),
    ),
  );
}

type OutgoingRow = readonly [type: number, from: NodeId, to: NodeId, key: string, said: number];

function outgoingClaims(
  connection: SqliteConnection,
  { types, ids }: NonNullable<ClaimsQuery['outgoing']>,
): ClaimedRelationship[] {
  const rows = connection.tuples<OutgoingRow>(
    'type, start, finish, key, said',
    `SELECT e.type, start.id AS start, finish.id AS finish, e.key, e.said
     FROM json_each(?) AS asked
     CROSS JOIN node AS start ON start.id = asked.value
     CROSS JOIN json_each(?) AS types
     CROSS JOIN relationship AS e ON e.type = types.value AND e.from_n = start.n  -- index relationship_out
     CROSS JOIN node AS finish ON finish.n = e.to_n`,
    [JSON.stringify([...new Set(ids)]), JSON.stringify(types.map(typeNumber))],
  );
  const claimsOf = saidBy(connection, new Set(rows.map(([, , , , said]) => said)));
  return rows.map(([type, from, to, key, said]) => ({
    type: typeOfNumber(type),
    from,
    to,
    key,
    claims: claimsOf(said),
  }));
}

/** What relationships say: those that say the same share it. */
function saidBy(
  connection: SqliteConnection,
  numbers: ReadonlySet<number>,
): (said: number) => readonly Claim<RelationshipFacts>[] {
  const rows = connection.tuples<readonly [t: number, claims: string]>(
    't, claims',
    'SELECT said.t, said.claims FROM json_each(?) AS asked CROSS JOIN said ON said.t = asked.value',
    [JSON.stringify([...numbers])],
  );
  const claims = new Map(rows.map(([t, text]) => [t, JSON.parse(text) as Claim<RelationshipFacts>[]]));
  return (said) => claims.get(said) ?? [];
}

export function revision(connection: SqliteConnection): number {
  return connection.get<{ revision: number }>('SELECT revision FROM graph')?.revision ?? 0;
}

/** From counters that every write keeps, so that it costs the same at any size. */
export function stats(connection: SqliteConnection): GraphStats {
  const nodes = new Map(
    connection
      .all<{ kind: NodeKind; count: number }>('SELECT kind, count FROM node_count')
      .map((row) => [row.kind, row.count]),
  );
  const relationships = new Map(
    connection
      .all<{ type: number; count: number }>('SELECT type, count FROM relationship_count')
      .map((row) => [typeOfNumber(row.type), row.count]),
  );
  return {
    nodes: Object.fromEntries(NODE_KINDS.map((kind) => [kind, nodes.get(kind) ?? 0])) as GraphStats['nodes'],
    relationships: Object.fromEntries(
      RELATIONSHIP_TYPES.map((type) => [type, relationships.get(type) ?? 0]),
    ) as GraphStats['relationships'],
    revision: revision(connection),
  };
}
