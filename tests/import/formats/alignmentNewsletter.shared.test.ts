import { readdirSync } from 'node:fs';
import { alignmentNewsletter } from '../../../src/import/formats/newsletter';
import type { ArticleRecord } from '../../../src/import/record';
import { parseIdentifier } from '../../../src/model/identifiers';
import { normaliseTitle } from '../../../src/model/text';
import { describeWithShared, hasShared, readIssue, shared, sharedPath } from './readAll';

interface KnownEntry {
  readonly title: string;
  readonly url: string | null;
  readonly authors: readonly string[];
}

interface KnownIssues {
  readonly issues: readonly { readonly number: number; readonly entries: readonly KnownEntry[] }[];
}

interface Linked {
  readonly title: string;
  readonly url: string;
  readonly authors: readonly string[];
}

const sameAddress = (a: string, b = '') => JSON.stringify(parseIdentifier(a)) === JSON.stringify(parseIdentifier(b));

/** The database writes two linked works as one title in Markdown; an entry without any link is not in the text. */
function linkedWorks({ title, url, authors }: KnownEntry): Linked[] {
  if (url !== null) return [{ title, url, authors }];
  return Array.from(title.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g), ([, name = '', address = '']) => ({
    title: name,
    url: address,
    authors,
  }));
}

/** The text may name fewer authors than the database, or by initials, but nobody else. */
function areAuthorsRight(found: ArticleRecord, known: Linked): boolean {
  const names = (found.authors ?? []).map(({ name }) => normaliseTitle(name));
  const knownNames = known.authors.map((name) => normaliseTitle(name));
  return known.authors.length === 0
    ? names.length === 0
    : names.length > 0 && names.every((name) => knownNames.includes(name));
}

describeWithShared('ten issues of the Alignment Newsletter against its database', () => {
  const files = hasShared ? readdirSync(sharedPath('newsletters')).filter((name) => /^an-\d+\.txt$/.test(name)) : [];
  const tally = { known: 0, found: 0, covered: 0, right: 0, signed: 0, rightlySigned: 0 };

  beforeAll(async () => {
    const { issues } = JSON.parse(shared('facts/alignment-newsletter-issues.json')) as KnownIssues;
    for (const name of files) {
      const issue = await readIssue(alignmentNewsletter, shared(`newsletters/${name}`), name);
      const known = issues.find(({ number }) => number === issue.number)?.entries.flatMap(linkedWorks) ?? [];
      const articles = issue.sections.flatMap(({ entries }) => entries).flatMap((entry) => entry.articles ?? []);
      const right = new Set<ArticleRecord>();
      for (const work of known) {
        const title = normaliseTitle(work.title);
        // The database has the later address of one paper: the right title is enough where the texts' link differs.
        const hit = articles.find((each) => normaliseTitle(each.title) === title || sameAddress(work.url, each.url));
        tally.known++;
        if (!hit) continue;
        tally.found++;
        right.add(hit);
        tally.signed++;
        if (areAuthorsRight(hit, work)) tally.rightlySigned++;
      }
      tally.covered += articles.length;
      tally.right += right.size;
    }
  });

  it('finds at least 99 of 100 linked entries', () => {
    expect(files).toHaveLength(10);
    expect(tally.known).toBeGreaterThan(80);
    expect(tally.found / tally.known).toBeGreaterThanOrEqual(0.99);
  });

  it('takes at most 5 of 100 background links for coverage', () => {
    expect(tally.right / tally.covered).toBeGreaterThanOrEqual(0.95);
  });

  it('has the authors of at least 95 of 100', () => {
    expect(tally.rightlySigned / tally.signed).toBeGreaterThanOrEqual(0.95);
  });
});
