import { kindOfId, type NodeId } from '../model/ids';
import type { GraphNode } from '../model/nodes';
import { plural } from '../model/plural';
import { nameOf, textOf } from '../model/projection';
import { stems, words } from '../model/text';
import type { ArticleLink, SignalContribution } from './connectArticles';

const NAMES_PER_REASON = 2;
const WORDS_PER_REASON = 3;
const MAX_REASONS = 3;
const MAX_NAME_LENGTH = 90;

/**
 * Why two articles are connected, as one sentence, the weightiest reasons first. `nodes` holds the evidence; what is
 * missing in it is left out. `evidenceToLoad` says which of the evidence it needs.
 */
export function becauseOf(link: ArticleLink, nodes: ReadonlyMap<NodeId, GraphNode>): string {
  const reasons = link.signals.flatMap((part) => reasonOf(part, link, nodes) ?? []).slice(0, MAX_REASONS);
  if (reasons.length === 0) return 'Their texts are alike.';
  const sentence = joinNames(reasons);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** The ids of the nodes that `becauseOf` names, and of the article whose words it says. */
export function evidenceToLoad({ article, signals }: ArticleLink): NodeId[] {
  return signals
    .slice(0, MAX_REASONS + 1)
    .flatMap(({ evidence, terms }) => [...evidence.slice(0, NAMES_PER_REASON), ...(terms.length > 0 ? [article] : [])]);
}

function reasonOf(
  { signal, evidence, terms }: SignalContribution,
  { seed, article }: ArticleLink,
  nodes: ReadonlyMap<NodeId, GraphNode>,
): string | null {
  const names = namesOf(evidence, nodes);
  const one = `this ${kindOfId(seed)?.toLowerCase() ?? 'article'}`;
  switch (signal) {
    case 'SHARED_TOPICS':
      return names && `both are about ${names}`;
    case 'CITATION':
      if (evidence.includes(seed)) return evidence.includes(article) ? 'they cite each other' : `it cites ${one}`;
      if (evidence.includes(article)) return `${one} cites it`;
      return names && `citations lead from one to the other by way of ${names}`;
    case 'BIBLIOGRAPHIC_COUPLING':
      return names && `both cite ${names}`;
    case 'CO_CITATION':
      return names && `both are cited by ${names}`;
    case 'SHARED_AUTHORS':
      return names && `both were written by ${names}`;
    case 'CO_FEATURED':
      if (evidence.includes(article)) return `the issue features ${one}`;
      if (evidence.includes(seed)) return `${one} features it`;
      return names && `both were featured in ${names}`;
    case 'TEXT_SIMILARITY':
      return terms.length > 0
        ? `their texts share ${sharedWords(terms, nodes.get(article))}`
        : `its text is like those around ${one}`;
  }
}

/** The most telling stems, as the words that they are of in the article's text. */
function sharedWords(terms: readonly string[], article: GraphNode | undefined): string {
  const text = article ? words(textOf(article)) : [];
  const said = terms.slice(0, WORDS_PER_REASON).flatMap((stem) => text.find((word) => hasStem(word, stem)) ?? []);
  if (said.length === 0) return plural(terms.length, 'telling word');
  const more = terms.length - said.length;
  const names = [...said.map((word) => `“${word}”`), ...(more > 0 ? [plural(more, 'other')] : [])];
  return `the ${terms.length === 1 ? 'word' : 'words'} ${joinNames(names)}`;
}

function hasStem(word: string, stem: string): boolean {
  // Stemming changes endings: most words are told apart by how they begin, which is quicker.
  return word.startsWith(stem.slice(0, 2)) && stems(word)[0] === stem;
}

function namesOf(evidence: readonly NodeId[], nodes: ReadonlyMap<NodeId, GraphNode>): string | null {
  const known = evidence.slice(0, NAMES_PER_REASON).flatMap((id) => nodes.get(id) ?? []);
  if (known.length === 0) return null;
  const more = evidence.length - known.length;
  return joinNames([...known.map(spokenName), ...(more > 0 ? [plural(more, 'other')] : [])]);
}

function spokenName(node: GraphNode): string {
  const name = nameOf(node);
  const short = name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1).trimEnd()}…` : name;
  return node.kind === 'Paper' || node.kind === 'Resource' ? `“${short}”` : short;
}

function joinNames(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
