import type { Signal } from '../../model/signals';
import { NEWEST_AT_HUB } from '../rules';
import { toHub } from './hubs';

/** Rounded, so that the order in which an engine adds up cannot decide between equals. */
const BEST_FIRST = `
      ORDER BY round(score, 6) DESC, c.id
      LIMIT $perSignal
      RETURN c`;

/** What has no date is before all digits, and was not published by any date. */
const PUBLISHED = `($between IS NULL OR (via.publishedOn >= '0' AND via.publishedOn < $between))`;

/** The papers `via` that cite `cited`, of a hub the newest. */
function newestCiting(cited: string): string {
  return `CALL (${cited}) {
        WITH ${cited}
        WHERE ${cited}.popularity <= ${NEWEST_AT_HUB}
        MATCH (${cited})<-[:CITES]-(via:Paper)
        WHERE ${PUBLISHED}
        RETURN via
      UNION
        WITH ${cited}
        WHERE ${cited}.popularity > ${NEWEST_AT_HUB}
        ${toHub({ hub: cited, type: 'CITES', and: `AND r.published >= CASE WHEN $between IS NULL THEN '' ELSE '0' END AND r.published < coalesce($between, '~')` })}
        RETURN n AS via
      }`;
}

/**
 * How each signal proposes candidates `c` for the article `proposer`: its best ones, by a score that only has to order
 * them. What is too common to tell anything (a hub) proposes nobody, so the cost is bounded on a graph of any size.
 * `$filter` stands for the conditions on candidates, `$carried` for the variables in them.
 * What lies between was published before `$between`, unless that is null.
 */
export const PROPOSE: Readonly<Record<Signal, string>> = {
  SHARED_TOPICS: `
      MATCH (proposer)-[:ABOUT]->(via:Topic)
      WHERE via.popularity <= $hubDegree
      MATCH (via)<-[:ABOUT]-(c:Article)
      WHERE c <> proposer
        $filter
      WITH c, sum(1 / log(1 + via.popularity)) AS score
      ${BEST_FIRST}`,

  CITATION: `
      CALL (proposer) {
        MATCH (proposer)-[:CITES]->(c:Paper)
        RETURN c
      UNION
        ${newestCiting('proposer')}
        RETURN via AS c
      }
      WITH DISTINCT c, c.popularity AS score, proposer$carried
      WHERE c <> proposer
        $filter
      ${BEST_FIRST}`,

  BIBLIOGRAPHIC_COUPLING: `
      MATCH (proposer)-[:CITES]->(via:Paper)
      WHERE via.popularity <= $hubDegree AND ${PUBLISHED}
      MATCH (via)<-[:CITES]-(c:Paper)
      WHERE c <> proposer
        $filter
      WITH c, sum(1 / log(2 + via.popularity)) AS score
      ${BEST_FIRST}`,

  CO_CITATION: `
      ${newestCiting('proposer')}
      WITH proposer, via$carried
      WHERE COUNT { (via)-[:CITES]->() } <= $hubDegree
      MATCH (via)-[:CITES]->(c:Paper)
      WHERE c <> proposer
        $filter
      WITH c, count(via) AS score
      ${BEST_FIRST}`,

  SHARED_AUTHORS: `
      MATCH (proposer)-[:AUTHORED_BY]->(via:Author)
      WHERE via.popularity <= $hubDegree
      MATCH (via)<-[:AUTHORED_BY]-(c:Article)
      WHERE c <> proposer
        $filter
      WITH c, sum(1 / log(2 + via.popularity)) AS score
      ${BEST_FIRST}`,

  CO_FEATURED: `
      MATCH (proposer)<-[own:FEATURES]-(via:Issue)
      WHERE via.popularity <= $hubDegree AND ${PUBLISHED}
      MATCH (via)-[theirs:FEATURES]->(c:Article)
      WHERE c <> proposer
        $filter
      WITH c,
           count(DISTINCT via) AS issues,
           max(CASE
             WHEN own.key = theirs.key THEN 2
             WHEN own.section = theirs.section THEN 1
             ELSE 0
           END) AS closeness
      ORDER BY closeness DESC, issues DESC, c.id
      LIMIT $perSignal
      RETURN c`,

  // The best few texts are cheap to find; all are looked through only where the filter leaves too few of those.
  TEXT_SIMILARITY: `
      UNWIND seed.lucene AS lucene
      CALL db.index.fulltext.queryNodes('article_terms', lucene, {limit: $fewTexts}) YIELD node AS c, score
      WITH lucene,
           count(*) AS looked,
           collect(CASE WHEN c <> s $filter THEN [c, score] END) AS few
      WITH few, CASE WHEN looked < $fewTexts OR size(few) >= $perSignal THEN [] ELSE [lucene] END AS again
      CALL (few, again, s$carried) {
        UNWIND few AS text
        RETURN text[0] AS c, text[1] AS score
      UNION
        UNWIND again AS lucene
        CALL db.index.fulltext.queryNodes('article_terms', lucene) YIELD node AS c, score
        WHERE c <> s
          $filter
        RETURN c, score
      }
      WITH c, score
      ${BEST_FIRST}`,
};

