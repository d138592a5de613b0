import { kindOfId, type NodeId } from '../model/ids';
import type { GraphNode } from '../model/nodes';
import { plural } from '../model/plural';
import { nameOf, textOf } from '../model/projection';
import { quote } from '../model/quote';
import { placesOfWords, stems, words, type Place } from '../model/text';
import type { ArticleLink, SignalContribution } from './connectArticles';

const NAMES_PER_REASON = 2;
const WORDS_PER_REASON = 3;
const MAX_REASONS = 3;
const MAX_NAME_LENGTH = 90;

/**
 * Why two articles are connected, as one sentence, the weightiest reasons first. Of a link to several articles it names
 * the closest and tells what joins it to that one. `nodes` holds the evidence; what is missing in it is left out.
 * `evidenceToLoad` says which of the evidence it needs.
 */
export function becauseOf(link: ArticleLink, nodes: ReadonlyMap<NodeId, GraphNode>): string {
  const reasons = partsToTell(link)
    .flatMap((part) => reasonOf(part, link, nodes) ?? [])
    .slice(0, MAX_REASONS);
  const sentence = reasons.length === 0 ? 'their texts are alike' : joinClauses(reasons);
  const seed = link.isOfSeveral && nodes.get(link.seed);
  if (seed) return `Closest to ${spokenName(seed)}: ${sentence}.`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** The ids of the nodes that `becauseOf` names, and of the article whose words it says. */
export function evidenceToLoad(link: ArticleLink): NodeId[] {
  const evidenceOf = ({ evidence, terms }: SignalContribution): NodeId[] => [
    ...evidence.slice(0, NAMES_PER_REASON),
    ...(terms.length > 0 ? [link.article] : []),
  ];
  return [...(link.isOfSeveral ? [link.seed] : []), ...partsToTell(link).flatMap(evidenceOf)];
}

/** What speaks for the link, of several seeds that to the closest; one more than is said, should evidence be missing. */
function partsToTell({ seed, signals }: ArticleLink): SignalContribution[] {
  return signals.filter((part) => part.seed === seed && part.contribution > 0).slice(0, MAX_REASONS + 1);
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
      return names && `they share the ${evidence.length === 1 ? 'author' : 'authors'} ${names}`;
    case 'CO_FEATURED':
      if (evidence.includes(article)) return `the issue features ${one}`;
      if (evidence.includes(seed)) return `${one} features it`;
      return names && `both were featured in ${names}`;
    case 'TEXT_SIMILARITY':
      return terms.length > 0
        ? `their texts share ${sharedWords(terms, nodes.get(article))}`
        : `its text is like those of papers that ${one} cites or is cited by`;
  }
}

/** The most telling stems, as the words that they are of in the article's text. */
function sharedWords(terms: readonly string[], article: GraphNode | undefined): string {
  const text = article ? textOf(article) : '';
  const [folded, places] = [words(text), placesOfWords(text)];
  const said = terms.slice(0, WORDS_PER_REASON).flatMap((stem) => {
    const index = folded.findIndex((word) => hasStem(word, stem));
    const word = folded[index];
    return word === undefined ? [] : asWritten(word, text, places[index]);
  });
  if (said.length === 0) return plural(terms.length, 'telling word');
  const more = terms.length - said.length;
  const names = [...said.map((word) => `“${word}”`), ...(more > 0 ? [plural(more, 'other')] : [])];
  return `the ${terms.length === 1 ? 'word' : 'words'} ${joinNames(names)}`;
}

/** `Rubik’s` for `rubiks`, but a word that is written together with others (`EDT=CDT`) as it is. */
function asWritten(word: string, text: string, place: Place | undefined): string {
  const written = text.slice(place?.start, place?.end).replace(/^['’＇]+|(?<!['’＇])['’＇]+$/g, '');
  return words(written).join(' ') === word ? written : word;
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
  return node.kind === 'Paper' || node.kind === 'Resource' ? quote(short) : short;
}

/** Clauses have names of their own with an “and” between them: a comma tells where one ends. */
function joinClauses(clauses: readonly string[]): string {
  return clauses.length < 2 ? (clauses[0] ?? '') : `${clauses.slice(0, -1).join(', ')}, and ${clauses.at(-1) ?? ''}`;
}

function joinNames(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
