import type { Signal } from '../../model/signals';
import { NEWEST_AT_HUB } from '../rules';
import { typeNumber } from './migrations';

const ABOUT = typeNumber('ABOUT');
const CITES = typeNumber('CITES');
const AUTHORED_BY = typeNumber('AUTHORED_BY');
const FEATURES = typeNumber('FEATURES');

/** What has no date is before all digits, and was not published by any date. Parameter 3 is the end of the date, or null. */
function publishedBefore(column: string): string {
  return `(?3 IS NULL OR (${column} >= '0' AND ${column} < ?3))`;
}

/** The papers that cite the seed, parameter 1; of a hub the newest. */
const NEWEST_CITING = `SELECT from_n AS n
      FROM relationship INDEXED BY relationship_in_published
      WHERE type = ${CITES} AND to_n = ?1
        AND from_published >= CASE WHEN ?3 IS NULL THEN '' ELSE '0' END AND from_published < coalesce(?3, '~')
      ORDER BY from_published DESC, from_id
      LIMIT ${NEWEST_AT_HUB}`;

/**
 * How each signal proposes candidates `m` for the article `:seed`: its best ones, by a score that only has to order
 * them, rounded so that the order in which it is added up cannot decide between equals. What is too common to tell
 * anything (a hub) proposes nobody, so the cost is bounded on a graph of any size. `$filter` stands for the conditions
 * on candidates. `CROSS JOIN` keeps the order of the walk, which SQLite would otherwise begin at a whole table.
 * Parameters in order: the seed, the hub degree, the end of the date by which all between was published or null, those
 * of the filter, the limit.
 */
export const PROPOSE: Readonly<Record<Exclude<Signal, 'TEXT_SIMILARITY'>, string>> = {
  SHARED_TOPICS: shared(ABOUT, '1 / ln(1 + via.popularity)'),
  BIBLIOGRAPHIC_COUPLING: shared(CITES, '1 / ln(2 + via.popularity)', publishedBefore('via.published_on')),
  SHARED_AUTHORS: shared(AUTHORED_BY, '1 / ln(2 + via.popularity)'),

  CITATION: `
    WITH seed (n, hub, before) AS (VALUES (?, ?, ?))
    SELECT m.n, m.id
    FROM (
      SELECT e.to_n AS n FROM seed CROSS JOIN relationship AS e ON e.type = ${CITES} AND e.from_n = seed.n
      UNION
      SELECT n FROM (${NEWEST_CITING})
    ) AS linked
    CROSS JOIN node AS m ON m.n = linked.n
    WHERE m.n <> (SELECT n FROM seed)
      $filter
    ORDER BY m.popularity DESC, m.id
    LIMIT ?`,

  CO_CITATION: `
    WITH seed (n, hub, before) AS (VALUES (?, ?, ?))
    SELECT m.n, m.id
    FROM seed
    CROSS JOIN (${NEWEST_CITING}) AS own
    CROSS JOIN node AS via ON via.n = own.n AND via.reference_count <= seed.hub
    CROSS JOIN relationship AS theirs ON theirs.type = ${CITES} AND theirs.from_n = via.n
    CROSS JOIN node AS m ON m.n = theirs.to_n
    WHERE m.n <> seed.n
      $filter
    GROUP BY m.n
    ORDER BY count(*) DESC, m.id
    LIMIT ?`,

  CO_FEATURED: `
    WITH seed (n, hub, before) AS (VALUES (?, ?, ?))
    SELECT m.n, m.id
    FROM seed
    CROSS JOIN relationship AS own ON own.type = ${FEATURES} AND own.to_n = seed.n
    CROSS JOIN node AS via ON via.n = own.from_n AND via.popularity <= seed.hub AND ${publishedBefore('via.published_on')}
    CROSS JOIN relationship AS theirs ON theirs.type = ${FEATURES} AND theirs.from_n = via.n
    CROSS JOIN node AS m ON m.n = theirs.to_n
    WHERE m.n <> seed.n
      $filter
    GROUP BY m.n
    ORDER BY max(${closeness('own', 'theirs')}) DESC, count(DISTINCT via.n) DESC, m.id
    LIMIT ?`,
};

/** Articles that lie at the other end of the same topic, reference or author. */
function shared(type: number, weight: string, condition = 'true'): string {
  return `
    WITH seed (n, hub, before) AS (VALUES (?, ?, ?))
    SELECT m.n, m.id
    FROM seed
    CROSS JOIN relationship AS own ON own.type = ${type} AND own.from_n = seed.n
    CROSS JOIN node AS via ON via.n = own.to_n AND via.popularity <= seed.hub AND ${condition}
    CROSS JOIN relationship AS theirs ON theirs.type = ${type} AND theirs.to_n = via.n
    CROSS JOIN node AS m ON m.n = theirs.from_n
    WHERE m.n <> seed.n
      $filter
    GROUP BY m.n
    ORDER BY round(sum(${weight}), 6) DESC, m.id
    LIMIT ?`;
}

