import type { Claim } from '../../model/claims';
import type { NodeId } from '../../model/ids';
import { RELATIONSHIP_TYPES, type RelationshipFacts, type RelationshipType } from '../../model/relationships';
import { readClaims } from '../claimTexts';
import type { ReadOptions, Redirect, ScanItem } from '../port';
import { checkAborted, SqliteConnection } from './connection';
import { typeNumber } from './migrations';
import { NODE_COLUMNS, readRelationship, type NodeRow, type RelationshipRow } from './records';

const PAGE = 500;

/**
 * Everything, in pages by id. A connection of its own holds one read transaction open from the first page to the last,
 * so that a writer meanwhile changes nothing in it. A database in memory has one connection only and is read on that.
 */
export async function* scan(connection: SqliteConnection, options?: ReadOptions): AsyncIterable<ScanItem> {
  const own = connection.path === ':memory:' ? null : new SqliteConnection(connection.path);
  const reader = own ?? connection;
  own?.execute('BEGIN');
  try {
    yield* pages((after) => nodesAfter(reader, after), options);
    for (const type of [...RELATIONSHIP_TYPES].sort())
      yield* pages((after) => relationshipsAfter(reader, type, after), options);
    yield* pages((after) => redirectsAfter(reader, after), options);
  } finally {
    own?.close();
  }
}

/** Items, and the id after which the next page begins. */
interface Page {
  readonly items: readonly ScanItem[];
  readonly last: NodeId | undefined;
}

async function* pages(readPage: (after: string) => Page, options?: ReadOptions): AsyncIterable<ScanItem> {
  for (let after = ''; ;) {
    checkAborted(options);
    const { items, last } = readPage(after);
    if (last === undefined) return;
    yield* items;
    after = last;
    // Lets other work of this process run between pages.
    await new Promise(setImmediate);
  }
}

function nodesAfter(reader: SqliteConnection, after: string): Page {
  const rows = reader.all<NodeRow & { claims: string }>(
    `SELECT ${NODE_COLUMNS}, c.claims
     FROM node AS m
     CROSS JOIN content AS c ON c.n = m.n
     WHERE m.id > ?
     ORDER BY m.id
     LIMIT ${PAGE}`,
    [after],
  );
  return {
    items: rows.map(({ id, kind, facts, claims }) => ({
      node: { id, kind, facts: JSON.parse(facts) as never, claims: readClaims(claims, facts) as never },
    })),
    last: rows.at(-1)?.id,
  };
}

interface ClaimedRelationshipRow extends RelationshipRow {
  readonly claims: string;
}

/** All relationships of one type of the next nodes that have any. SQLite would begin at all relationships of the type. */
function relationshipsAfter(reader: SqliteConnection, type: RelationshipType, after: string): Page {
  const rows = reader.all<ClaimedRelationshipRow>(
    `WITH start AS (
       SELECT s.n, s.id
       FROM node AS s
       WHERE s.id > ?1 AND EXISTS (SELECT 1 FROM relationship AS e WHERE e.type = ?2 AND e.from_n = s.n)
       ORDER BY s.id
       LIMIT ${PAGE}
     )
     SELECT start.id AS "from", m.id AS "to", e.key, said.facts, said.claims
     FROM start
     CROSS JOIN relationship AS e ON e.type = ?2 AND e.from_n = start.n
     CROSS JOIN node AS m ON m.n = e.to_n
     CROSS JOIN said ON said.t = e.said
     ORDER BY start.id, m.id, e.key`,
    [after, typeNumber(type)],
  );
  return {
    items: rows.map((row) => ({
      relationship: {
        ...readRelationship(type, row),
        claims: JSON.parse(row.claims) as Claim<RelationshipFacts>[],
      },
    })),
    last: rows.at(-1)?.from,
  };
}

function redirectsAfter(reader: SqliteConnection, after: string): Page {
  const redirects = reader.all<Redirect>(
    `SELECT from_id AS "from", to_id AS "to"
     FROM redirect
     WHERE from_id > ?
     ORDER BY from_id
     LIMIT ${PAGE}`,
    [after],
  );
  return { items: redirects.map(({ from, to }) => ({ redirect: { from, to } })), last: redirects.at(-1)?.from };
}
