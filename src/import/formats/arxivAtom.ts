import { parseIdentifier, addressOfIdentifier } from '../../model/identifiers';
import type { Format, ImportRecord, Location, Reject } from '../record';
import { latexToText } from './syntax/latexToText';
import { childOf, childrenOf, readXmlRecords, textWithin, type XmlElement } from './syntax/xmlRecords';
import { articleRecords } from './values/articleRecords';
import { cleanName } from './values/authors';

const ENTRY = new Set(['entry']);

/** Answers of the arXiv API (export.arxiv.org/api/query). */
export const arxivAtom: Format = {
  name: 'arxiv-atom',
  description: 'Answer of the arXiv API (Atom)',
  rank: 'REGISTRY',
  detect: (head) =>
    /<feed\b/.test(head) &&
    /http:\/\/arxiv\.org\/schemas\/atom|<id>\s{0,10}https?:\/\/arxiv\.org\//.test(head.slice(0, 4_000))
      ? 0.95
      : 0,
  async *read({ file, text }) {
    for await (const record of readXmlRecords(text, ENTRY)) {
      const at = { file, line: record.line };
      if ('problem' in record) yield { at, reason: record.problem };
      else yield* readEntry(at, record.element);
    }
  },
};

function* readEntry(at: Location, entry: XmlElement): Generator<ImportRecord | Reject, void, undefined> {
  const id = textWithin(childOf(entry, 'id')).trim();
  const summary = textWithin(childOf(entry, 'summary'));
  if (/\/api\/errors/.test(id)) {
    yield { at: { ...at, field: 'id' }, reason: `arXiv answered with an error: ${latexToText(summary).slice(0, 200)}` };
    return;
  }
  const identifier = parseIdentifier(id);
  const doi = textWithin(childOf(entry, 'arxiv:doi')).trim();
  if (identifier?.scheme !== 'ARXIV') {
    yield { at: { ...at, field: 'id' }, reason: `“${id.slice(0, 80)}” is no address of an arXiv paper` };
    return;
  }
  yield* articleRecords(at, {
    kind: 'paper',
    title: latexToText(textWithin(childOf(entry, 'title'))),
    abstract: latexToText(summary),
    date: textWithin(childOf(entry, 'published', 'updated')),
    url: addressOfIdentifier(identifier),
    identifiers: [`arXiv:${identifier.value}`, ...(doi === '' ? [] : doi.split(/\s+/).map((each) => `doi:${each}`))],
    authors: childrenOf(entry, 'author').map((author) => cleanName(latexToText(textWithin(childOf(author, 'name'))))),
    topics: childrenOf(entry, 'category').flatMap(({ attributes }) =>
      attributes['term'] === undefined || !/^[a-z-]{2,12}(?:\.[A-Za-z-]{2,8})?$/.test(attributes['term'])
        ? []
        : [{ name: attributes['term'], kind: 'CATEGORY' as const }],
    ),
  });
}