/** 2 in the same entry, 1 in the same section, 0 elsewhere in the issue. */
function closeness(own: string, theirs: string): string {
  return `CASE
      WHEN ${own}.key = ${theirs}.key THEN 2
      WHEN ${sectionOf(own)} = ${sectionOf(theirs)} THEN 1
      ELSE 0
    END`;
}

function sectionOf(relationship: string): string {
  return `(SELECT facts ->> 'section' FROM said WHERE t = ${relationship}.said)`;
}

/**
 * All evidence of a signal between the seed (parameter 1) and its candidates (parameter 2, a JSON list of numbers). It
 * goes out from what has few relationships; of the papers that cite a hub the newest are looked at. What lies between the
 * two was published by the date of parameter 3, where it is not null.
 */
export const EXPLAIN: Readonly<Record<Exclude<Signal, 'TEXT_SIMILARITY'>, string>> = {
  SHARED_TOPICS: sharedTopics(),
  BIBLIOGRAPHIC_COUPLING: sharedEnds(CITES, publishedBefore('via.published_on')),
  SHARED_AUTHORS: sharedEnds(AUTHORED_BY),

  CITATION: `
    SELECT asked.value AS candidate, via.id AS via, via.popularity AS viaDegree
    FROM json_each(?2) AS asked
    CROSS JOIN relationship AS e ON e.type = ${CITES} AND e.from_n = asked.value AND e.to_n = ?1
    CROSS JOIN node AS via ON via.n = e.to_n
    UNION ALL
    SELECT asked.value, c.id, c.popularity
    FROM json_each(?2) AS asked
    CROSS JOIN relationship AS e ON e.type = ${CITES} AND e.from_n = ?1 AND e.to_n = asked.value
    CROSS JOIN node AS c ON c.n = asked.value`,

  CO_CITATION: `
    SELECT theirs.to_n AS candidate, via.id AS via, via.reference_count AS viaDegree
    FROM (${NEWEST_CITING}) AS own
    CROSS JOIN relationship AS theirs INDEXED BY relationship_out ON theirs.type = ${CITES} AND theirs.from_n = own.n
    CROSS JOIN node AS via ON via.n = own.n
    WHERE +theirs.to_n IN (SELECT value FROM json_each(?2))`,

  CO_FEATURED: `
    SELECT asked.value AS candidate, via.id AS via, via.popularity AS viaDegree,
           max(${closeness('own', 'theirs')}) AS closeness
    FROM json_each(?2) AS asked
    CROSS JOIN relationship AS theirs ON theirs.type = ${FEATURES} AND theirs.to_n = asked.value
    CROSS JOIN relationship AS own ON own.type = ${FEATURES} AND own.from_n = theirs.from_n AND own.to_n = ?1
    CROSS JOIN node AS via ON via.n = own.from_n AND ${publishedBefore('via.published_on')}
    GROUP BY asked.value, via.n
    UNION
    SELECT asked.value, via.id, via.popularity, 2
    FROM json_each(?2) AS asked
    CROSS JOIN relationship AS e ON e.type = ${FEATURES} AND e.from_n = asked.value AND e.to_n = ?1
    CROSS JOIN node AS via ON via.n = e.from_n
    UNION
    SELECT asked.value, via.id, via.popularity, 2
    FROM json_each(?2) AS asked
    CROSS JOIN relationship AS e ON e.type = ${FEATURES} AND e.from_n = ?1 AND e.to_n = asked.value
    CROSS JOIN node AS via ON via.n = e.from_n`,
};

function sharedTopics(): string {
  return `
    SELECT asked.value AS candidate, via.id AS via, via.popularity AS viaDegree,
           coalesce(own.weight, 1) AS seedWeight, coalesce(theirs.weight, 1) AS candidateWeight
    FROM relationship AS own INDEXED BY relationship_out
    CROSS JOIN node AS via ON via.n = own.to_n
    CROSS JOIN json_each(?2) AS asked
    CROSS JOIN relationship AS theirs INDEXED BY relationship_in
      ON theirs.type = ${ABOUT} AND theirs.to_n = own.to_n AND theirs.from_n = asked.value
    WHERE own.type = ${ABOUT} AND own.from_n = ?1`;
}

/** The same reference or author. */
function sharedEnds(type: number, condition = 'true'): string {
  return `
    SELECT asked.value AS candidate, via.id AS via, via.popularity AS viaDegree
    FROM json_each(?2) AS asked
    CROSS JOIN relationship AS theirs INDEXED BY relationship_out
      ON theirs.type = ${type} AND theirs.from_n = asked.value
    CROSS JOIN node AS via ON via.n = theirs.to_n
    WHERE +theirs.to_n IN (SELECT to_n FROM relationship WHERE type = ${type} AND from_n = ?1)
      AND ${condition}`;
}
