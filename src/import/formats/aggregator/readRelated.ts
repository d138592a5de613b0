import { Parser } from 'htmlparser2';
import { parseIdentifier } from '../../../model/identifiers';
import { normaliseTitle } from '../../../model/text';
import { htmlToText, oneLine, parseHtml } from '../syntax/htmlToText';
import type { ArticleRecord } from '../../record';

interface RelatedArticle {
  readonly article: ArticleRecord;
  readonly line: number;
  /** The list that it stands in: by the page's tags, or on its category's shelf. */
  readonly shelf: 'TAGS' | 'CATEGORY';
}

export interface Related {
  /** The page's tags, run together and glued to the first title of the list: `modelsafetyemergent`. */
  readonly gluedTags: string;
  /** `Frontier Research` of “More in Frontier Research”. */
  readonly category: string | null;
  /** In order; a headline that is listed twice comes once, with both addresses. */
  readonly articles: readonly RelatedArticle[];
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** The articles that the page lists after the issue, from the line `start` on. */
export function readRelated(lines: readonly string[], start: number): Related {
  const numbered = lines.map((text, index): Line => ({ text: oneLine(text), number: index + 1 })).slice(start);
  const byTags = part(numbered, /^More about$/, /^Knowledge Map$/);
  const onShelf = part(numbered, /^More in \S/, /^Discussion$/);
  const gluedTags = /^\p{Ll}{3,200}(?=\p{Lu})/u.exec(byTags.lines[0]?.text ?? '')?.[0] ?? '';
  const [first, ...others] = byTags.lines;
  const untagged = first ? [{ ...first, text: first.text.slice(gluedTags.length) }, ...others] : [];
  return {
    gluedTags,
    category: onShelf.heading === null ? null : onShelf.heading.slice('More in '.length),
    articles: mergeHeadlines([...readPairs(untagged, 'TAGS'), ...readPairs(onShelf.lines, 'CATEGORY')]),
  };
}

function part(
  lines: readonly Line[],
  begin: RegExp,
  end: RegExp,
): { readonly heading: string | null; readonly lines: readonly Line[] } {
  const from = lines.findIndex(({ text }) => begin.test(text));
  if (from < 0) return { heading: null, lines: [] };
  const to = lines.findIndex(({ text }, index) => index > from && end.test(text));
  const inside = lines.slice(from + 1, to < 0 ? lines.length : to).filter(({ text }) => text !== '');
  return { heading: lines[from]?.text ?? null, lines: inside };
}

/** A title, then its description. A line that can't be a description begins the next article. */
function readPairs(lines: readonly Line[], shelf: RelatedArticle['shelf']): RelatedArticle[] {
  const articles: RelatedArticle[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    const title = lines[index];
    if (title)
      articles.push({ article: articleOf(title.text, lines[index + 1]?.text ?? ''), line: title.number, shelf });
  }
  return articles;
}

function articleOf(headline: string, description: string): ArticleRecord {
  const announced = /^(arXiv:\S+)\s+Announce Type:\s*\S+\s+Abstract:\s*(.*)$/.exec(description);
  const identifier = announced ? parseIdentifier(announced[1] ?? '') : null;
  if (announced && identifier?.scheme === 'ARXIV')
    return {
      kind: 'paper',
      title: headline,
      abstract: markCut(plainLatex(announced[2] ?? '')),
      identifiers: [identifier.value],
      ...monthOf(identifier.value),
      url: `https://arxiv.org/abs/${identifier.value}`,
    };
  const { title, publisher } = splitPublisher(headline, description);
  const [address, ...mirrors] = linksOf(description);
  const text = htmlToText(description).replace(/\s*Read more:\s.{0,300}$/, '');
  const saysMore = text !== '' && !normaliseTitle(text).startsWith(normaliseTitle(title));
  return {
    kind: 'resource',
    resourceKind: 'NEWS',
    title,
    ...(saysMore ? { abstract: text } : {}),
    ...(address === undefined ? {} : { url: address }),
    ...(mirrors.length > 0 ? { identifiers: mirrors } : {}),
    ...(publisher === null ? {} : { venue: publisher }),
  };
}

/** `2603.29957` was submitted in March 2026. */
function monthOf(arxivId: string): { readonly publishedOn?: string } {
  const month = /^(\d{2})(\d{2})\./.exec(arxivId);
  return month ? { publishedOn: `20${month[1] ?? ''}-${month[2] ?? ''}` } : {};
}

/** The few macros that abstracts have: `\emph{skills}` is skills, `26.4\%` is 26.4%. */
function plainLatex(text: string): string {
  return text.replace(/\\[a-zA-Z]{2,20}\{([^{}]{0,500})\}/g, '$1').replace(/\\([%&#_$])/g, '$1');
}

/** The page cuts abstracts in mid-word; a text that ends like a sentence is whole. */
function markCut(text: string): string {
  return /[.!?…)”"]$/.test(text) ? text : `${text}…`;
}

/** `Headline - WSJ` names its publisher, when the description repeats both apart. */
function splitPublisher(
  headline: string,
  description: string,
): { readonly title: string; readonly publisher: string | null } {
  const match = /^(.{3,}\S)\s+[-–—|]\s+(\S.{0,60})$/.exec(headline);
  const [, title = headline, publisher = ''] = match ?? [];
  const isNamedThere =
    match !== null && normaliseTitle(htmlToText(description)) === normaliseTitle(`${title} ${publisher}`);
  return isNamedThere ? { title, publisher } : { title: headline, publisher: null };
}

function linksOf(html: string): string[] {
  const links: string[] = [];
  let depth = 0;
  const parser = new Parser({
    onopentag(name, { href }) {
      depth++;
      if (name === 'a' && href !== undefined && parseIdentifier(href)) links.push(href);
    },
    onclosetag() {
      depth--;
    },
  });
  parseHtml(parser, html, () => depth);
  return links;
}

/** The same headline from the same publisher is one article, whatever tracking token its address carries. */
function mergeHeadlines(articles: readonly RelatedArticle[]): RelatedArticle[] {
  const merged = new Map<string, RelatedArticle>();
  for (const related of articles) {
    const key = `${normaliseTitle(related.article.title)} ${related.article.venue ?? ''}`;
    const first = merged.get(key);
    merged.set(key, first ? { ...first, article: withMirror(first.article, related.article) } : related);
  }
  return [...merged.values()];
}

function withMirror(article: ArticleRecord, { url }: ArticleRecord): ArticleRecord {
  if (url === undefined || url === article.url) return article;
  return { ...article, identifiers: [...(article.identifiers ?? []), url] };
}
