import type { EntryRecord } from '../../record';
import { linksOf, textOf, type Block } from '../syntax/blocks';
import { authorsOf } from '../readingList/article';
import { listedWork } from '../readingList/entry';
import { splitAuthors } from '../values/authors';
import { authorsAfterBy, isWholeName } from '../values/credits';
import { kindOfLink } from '../values/linkKind';
import { endsInMarkers, isClosing, openingOf, setOffTitle, titleLink } from './blockRoles';
import { linkedArticle, standInTitle } from './linkedArticle';
import { isGenericLabel, isMarker, textBeforeMarkers } from '../values/markers';

/** `- **Title** ([arXiv](url)): …`, `- [Tool](url) – look inside`; else the first link is what the item is about. */
export function itemOf(block: Block, section: string, isShort: boolean): EntryRecord {
  const { inlines } = block;
  const links = linksOf(inlines);
  const listed = listedWork(inlines);
  const work = listed && !isGenericLabel(listed.title) ? listed : null;
  const summary = textBeforeMarkers(textOf(inlines)) ?? textOf(inlines);
  const named = work ?? setOffTitle(block);
  const url = named?.url ?? links[0]?.url ?? null;
  const article = linkedArticle(named?.title ?? standInTitle(summary), url, {
    section,
    isStandIn: named === null,
    authors: work ? authorsOf(work, url !== null && kindOfLink(url).kind === 'paper') : [],
  });
  const others = (work?.others ?? []).flatMap((other) => linkedArticle(other.title, other.url, { section }) ?? []);
  return {
    ...(named ? { title: named.title } : {}),
    summary,
    coverage: isShort ? 'MENTION' : 'FEATURE',
    links,
    ...(article ? { articles: [article, ...others] } : {}),
  };
}

export function entryOf(blocks: readonly Block[], section: string, isShelf: boolean): EntryRecord | null {
  const [first] = blocks;
  if (!first) return null;
  const opening = openingOf(first);
  const named = opening ? null : titleLink(first);
  const links = blocks.flatMap(entryLinks);
  const closing = opening ? [] : closingLinks(blocks);
  const markers = closing.length > 0 ? closing : linksOf(first.inlines).filter(({ label }) => isMarker(label));
  const isTitleAlone = named !== null && textOf(first.inlines) === named.title;
  const rest = summaryOf(opening || isTitleAlone ? blocks.slice(1) : blocks);
  const summary = [opening?.text ?? '', rest].filter((text) => text !== '').join('\n\n');
  const article = named
    ? linkedArticle(named.title, named.url, { section, authors: authorsBehind(first, named.title) })
    : linkedArticle(standInTitle(summary), markers[0]?.url ?? null, { section, isStandIn: true });
  return {
    ...(named ? { title: named.title } : {}),
    ...(summary === '' ? {} : { summary }),
    coverage: opening || isShelf ? 'MENTION' : 'FEATURE',
    links: links.length > 0 || !opening ? links : opening.labels.map((label) => ({ label, url: null })),
    ...(article ? { articles: [article] } : {}),
  };
}

/** `[Title](url) (Ann Roe, Bob Poe) …`, `[Title](url) by Ann Roe: …`. */
function authorsBehind({ inlines }: Block, title: string): readonly string[] {
  const behind = textOf(inlines).slice(title.length).trim();
  const inParentheses = /^\(([^()]{3,300})\)/.exec(behind)?.[1];
  if (inParentheses !== undefined) {
    const names = splitAuthors(inParentheses);
    return names.every(isWholeName) ? names : [];
  }
  return /^,?\sby\s|^by\s/.test(behind.slice(0, 5))
    ? authorsAfterBy(behind.slice(0, 300).replace(/:(?=\s|$)/, '.'))
    : [];
}

/** The links of the markers that close a text, on a line of their own or at its end. */
export function closingLinks(blocks: readonly Block[]) {
  const closing = blocks.find(isClosing) ?? blocks.find(endsInMarkers);
  return closing ? linksOf(closing.inlines).filter(({ label }) => isClosing(closing) || isMarker(label)) : [];
}

/** A marker without a target is a link that the source lost. */
export function entryLinks(block: Block) {
  const links = linksOf(block.inlines);
  return links.length === 0 && isClosing(block) ? [{ label: textOf(block.inlines), url: null }] : links;
}

export function summaryOf(blocks: readonly Block[]): string {
  return blocks
    .filter((block) => !isClosing(block))
    .map(({ kind, inlines }) => {
      const text = textBeforeMarkers(textOf(inlines)) ?? textOf(inlines);
      return kind === 'item' ? `• ${text}` : text;
    })
    .filter((text) => text !== '')
    .join('\n\n');
}