/**
 * All evidence of each signal between the seed `s` and its candidates. Each way starts where an article has few
 * relationships (its own topics, references, authors, citations) and never at a hub.
 */
export const EXPLAIN: Readonly<Record<Signal, string>> = {
  SHARED_TOPICS: `
      WITH COLLECT { MATCH (s)-[:ABOUT]->(t:Topic) RETURN t } AS topics
      UNWIND candidates AS c
      MATCH (c)-[theirs:ABOUT]->(via:Topic)
      WHERE via IN topics
      MATCH (s)-[own:ABOUT]->(via)
      RETURN 'SHARED_TOPICS' AS signal,
             collect([c.id, via.id, via.popularity, coalesce(own.weight, 1), coalesce(theirs.weight, 1), null]) AS reasons`,

  CITATION: `
      CALL (s, candidates) {
        MATCH (s)-[:CITES]->(c:Paper)
        WHERE c IN candidates
        RETURN c, c AS via
      UNION ALL
        UNWIND candidates AS c
        MATCH (c)-[:CITES]->(via:Paper)
        WHERE via = s
        RETURN c, via
      }
      RETURN 'CITATION' AS signal,
             collect([c.id, via.id, via.popularity, 1, 1, null]) AS reasons`,

  BIBLIOGRAPHIC_COUPLING: `
      WITH COLLECT { MATCH (s)-[:CITES]->(p:Paper) RETURN p } AS references
      UNWIND candidates AS c
      MATCH (c)-[:CITES]->(via:Paper)
      WHERE via IN references AND ${PUBLISHED}
      RETURN 'BIBLIOGRAPHIC_COUPLING' AS signal,
             collect([c.id, via.id, via.popularity, 1, 1, null]) AS reasons`,

  CO_CITATION: `
      ${newestCiting('s')}
      MATCH (via)-[:CITES]->(c:Paper)
      WHERE c IN candidates
      RETURN 'CO_CITATION' AS signal,
             collect([c.id, via.id, COUNT { (via)-[:CITES]->() }, 1, 1, null]) AS reasons`,

  SHARED_AUTHORS: `
      WITH COLLECT { MATCH (s)-[:AUTHORED_BY]->(a:Author) RETURN a } AS authors
      UNWIND candidates AS c
      MATCH (c)-[:AUTHORED_BY]->(via:Author)
      WHERE via IN authors
      RETURN 'SHARED_AUTHORS' AS signal,
             collect([c.id, via.id, via.popularity, 1, 1, null]) AS reasons`,

  CO_FEATURED: `
      CALL (s, candidates) {
        WITH COLLECT { MATCH (s)<-[:FEATURES]-(i:Issue) RETURN DISTINCT i } AS issues
        UNWIND candidates AS c
        MATCH (c)<-[theirs:FEATURES]-(via:Issue)
        WHERE via IN issues AND ${PUBLISHED}
        MATCH (via)-[own:FEATURES]->(s)
        RETURN c, via, max(CASE
               WHEN own.key = theirs.key THEN 2
               WHEN own.section = theirs.section THEN 1
               ELSE 0
             END) AS closeness
      UNION
        MATCH (s)-[r:FEATURES]-(c:Article)
        WHERE c IN candidates
        RETURN c, startNode(r) AS via, 2 AS closeness
      }
      RETURN 'CO_FEATURED' AS signal,
             collect([c.id, via.id, via.popularity, 1, 1, ['ISSUE', 'SECTION', 'ENTRY'][closeness]]) AS reasons`,

  TEXT_SIMILARITY: `
      UNWIND CASE WHEN seed.hasText THEN candidates ELSE [] END AS c
      RETURN 'TEXT_SIMILARITY' AS signal,
             collect([c.id, null, 0, 1, 1, null]) AS reasons`,
};
