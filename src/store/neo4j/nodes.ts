import { int } from 'neo4j-driver';
import type { Claim } from '../../model/claims';
import type { NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
import { NODE_KINDS, type NodeKind } from '../../model/kinds';
import type { FactsByKind, GraphNode } from '../../model/nodes';
import {
  RELATIONSHIP_TYPES,
  relationshipKeyText,
  type RelationshipFacts,
  type RelationshipKey,
  type RelationshipType,
} from '../../model/relationships';
import { readClaims } from '../claimTexts';
import type { ClaimsAnswer, ClaimsQuery, GraphStats, PrefixQuery, ReadOptions } from '../port';
import type { Neo4jConnection } from './driver';
import { arrow, typeName } from './labels';
import { NODE_ROW, readNode, storedKey, type NodeRow } from './records';

const NODES_PER_KEY = 10;

export async function getByIds(
  connection: Neo4jConnection,
  ids: readonly NodeId[],
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, GraphNode>> {
  const rows = await connection.read<{ id: NodeId; node: NodeRow }>(
    `
    UNWIND $ids AS id
    OPTIONAL MATCH (present:Node {id: id})                           // constraint node_id
    OPTIONAL MATCH (:Redirect {id: id})-[:LEADS_TO]->(merged:Node)   // constraint redirect_id
    WITH id, coalesce(present, merged) AS n
    WHERE n IS NOT NULL
    RETURN id, ${NODE_ROW} AS node`,
    { ids: [...new Set(ids)] },
    options,
  );
  return new Map(rows.map(({ id, node }) => [id, readNode(node)]));
}

export async function resolveKeys(
  connection: Neo4jConnection,
  keys: readonly LookupKey[],
  options?: ReadOptions,
): Promise<ReadonlyMap<LookupKey, readonly NodeId[]>> {
  const askedFor = [...new Set(keys)];
  const rows = await connection.read<{ index: number; ids: NodeId[] }>(
    `
    UNWIND range(0, size($keys) - 1) AS index
    MATCH (k:Key {key: $keys[index]})                                // constraint key_key
    CALL (k) {
      MATCH (k)-[:IDENTIFIES]->(n:Node)
      RETURN n.id AS id
      ORDER BY id
      LIMIT ${NODES_PER_KEY}
    }
    RETURN index, collect(id) AS ids`,
    { keys: askedFor.map(storedKey) },
    options,
  );
  return new Map(rows.flatMap(({ index, ids }) => askedFor.slice(index, index + 1).map((key) => [key, ids])));
}

export async function findByPrefix(
  connection: Neo4jConnection,
  { prefixes, kinds, first }: PrefixQuery,
  options?: ReadOptions,
): Promise<readonly NodeId[]> {
  const rows = await connection.read<{ id: NodeId }>(
    `
    UNWIND $prefixes AS prefix
    CALL (prefix) {
      MATCH (n:Node)                                                 // constraint node_id
      WHERE n.id STARTS WITH prefix AND n.kind IN $kinds
      RETURN n.id AS id
      ORDER BY id
      LIMIT $first
    UNION
      MATCH (k:Key)                                                  // constraint key_key
      WHERE k.key STARTS WITH prefix
        AND NOT k.key STARTS WITH 'title:'
        AND NOT k.key STARTS WITH 'name:'
        AND NOT k.key STARTS WITH 'slug:'
      MATCH (k)-[:IDENTIFIES]->(n:Node)
      WHERE n.kind IN $kinds
      RETURN DISTINCT n.id AS id
      ORDER BY id
      LIMIT $first
    }
    RETURN DISTINCT id
    ORDER BY id
    LIMIT $first`,
    { prefixes, kinds, first: int(first) },
    options,
  );
  return rows.map(({ id }) => id);
}

export async function getClaims(
  connection: Neo4jConnection,
  { nodes = [], relationships = [], outgoing }: ClaimsQuery,
  options?: ReadOptions,
): Promise<ClaimsAnswer> {
  const types = new Set(relationships.map(({ type }) => type));
  const [rows, outgoingRows] = await Promise.all([
    nodes.length + relationships.length === 0
      ? []
      : connection.read<ClaimsRow>(
          [CLAIMS_OF_NODES, ...Array.from(types, claimsOf)].join('\n  UNION ALL'),
          { nodes: [...new Set(nodes)], relationships },
          options,
        ),
    outgoing && outgoing.ids.length > 0 && outgoing.types.length > 0
      ? connection.read<OutgoingRow>(outgoingOf(outgoing.types), { ids: [...new Set(outgoing.ids)] }, options)
      : [],
  ]);
  const answer = {
    outgoing: outgoingRows.map(({ claims, ...key }) => ({
      ...key,
      claims: JSON.parse(claims) as Claim<RelationshipFacts>[],
    })),
    nodes: new Map<NodeId, Claim<FactsByKind[NodeKind]>[]>(),
    relationships: new Map<string, Claim<RelationshipFacts>[]>(),
  };
  for (const { id, index, facts, claims } of rows) {
    const relationship = index === null ? undefined : relationships[index];
    if (relationship) answer.relationships.set(relationshipKeyText(relationship), readClaims(claims, facts));
    else if (id !== null) answer.nodes.set(id, readClaims(claims, facts));
  }
  return answer;
}

interface ClaimsRow {
  readonly id: NodeId | null;
  /** Of the relationship among those that were asked for. */
  readonly index: number | null;
  readonly facts: string;
  readonly claims: string;
}

const CLAIMS_OF_NODES = `
    UNWIND $nodes AS id
    MATCH (n:Node {id: id})                                          // constraint node_id
    RETURN id, null AS index, n.facts AS facts, n.claims AS claims`;

interface OutgoingRow extends RelationshipKey {
  readonly claims: string;
}

function outgoingOf(types: readonly RelationshipType[]): string {
  return `
    UNWIND $ids AS id
    MATCH (from:Node {id: id})-[r:${types.map(typeName).join('|')}]->(to:Node)    // constraint node_id
    RETURN type(r) AS type, id AS from, to.id AS to, r.key AS key, r.claims AS claims`;
}

function claimsOf(type: RelationshipType): string {
  return `
    UNWIND range(0, size($relationships) - 1) AS index
    WITH index, $relationships[index] AS asked
    WHERE asked.type = '${typeName(type)}'
    MATCH (from:Node {id: asked.from})                               // constraint node_id
    MATCH (to:Node {id: asked.to})
    MATCH (from)${arrow(type, 'OUT', 'r')}(to)
    WHERE r.key = asked.key
    RETURN null AS id, index, r.facts AS facts, r.claims AS claims`;
}

/** Every count comes from the store's counters, whatever the size of the graph. */
const STATS = `
  MATCH (g:Graph {name: 'graph'})
  ${NODE_KINDS.map((kind) => `CALL () { MATCH (n:${kind}) RETURN count(n) AS ${kind} }`).join('\n  ')}
  ${RELATIONSHIP_TYPES.map((type) => `CALL () { MATCH ()-[r:${type}]->() RETURN count(r) AS ${type} }`).join('\n  ')}
  RETURN g.revision AS revision, {${NODE_KINDS.map((kind) => `${kind}: ${kind}`).join(', ')}} AS nodes,
         {${RELATIONSHIP_TYPES.map((type) => `${type}: ${type}`).join(', ')}} AS relationships`;

export async function stats(connection: Neo4jConnection, options?: ReadOptions): Promise<GraphStats> {
  const [row] = await connection.read<GraphStats>(STATS, {}, options);
  return (
    row ?? {
      revision: 0,
      nodes: zeroes<NodeKind>(NODE_KINDS),
      relationships: zeroes<RelationshipType>(RELATIONSHIP_TYPES),
    }
  );
}

function zeroes<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

export async function revision(connection: Neo4jConnection, options?: ReadOptions): Promise<number> {
  const [row] = await connection.read<{ revision: number }>(
    `
    MATCH (g:Graph {name: 'graph'})                                  // constraint graph_name
    RETURN g.revision AS revision`,
    {},
    options,
  );
  return row?.revision ?? 0;
}
