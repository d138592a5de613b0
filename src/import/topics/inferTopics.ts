import { nodeId, type NodeId } from '../../model/ids';
import { isArticleKind } from '../../model/kinds';
import type { NodeRecord } from '../../store/port';
import { relationshipFactsOf } from '../working/facts';
import type { TopicMatcher } from './matchTopics';
import { withoutSeriesName } from './seriesName';
import type { WorkingSet } from '../working/workingSet';

const ALIAS_MATCH = nodeId('Source', 'alias-match');
/** How much an article is about a topic that its title, or only its other text, names: less than when a source says so. */
const TITLE_WEIGHT = 0.6;
const TEXT_WEIGHT = 0.4;

/** The same at every import, so that it is written once: it has no content and no time of its own. */
export const ALIAS_MATCH_SOURCE: NodeRecord = {
  id: ALIAS_MATCH,
  kind: 'Source',
  facts: {
    name: 'Names and aliases of topics in titles, abstracts and summaries',
    format: 'alias-match',
    importedAt: '1970-01-01T00:00:00Z',
  },
  claims: [],
};

/**
 * Says of articles what they are about, where their text names a topic: title and abstract, and what issues say of them.
 * Worked out anew from all of it, so that a match goes when its text or the topic's alias goes.
 */
export async function inferTopics(
  working: WorkingSet,
  articles: readonly NodeId[],
  matcher: TopicMatcher,
  at: string,
): Promise<void> {
  await working.loadNodes(articles);
  await Promise.all([
    working.loadRelationships(['ABOUT'], 'OUT', articles),
    working.loadRelationships(['FEATURES'], 'IN', articles),
  ]);
  for (const id of new Set(articles.map((article) => working.currentId(article)))) {
    const texts = textsOf(working, id);
    if (!texts) continue;
    working.takeBack(ALIAS_MATCH, id, ['ABOUT']);
    for (const { topic, isInTitle, matched } of matcher.match(texts.title, texts.body))
      working.say(
        { type: 'ABOUT', from: id, to: topic, key: '' },
        {
          source: ALIAS_MATCH,
          rank: 'INFERRED',
          at,
          facts: { weight: isInTitle ? TITLE_WEIGHT : TEXT_WEIGHT, matched },
        },
      );
  }
}

function textsOf(working: WorkingSet, id: NodeId): { readonly title: string; readonly body: string } | null {
  const kind = working.node(id)?.kind;
  if (kind === undefined || !isArticleKind(kind)) return null;
  const facts = working.facts(id, kind);
  if (!facts) return null;
  const own = 'subtitle' in facts ? facts.subtitle : 'abstract' in facts ? facts.abstract : undefined;
  const summaries = working
    .relationshipsAt(id, 'FEATURES', 'IN')
    .map(({ claims }) => relationshipFactsOf(claims).summary ?? '')
    .sort();
  const title = withoutSeriesName(facts.title, 'number' in facts ? facts.number : undefined);
  return { title, body: [own ?? '', ...summaries].join('\n') };
}
