import { int } from 'neo4j-driver';
import { monthAfter } from '../../model/dates';
import type { NodeId } from '../../model/ids';
import type {
  MonthlyCounts,
  ReadOptions,
  TopicLink,
  TopicLinksQuery,
  TopicPair,
  TopPaper,
  TopPapersQuery,
} from '../port';
import { HUB_TOPIC } from '../rules';
import type { Neo4jConnection } from './driver';

/**
 * What was counted of a node or relationship: all of it, or in the months before `$month`. Counts by month are
 * properties that are named like the month, so that all other names sort behind them.
 */
function counted(variable: string, total: string): string {
  return `CASE WHEN $month IS NULL THEN ${variable}.${total}
        ELSE reduce(sum = 0, month IN [key IN keys(${variable}) WHERE key < $month] | sum + ${variable}[month]) END`;
}

/**
 * What occurs most often with the topic `t`, where it is one end of the pair: a range of an index. The order names the end
 * as well, because else the planner would sort all pairs.
 */
function mostShared(end: 'first' | 'second', pair: string): string {
  return `MATCH ${pair}
        USING INDEX shared:CO_OCCURS(${end}, support)
        WHERE shared.${end} = t.id AND shared.support > 0
        WITH shared, other
        ORDER BY shared.${end} DESC, shared.support DESC, other.id
        LIMIT $coOccurring
        RETURN shared, other`;
}

export async function topicLinks(
  connection: Neo4jConnection,
  { ids, coOccurring, publishedTo }: TopicLinksQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, readonly TopicLink[]>> {
  const rows = await connection.read<{ id: NodeId; links: TopicLink[] }>(
    `
    UNWIND $ids AS id
    MATCH (t:Node:Topic {id: id})                                    // constraint node_id
    OPTIONAL CALL (t) {
      MATCH (t)-[:SUBTOPIC_OF]->(other:Topic)
      OPTIONAL MATCH (t)-[shared:CO_OCCURS]-(other)
      RETURN other, 'PARENT' AS relation, coalesce(${counted('shared', 'support')}, 0) AS support
      ORDER BY other.id
    UNION ALL
      MATCH (t)<-[:SUBTOPIC_OF]-(other:Topic)
      OPTIONAL MATCH (t)-[shared:CO_OCCURS]-(other)
      RETURN other, 'CHILD' AS relation, coalesce(${counted('shared', 'support')}, 0) AS support
      ORDER BY other.id
    UNION ALL
      CALL (t) {
        ${mostShared('first', '(:Topic)-[shared:CO_OCCURS]->(other:Topic)')}
      UNION ALL
        ${mostShared('second', '(other:Topic)-[shared:CO_OCCURS]->(:Topic)')}
      }
      WITH shared, other
      ORDER BY shared.support DESC, other.id
      LIMIT $coOccurring
      WITH other, ${counted('shared', 'support')} AS support
      WHERE support > 0
      RETURN other, 'CO_OCCURRENCE' AS relation, support
      ORDER BY support DESC, other.id
    }
    RETURN id, collect(CASE WHEN other IS NOT NULL
      THEN {id: other.id, relation: relation, support: support, articleCount: ${counted('other', 'popularity')}} END) AS links`,
    {
      ids: [...new Set(ids)],
      coOccurring: int(coOccurring),
      month: publishedTo === undefined ? null : monthAfter(publishedTo),
    },
    options,
  );
  return new Map(rows.map(({ id, links }) => [id, links]));
}

interface MonthsRow {
  readonly id: NodeId | null;
  readonly months: { readonly month: string; readonly articles: number }[];
}

export async function articlesByMonth(
  connection: Neo4jConnection,
  topics: readonly NodeId[],
  options?: ReadOptions,
): Promise<MonthlyCounts> {
  const rows = await connection.read<MonthsRow>(
    `
    MATCH (g:Graph {name: 'graph'})                                  // constraint graph_name
    RETURN null AS id, [month IN keys(g) WHERE month < ':' AND g[month] > 0 | {month: month, articles: g[month]}] AS months
  UNION ALL
    UNWIND $topics AS id
    MATCH (t:Node:Topic {id: id})                                    // constraint node_id
    RETURN id, [month IN keys(t) WHERE month < ':' AND t[month] > 0 | {month: month, articles: t[month]}] AS months`,
    { topics: [...new Set(topics)] },
    options,
  );
  for (const { months } of rows) months.sort((a, b) => (a.month < b.month ? -1 : 1));
  return {
    all: rows.find(({ id }) => id === null)?.months ?? [],
    byTopic: new Map(rows.flatMap(({ id, months }) => (id !== null && months.length > 0 ? [[id, months]] : []))),
  };
}

export async function countShared(
  connection: Neo4jConnection,
  pairs: readonly TopicPair[],
  options?: ReadOptions,
): Promise<readonly number[]> {
  const rows = await connection.read<{ index: number; support: number }>(
    `
    UNWIND range(0, size($pairs) - 1) AS index
    MATCH (a:Node:Topic {id: $pairs[index][0]})                      // constraint node_id
    MATCH (b:Node:Topic {id: $pairs[index][1]})
    MATCH (a)-[shared:CO_OCCURS]-(b)
    RETURN index, shared.support AS support`,
    { pairs },
    options,
  );
  const supports = new Map(rows.map(({ index, support }) => [index, support]));
  return pairs.map((_, index) => supports.get(index) ?? 0);
}

export async function topPapers(
  connection: Neo4jConnection,
  { topics, perTopic }: TopPapersQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, readonly TopPaper[]>> {
  const rows = await connection.read<{ id: NodeId; papers: TopPaper[] }>(
    `
    UNWIND $topics AS id
    MATCH (t:Node:Topic {id: id})                                    // constraint node_id
    CALL (t) {
      WITH t
      WHERE t.popularity <= $hub
      MATCH (t)<-[about:ABOUT]-(n:Paper)
      WITH n, about
      ORDER BY n.popularity DESC, n.id
      LIMIT $perTopic
      RETURN collect({id: n.id, popularity: n.popularity, weight: coalesce(about.weight, 1)}) AS papers
    }
    CALL (t) {
      // From the most cited papers of the graph downwards: a good part of them is about a hub.
      WITH t
      WHERE t.popularity > $hub
      MATCH (n:Node)                                                 // index node_popularity
      WHERE n.kind = 'Paper' AND n.popularity >= 0 AND EXISTS { MATCH (n)-[:ABOUT]->(t) }
      WITH t, n
      ORDER BY n.kind DESC, n.popularity DESC, n.id
      LIMIT $perTopic
      MATCH (n)-[about:ABOUT]->(t)
      WITH n, about
      ORDER BY n.popularity DESC, n.id
      RETURN collect({id: n.id, popularity: n.popularity, weight: coalesce(about.weight, 1)}) AS papersOfHub
    }
    RETURN id, papers + papersOfHub AS papers`,
    { topics: [...new Set(topics)], perTopic: int(perTopic), hub: int(HUB_TOPIC) },
    options,
  );
  return new Map(rows.map(({ id, papers }) => [id, papers]));
}
