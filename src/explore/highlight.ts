import type { GraphNode } from '../model/nodes';
import { stems, words } from '../model/text';

export interface Highlight {
  /** The field in the GraphQL type that the fragment is of. */
  readonly field: string;
  /** A piece of the field's text as it stands; the matched words are between `«` and `»`. */
  readonly fragment: string;
}

const MAX_FRAGMENT_LENGTH = 240;
const MAX_HIGHLIGHTS = 3;

/** Where a node's texts match the query's stems: the fields that do, each with the piece that has most matches. */
export function highlight(node: GraphNode, queryStems: readonly string[]): Highlight[] {
  const wanted = new Set(queryStems);
  return fieldsOf(node)
    .map(([field, text]) => ({ field, fragment: bestFragment(text, wanted) }))
    .filter((hit): hit is Highlight => hit.fragment !== null)
    .slice(0, MAX_HIGHLIGHTS);
}

function fieldsOf(node: GraphNode): (readonly [field: string, text: string])[] {
  switch (node.kind) {
    case 'Paper':
    case 'Resource':
      return [
        ['title', node.facts.title],
        ['abstract', node.facts.abstract ?? ''],
      ];
    case 'Issue':
      return [
        ['title', node.facts.title],
        ['subtitle', node.facts.subtitle ?? ''],
        ...node.facts.sections.flatMap((section) =>
          section.entries.map((entry) => ['sections', entry.title ?? ''] as const),
        ),
      ];
    case 'Topic':
      return [
        ['name', node.facts.name],
        ['aliases', node.facts.aliases.join(', ')],
        ['description', node.facts.description ?? ''],
      ];
    case 'Newsletter':
      return [
        ['name', node.facts.name],
        ['description', node.facts.description ?? ''],
      ];
    case 'Author':
    case 'Venue':
      return [
        ['name', node.facts.name],
        ['variants', node.facts.variants.join(', ')],
      ];
    case 'Source':
    case 'ImportRun':
      return [['name', node.facts.name]];
    case 'MissingWork':
    case 'NearMiss':
    case 'Decision':
    case 'Replaced':
      return [];
  }
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly matches: boolean;
}

function bestFragment(text: string, wanted: ReadonlySet<string>): string | null {
  const tokens = tokenise(text, wanted);
  const matches = tokens.filter((token) => token.matches);
  if (matches.length === 0) return null;
  const window = bestWindow(matches);
  const start = window.start <= MAX_FRAGMENT_LENGTH / 4 ? 0 : wordStart(tokens, window.start - MAX_FRAGMENT_LENGTH / 4);
  const end = wordEnd(tokens, text, start + MAX_FRAGMENT_LENGTH);
  let fragment = start > 0 ? '…' : '';
  let at = start;
  for (const token of matches.filter((match) => match.start >= start && match.end <= end)) {
    fragment += `${text.slice(at, token.start)}«${text.slice(token.start, token.end)}»`;
    at = token.end;
  }
  return fragment + text.slice(at, end) + (end < text.length ? '…' : '');
}

function tokenise(text: string, wanted: ReadonlySet<string>): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    matches: stems(words(word).join(' ')).some((stem) => wanted.has(stem)),
  }));
}

/** The match from which the most matches follow within one fragment; the first of equals. */
function bestWindow(matches: readonly Token[]): Token {
  let best = matches[0] as Token; // Never empty: the caller has checked.
  let most = 0;
  let right = 0;
  for (const [left, token] of matches.entries()) {
    while (right < matches.length && (matches[right]?.end ?? 0) - token.start <= MAX_FRAGMENT_LENGTH * 0.75) right++;
    if (right - left > most) [best, most] = [token, right - left];
  }
  return best;
}

function wordStart(tokens: readonly Token[], from: number): number {
  return tokens.find((token) => token.start >= from)?.start ?? from;
}

function wordEnd(tokens: readonly Token[], text: string, to: number): number {
  if (to >= text.length) return text.length;
  return tokens.findLast((token) => token.end <= to)?.end ?? to;
}
