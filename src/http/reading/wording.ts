import type { ArticleKind, ResourceKind, TopicKind } from '../../model/kinds';
import type { IdentifierScheme } from '../../model/identifiers';
import type { Signal } from '../../model/signals';
import { html, type Html } from './html';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2023-01-09` as “9 January 2023”, as precisely as it is known. */
function spokenDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  const parts = [day === undefined ? null : String(Number(day)), month && MONTHS[Number(month) - 1], year];
  return parts.filter(Boolean).join(' ');
}

export function timeOf(date: string): Html {
  return html`<time datetime="${date}">${spokenDate(date)}</time>`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** What a page about somebody or something with articles is about, for search engines. */
export function describeArticles(name: string, count: number, newest: readonly { readonly title: string }[]): string {
  const titles = newest.slice(0, 3).map(({ title }) => title);
  return `${name}: ${counted(count, 'article')} in the graph${titles.length > 0 ? `, among them ${titles.join('; ')}` : ''}.`;
}

export function alsoWritten(variants: readonly string[]): Html | null {
  if (variants.length === 0) return null;
  return html`<p class="note">
    Also written ${variants.map((variant, index) => html`${index > 0 && ', '}<bdi>${variant}</bdi>`)}
  </p>`;
}

/** The beginning of a text, cut at a word, in one line. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2)).trimEnd()} …`;
}

/** A plain text's paragraphs. */
export function paragraphsOf(text: string): Html {
  const paragraphs = text.split(/\n\s*\n/u).filter((paragraph) => paragraph.trim() !== '');
  return html`${paragraphs.map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}`;
}

export const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  SHARED_TOPICS: 'shared topics',
  CITATION: 'citation',
  BIBLIOGRAPHIC_COUPLING: 'shared references',
  CO_CITATION: 'cited together',
  SHARED_AUTHORS: 'shared authors',
  CO_FEATURED: 'featured together',
  TEXT_SIMILARITY: 'similar text',
};

export const KIND_NAMES: Readonly<Record<ArticleKind, string>> = {
  Paper: 'Paper',
  Issue: 'Issue',
  Resource: 'Resource',
};

export const RESOURCE_NAMES: Readonly<Record<ResourceKind, string>> = {
  DATASET: 'Dataset',
  BENCHMARK: 'Benchmark',
  COURSE: 'Course',
  COMPETITION: 'Competition',
  VIDEO: 'Video',
  PODCAST: 'Podcast',
  POST: 'Post',
  NEWS: 'News',
  TOOL: 'Tool',
  BOOK: 'Book',
  OTHER: 'Resource',
};

export const TOPIC_NAMES: Readonly<Record<TopicKind, string>> = {
  AREA: 'Area of research',
  TOPIC: 'Topic',
  TAG: 'Tag',
  CATEGORY: 'Category',
};

export const SCHEME_NAMES: Readonly<Record<IdentifierScheme, string>> = {
  DOI: 'DOI',
  ARXIV: 'arXiv',
  OPENREVIEW: 'OpenReview',
  SEMANTIC_SCHOLAR: 'Semantic Scholar',
  OPENALEX: 'OpenAlex',
  PUBMED: 'PubMed',
  ACL: 'ACL Anthology',
  ORCID: 'ORCID',
  URL: 'Web',
};
