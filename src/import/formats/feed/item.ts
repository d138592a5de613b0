import { parseIdentifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import { htmlToText, oneLine } from '../syntax/htmlToText';
import type { ImportRecord, Location, Reject } from '../../record';
import { standInTitle } from '../newsletter/linkedArticle';
import { parseIssueTitle } from '../newsletter/newsletterNames';
import { issueOfPage } from '../newsletter/readIssue';
import { latexToText } from '../syntax/latexToText';
import { articleRecords, presentText } from '../values/articleRecords';
import { splitAuthors } from '../values/authors';
import { kindOfLink } from '../values/linkKind';

/** An item of a feed of any kind; texts may hold HTML. */
export interface FeedItem {
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  /** Its text or the beginning of it. */
  readonly content?: string | undefined;
  readonly summary?: string | undefined;
  readonly date?: string | undefined;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly identifiers: readonly string[];
  /** Who published what an aggregating feed shows: its name stands at the end of titles. */
  readonly publisher?: string | undefined;
}

/** A feed's item does not hold a whole book. */
const MAX_ABSTRACT = 20_000;

/** The record of an item: an issue where the title says so, else the paper, post or other thing that it links to. */
export function* itemRecords(at: Location, item: FeedItem): Generator<ImportRecord | Reject, void, undefined> {
  const title = cleanTitle(item);
  const issue = title === undefined ? null : parseIssueTitle(title);
  if (issue && title !== undefined) {
    const html = item.content ?? item.summary ?? '';
    yield issueOfPage(at, html, {
      title,
      ...(item.url ? { url: item.url } : {}),
      ...(item.date ? { publishedOn: item.date } : {}),
    });
    return;
  }
  const linked = item.url === undefined ? {} : kindOfLink(item.url);
  const isPaper = linked.kind === 'paper';
  const text = withoutForumLines(textOf(item.summary ?? item.content ?? '')).slice(0, MAX_ABSTRACT);
  const isArxiv = parseIdentifier(item.url ?? '')?.scheme === 'ARXIV';
  const abstract = isArxiv ? latexToText(withoutAnnouncement(text)) : text;
  const isNamed = title !== undefined;
  yield* articleRecords(at, {
    ...linked,
    ...(isPaper ? {} : { kind: 'resource' as const, resourceKind: linked.resourceKind ?? ('POST' as const) }),
    title: isNamed ? (isArxiv ? latexToText(title) : title) : abstract === '' ? undefined : standInTitle(abstract),
    hasStandInTitle: !isNamed,
    abstract,
    date: item.date,
    url: item.url,
    identifiers: item.identifiers.filter((each) => parseIdentifier(each) !== null),
    authors: item.authors.flatMap((author) => splitAuthors(htmlToText(authorName(author)))),
    topics: [...new Set(item.tags.map((tag) => htmlToText(tag)))].flatMap((tag) =>
      tag === '' || tag.length > 60 || parseHttpUrl(tag) ? [] : [{ name: oneLine(tag), kind: 'TAG' as const }],
    ),
  });
}

function cleanTitle({ title, publisher }: FeedItem): string | undefined {
  // Twice: some feeds escape a title that is escaped already.
  const text = oneLine(htmlToText(title ?? ''));
  // `… (arXiv:2301.00001v1 [cs.LG])` is arXiv's, ` - WSJ` the aggregator's.
  const bare = text.replace(/\s\(arXiv:[^()]{1,40}\)$/, '');
  const suffix = publisher === undefined ? '' : ` - ${oneLine(publisher)}`;
  return presentText(suffix !== '' && bare.endsWith(suffix) ? bare.slice(0, -suffix.length) : bare);
}

const TAG = /^<(?:!--|[a-z][a-z0-9]{0,10}[\s/>])/i;

/** HTML as text. Some feeds escape once too often: what comes out of text without a tag as a tag is read again. */
function textOf(html: string): string {
  const text = htmlToText(html);
  return TAG.test(text) && !/<[a-z/!]/i.test(html) ? htmlToText(text) : text;
}

/** `arXiv:2603.00001v1 Announce Type: new Abstract: We study …` */
function withoutAnnouncement(text: string): string {
  return text
    .replace(/^arXiv:\S{1,30} Announce Type: \S{1,30}\s{1,5}(?:Abstract:)?\s{0,5}/, '')
    .replace(/^Abstract:\s/, '');
}

/** What the forums put around a post in their feeds: `Published on June 5, 2022 10:05 PM GMT` … `Discuss`. */
function withoutForumLines(text: string): string {
  return text
    .replace(/^Published on [A-Z][a-z]{2,8} \d{1,2}, \d{4} [\d:]{4,5} [AP]M [A-Z]{3}\n/, '')
    .replace(/\nDiscuss$/, '');
}

/** RSS writes `mail@example.org (Name)`, others `Name (mail@example.org)`; a mail address alone names nobody. */
function authorName(author: string): string {
  const text = author.slice(0, 2_000).trim();
  const named =
    /^\S{1,100}@\S{1,100} \((.{1,200})\)$/.exec(text)?.[1] ??
    /^(.{1,200}?) ?(?:<\S{1,100}@\S{1,100}>|\(\S{1,100}@\S{1,100}\))$/.exec(text)?.[1];
  return named ?? (/^\S{1,200}@\S{1,200}$/.test(text) ? '' : text);
}
