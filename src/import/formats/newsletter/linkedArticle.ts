import type { ResourceKind } from '../../../model/kinds';
import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import type { ArticleRecord, TopicMention } from '../../record';
import { kindOfLink, resourceKindOfWords } from '../values/linkKind';

/** An article that an issue links to, with what the issue says of it. `null` when the target is no http(s) address. */
export function linkedArticle(
  title: string,
  url: string | null,
  {
    authors = [],
    section = '',
    isStandIn = false,
  }: { readonly authors?: readonly string[]; readonly section?: string; readonly isStandIn?: boolean } = {},
): ArticleRecord | null {
  if (url === null || parseHttpUrl(url) === null) return null;
  const kind = kindOfLink(url);
  const resourceKind = kind.kind === 'resource' ? (kind.resourceKind ?? guessResourceKind(title, section)) : undefined;
  return {
    ...kind,
    ...(resourceKind ? { resourceKind } : {}),
    title: oneLine(title),
    ...(isStandIn ? { hasStandInTitle: true as const } : {}),
    url,
    ...(authors.length > 0 ? { authors: authors.map((name) => ({ name })) } : {}),
    ...topicsOfSection(section),
  };
}

function guessResourceKind(title: string, section: string): ResourceKind {
  return resourceKindOfWords(title) ?? (/\bnews\b/i.test(section) ? 'NEWS' : 'POST');
}

/** Headings that say where an item stands, not what it is about. */
const SUBJECTLESS =
  /^(?:highlights?|news|featured|previous newsletters?|other progress.*|links?|research|papers?|opportunities|jobs|events|announcements?|community|policy and news|technical ai alignment)$|\b(?:other|content|miscellaneous)\b/i;

function topicsOfSection(section: string): { readonly topics?: readonly TopicMention[] } {
  return section === '' || section.length > 60 || SUBJECTLESS.test(section)
    ? {}
    : { topics: [{ name: section, kind: 'CATEGORY' }] };
}

/** Something to call an article that the source describes but does not name: the beginning of its first sentence. */
export function standInTitle(description: string): string {
  const text = oneLine(description);
  const sentence = /^.{20,160}?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;
  if (sentence.length <= 160) return sentence.replace(/[.:;,]$/, '');
  const cut = sentence.slice(0, 160);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))} …`;
}
