import type { NodeId } from '../../model/ids';
import { RELATIONSHIP_TYPES, type Direction } from '../../model/relationships';
import type { Neighbor, NeighborsQuery } from '../port';
import { rarestOf } from '../rarest';
import { NEWEST_AT_HUB } from '../rules';
import type { SqliteConnection } from './connection';
import { endOfDate } from './filters';
import { typeNumber, typeOfNumber } from './migrations';

/** `origin` is the place of the node in the question. */
type Row = readonly [origin: number, type: number, direction: Direction, id: NodeId, popularity: number];
const COLUMNS = 'origin, type, direction, id, popularity';

const PUBLISHED_BEFORE = `(?3 IS NULL
   OR m.kind NOT IN ('Paper', 'Issue', 'Resource')
   OR (m.published_on >= '0' AND m.published_on < ?3))`;

/** All at once where a node has few neighbors, and each hub by itself. */
export function neighbors(
  connection: SqliteConnection,
  { ids, types, perNode, publishedTo }: NeighborsQuery,
): ReadonlyMap<NodeId, readonly Neighbor[]> {
  const asked = [...new Set(ids)];
  const numbers = RELATIONSHIP_TYPES.filter((type) => types.includes(type)).map(typeNumber);
  const before = publishedTo === undefined ? null : endOfDate(publishedTo);
  const question = [JSON.stringify(asked), JSON.stringify(numbers), before];
  const found = asked.map((): Neighbor[] => []);
  const add = ([origin, type, direction, id, popularity]: Row): void => {
    found[origin]?.push({ type: typeOfNumber(type), direction, id, popularity });
  };
  connection.tuples<Row>(COLUMNS, OF_ALL, question).forEach(add);
  for (const { origin, n } of connection.all<{ origin: number; n: number }>(HUBS, [question[0] ?? null]))
    for (const type of numbers)
      connection
        .tuples<readonly [NodeId, number]>('id, popularity', NEWEST_TO_HUB, [type, n, before])
        .forEach(([id, popularity]) => {
          add([origin, type, 'IN', id, popularity]);
        });
  return new Map(asked.map((id, index) => [id, rarestOf(found[index] ?? [], perNode)]));
}

const OF_ALL = `
  SELECT asked.key AS origin, e.type, 'OUT' AS direction, m.id, m.popularity
  FROM json_each(?1) AS asked
  CROSS JOIN node AS o ON o.id = asked.value
  CROSS JOIN json_each(?2) AS types
  CROSS JOIN relationship AS e INDEXED BY relationship_out ON e.type = types.value AND e.from_n = o.n
  CROSS JOIN node AS m ON m.n = e.to_n
  WHERE ${PUBLISHED_BEFORE}
  UNION ALL
  SELECT asked.key, e.type, 'IN', m.id, m.popularity
  FROM json_each(?1) AS asked
  CROSS JOIN node AS o ON o.id = asked.value AND o.popularity <= ${NEWEST_AT_HUB}
  CROSS JOIN json_each(?2) AS types
  CROSS JOIN relationship AS e INDEXED BY relationship_in ON e.type = types.value AND e.to_n = o.n
  CROSS JOIN node AS m ON m.n = e.from_n
  WHERE ${PUBLISHED_BEFORE}`;

const HUBS = `
  SELECT asked.key AS origin, o.n
  FROM json_each(?1) AS asked
  CROSS JOIN node AS o ON o.id = asked.value AND o.popularity > ${NEWEST_AT_HUB}`;

const NEWEST_TO_HUB = `
  SELECT m.id, m.popularity
  FROM relationship AS e INDEXED BY relationship_in_published
  CROSS JOIN node AS m ON m.n = e.from_n
  WHERE e.type = ?1 AND e.to_n = ?2
    AND e.from_published < coalesce(?3, '~')                -- begins where the date is, not at the newest of all
    AND ${PUBLISHED_BEFORE}
  ORDER BY e.from_published DESC, e.from_id, e.key
  LIMIT ${NEWEST_AT_HUB}`;
