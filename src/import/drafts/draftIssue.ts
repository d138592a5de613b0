import { nodeId, slugify } from '../../model/ids';
import { identifierKey } from '../../model/keys';
import type { Entry, Section } from '../../model/nodes';
import { identifierOf } from '../../model/identifiers';
import type { Drafts, NodeDraft } from './draft';
import { addressOf, dateOf, draftArticle, draftNewsletter, draftTopicMention, given, RecordError } from './draftRecord';
import type { EntryRecord, IssueRecord, Location } from '../record';

/** An issue with its sections, what its entries feature and what it is about. */
export function draftIssue(issue: IssueRecord, at: Location, drafts: Drafts): void {
  if (issue.unsure !== undefined) drafts.warnings.push({ at, reason: issue.unsure });
  const newsletter = draftNewsletter(issue.newsletter, at, drafts);
  const publishedOn = dateOf(issue.publishedOn, 'publishedOn');
  const identifiers = [issue.url, ...(issue.mirrors ?? [])].flatMap((address) => {
    if (address === undefined) return [];
    const identifier = identifierOf('URL', address);
    if (!identifier) throw new RecordError('url', `“${address.slice(0, 80)}” is no http(s) address`);
    // Show notes give a paper's address for an issue's: that names the paper.
    return identifier.scheme === 'URL' ? [identifier] : [];
  });
  const number = issue.number ?? publishedOn ?? slugify(issue.title);
  const entries = new EntryKeys();
  const sections = issue.sections.map((section): Section & { readonly records: readonly EntryRecord[] } => ({
    heading: section.heading,
    entries: section.entries.map((entry) => entryOf(entry, entries.next(entry))),
    records: section.entries,
  }));
  const draft: NodeDraft<'Issue'> = drafts.addNode({
    kind: 'Issue',
    facts: {
      title: issue.title.trim(),
      ...given({ subtitle: issue.subtitle, number: issue.number, publishedOn, url: addressOf(issue.url) }),
      identifiers,
      ...(sections.length > 0 ? { sections: sections.map(({ heading, entries }) => ({ heading, entries })) } : {}),
    },
    keys: identifiers.map(identifierKey),
    proposedId: nodeId('Issue', `${issue.newsletter.slug}/${number}`),
    at,
  });
  drafts.relate('PART_OF', draft, newsletter);
  for (const mention of issue.topics ?? [])
    drafts.relate('ABOUT', draft, draftTopicMention(mention, at, drafts), { weight: mention.weight ?? 1 });
  featureArticles(draft, sections, at, drafts);
}

function featureArticles(
  issue: NodeDraft<'Issue'>,
  sections: readonly (Section & { readonly records: readonly EntryRecord[] })[],
  at: Location,
  drafts: Drafts,
): void {
  let position = 0;
  for (const { heading, entries, records } of sections) {
    for (const [index, entry] of entries.entries()) {
      position++;
      const articles = records[index]?.articles ?? [];
      if (articles.length === 0) drafts.unresolvedEntries++;
      for (const article of articles) {
        drafts.relate(
          'FEATURES',
          issue,
          draftArticle(article, at, drafts),
          { position, section: heading, coverage: entry.coverage, ...given({ summary: entry.summary }) },
          entry.key,
        );
      }
    }
  }
}

function entryOf(entry: EntryRecord, key: string): Entry {
  return {
    key,
    ...given({ title: entry.title ?? titleOf(entry), summary: entry.summary }),
    coverage: entry.coverage ?? 'FEATURE',
    links: entry.links ?? [],
  };
}

/** The title of the article that the entry is about, if the source names it. */
function titleOf({ articles: [article] = [] }: EntryRecord): string | undefined {
  return article?.hasStandInTitle ? undefined : article?.title;
}

/** Keys that are the same at every import: the article's or entry's title, or the place where neither is known. */
class EntryKeys {
  readonly #used = new Map<string, number>();
  #position = 0;

  next(entry: EntryRecord): string {
    this.#position++;
    const named = titleOf(entry) ?? entry.title;
    const key = named === undefined ? `entry-${this.#position}` : slugify(named);
    const before = this.#used.get(key) ?? 0;
    this.#used.set(key, before + 1);
    return before === 0 ? key : `${key}-${before + 1}`;
  }
}
