import { placeByDate } from './dates';
import type { GraphNode } from './nodes';
import { countTerms, fold, words, type TermCounts } from './text';

/** What both engines index of a node, derived from its facts in one place so that they find and order alike. */
export interface Projection {
  /** What the node is called: an article's title, any other node's name. */
  readonly name: string;
  /** The name folded, for ordering: `Émile` sorts with `emile`. */
  readonly sortName: string;
  /** The node's place in the order by date (see `placeByDate`); '' when unknown, which sorts as oldest. */
  readonly publishedOn: string;
  /** Folded words of the name, aliases and name variants, blank-separated, for prefix search. */
  readonly nameWords: string;
  /** Stems of everything said of the node, with counts, for full-text search and text similarity. */
  readonly terms: TermCounts;
}

export function project(node: Pick<GraphNode, 'kind' | 'facts'>): Projection {
  const texts = textsOf(node as GraphNode);
  const { name, others, body, publishedOn, number } = texts;
  return {
    name,
    sortName: fold(name).slice(0, 200),
    publishedOn: placeByDate(publishedOn, number),
    nameWords: wordsOfName(texts).join(' '),
    terms: countTerms([name, ...others].join(' '), body),
  };
}

/** The folded words of a node's names. */
export function nameWordsOf(node: GraphNode): string[] {
  return wordsOfName(textsOf(node));
}

function wordsOfName({ name, others }: Texts): string[] {
  return words([name, ...others].join(' '));
}

/** When a node was published, if that is known. */
export function publishedOnOf(node: GraphNode): string | undefined {
  return textsOf(node).publishedOn;
}

interface Texts {
  readonly name: string;
  readonly others: readonly string[];
  readonly body: string;
  readonly publishedOn?: string | undefined;
  /** In a series. */
  readonly number?: number | undefined;
}

function textsOf(node: GraphNode): Texts {
  switch (node.kind) {
    case 'Paper':
    case 'Resource': {
      const { title, abstract = '', publishedOn } = node.facts;
      return { name: title, others: [], body: abstract, publishedOn };
    }
    case 'Issue': {
      const { title, subtitle = '', sections, publishedOn, number } = node.facts;
      const entries = sections.flatMap((section) => section.entries.map((entry) => entry.title ?? ''));
      return { name: title, others: [], body: [subtitle, ...entries].join('\n'), publishedOn, number };
    }
    case 'Topic':
      return { name: node.facts.name, others: node.facts.aliases, body: node.facts.description ?? '' };
    case 'Newsletter':
      return { name: node.facts.name, others: [], body: node.facts.description ?? '' };
    case 'Author':
    case 'Venue':
      return { name: node.facts.name, others: node.facts.variants, body: '' };
    case 'Source':
      return { name: node.facts.name, others: [], body: '' };
    case 'ImportRun':
      return { name: node.facts.name, others: [], body: '', publishedOn: node.facts.startedAt };
    case 'MissingWork':
      return { name: node.facts.key, others: [], body: '' };
    case 'NearMiss':
      return { name: node.facts.reason, others: [], body: '', publishedOn: node.facts.notedAt };
    case 'Decision':
      return { name: node.facts.verdict, others: [], body: '', publishedOn: node.facts.decidedAt };
    case 'Replaced':
      return { name: node.facts.source, others: [], body: '', publishedOn: node.facts.replacedAt };
  }
}

/** The field's name for a node: title of an article, name of anything else. */
export function nameOf(node: GraphNode): string {
  return textsOf(node).name;
}

/** Everything that is said of a node, in one text. */
export function textOf(node: GraphNode): string {
  const { name, others, body } = textsOf(node);
  return [name, ...others, body].join('\n');
}
