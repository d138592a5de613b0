import { parseDoi } from '../../model/identifiers';
import type { ResourceKind } from '../../model/kinds';
import type { Format, ImportRecord, Location, Reject } from '../record';
import { readLines } from './syntax/lines';
import { articleRecords, type FoundArticle } from './values/articleRecords';
import { cleanName } from './values/authors';
import { readDate } from './values/dates';
import { addressOfDoi, addressOfField, arxivIdsIn, doiText } from './values/identifiersIn';
import { plainText } from './values/plainText';
import { tagsOf } from './values/tags';
import { kindOfWork } from './values/workKind';

/** Longer tags are some databases' own (`PMID  - …`); with one blank it may be a line of an abstract. */
const TAG_LINE = /^([A-Z][A-Z0-9](?=\s{1,4}-)|[A-Z][A-Z0-9]{2,4}(?=\s{2,4}-))\s{1,4}-(?:\s(.*))?$/;
/** What databases write between references: `Provider: …`, `Record #1 of 20`, `12.`. */
const BETWEEN = /^\s{0,10}(?:\d{1,6}\.?|record #?\d.{0,60}|(?:provider|database|content)\s?:.{0,500})\s{0,10}$/i;
const FIRST_TAG =
  /^\ufeff?TY {1,4}- {1,4}(?:[A-Z]{3,7}\s*$|[A-Z].{0,60}\r?\n(?:[A-Z][A-Z0-9] {1,4}- .{0,2000}\r?\n){2})/m;
/** No reference comes near it, abstract and all. */
const MAX_REFERENCE_LENGTH = 1024 * 1024;

/** References in RIS, as databases and reference managers export them. */
export const ris: Format = {
  name: 'ris',
  description: 'References in RIS',
  detect: (head) => (FIRST_TAG.test(head) ? 0.95 : 0),
  async *read({ file, text }) {
    let open: OpenReference | null = null;
    for await (const { text: line, number, isCut } of readLines(text, MAX_REFERENCE_LENGTH)) {
      const at = { file, line: number };
      const [, tag, value = ''] = isCut ? [] : (TAG_LINE.exec(line) ?? []);
      if (isCut) yield { at, reason: 'a line of more than 1 MB is no part of a reference' };
      else if (tag === 'TY') {
        if (open) yield* open.breakOff('no “ER  -” ends this reference before the next one begins');
        open = new OpenReference({ file, line: number });
        open.add(tag, value);
      } else if (tag === 'ER') {
        if (open) yield* open.end();
        open = null;
      } else if (open) {
        if (tag === undefined) open.goOn(line);
        else open.add(tag, value);
      } else if (line.trim() !== '' && !BETWEEN.test(line))
        yield { at, reason: 'a line outside of references: expected “TY  - …”' };
    }
    if (open) yield* open.breakOff('the file breaks off: no “ER  -” ends this reference');
  },
};

/** A reference whose end has not been read yet. */
class OpenReference {
  readonly #at: Location;
  readonly #values: { readonly tag: string; text: string }[] = [];
  #length = 0;

  constructor(at: Location) {
    this.#at = at;
  }

  add(tag: string, value: string): void {
    if (this.#hasRoomFor(value)) this.#values.push({ tag, text: value.trim() });
  }

  /** A long value goes on without a tag. */
  goOn(line: string): void {
    const last = this.#values.at(-1);
    if (last && line.trim() !== '' && this.#hasRoomFor(line)) last.text += ` ${line.trim()}`;
  }

  #hasRoomFor(text: string): boolean {
    this.#length += text.length + 10;
    return this.#length <= MAX_REFERENCE_LENGTH;
  }

  *end(): Generator<ImportRecord | Reject, void, undefined> {
    if (this.#length > MAX_REFERENCE_LENGTH)
      yield { at: this.#at, reason: 'a reference of more than 1 MB: what follows is left out' };
    yield* articleRecords(this.#at, articleOf(this.#values));
  }

  *breakOff(reason: string): Generator<ImportRecord | Reject, void, undefined> {
    yield { at: this.#at, reason };
    yield* this.end();
  }
}

function articleOf(values: readonly { readonly tag: string; readonly text: string }[]): FoundArticle {
  const all = (...tags: readonly string[]) =>
    tags.flatMap((tag) => values.filter((each) => each.tag === tag && each.text !== '').map(({ text }) => text));
  const first = (...tags: readonly string[]) => all(...tags)[0];
  // EndNote and older translators write `doi:…` into the type of work.
  const dois = [...all('DO', 'DI'), ...all('M3').filter((text) => parseDoi(text) !== null)];
  const identifiers = [
    ...dois.map((doi) => doiText(doi)),
    ...all('AN', 'M1', 'ID', 'JO', 'JF', 'T2', 'C1', 'VL').flatMap((text) => arxivIdsIn(text)),
  ];
  const addresses = all('UR', 'LK', 'L2', 'L1').map((each) => addressOfField(each));
  const url = addresses.find((each) => /^https?:\/\//i.test(each)) ?? first('UR');
  const type = (first('TY') ?? '').toUpperCase();
  const title = first('TI', 'T1', 'CT', 'BT');
  const venue = all('T2', 'JF', 'JO', 'BT', 'JA', 'J2', 'C3').find(
    (each) => each !== title && !/\barxiv\b/i.test(each),
  );
  return {
    ...kindOfWork({
      resourceKind: RESOURCE_TYPES.get(type),
      isPage: /^(?:ELEC|WEB|GEN|UNPB|ICOMM)$/.test(type),
      identifiers,
      url,
    }),
    title: plainText(title ?? ''),
    abstract: plainText(first('AB', 'N2') ?? ''),
    date: dateOf(all('DA', 'PY', 'Y1')),
    url: url ?? addressOfDoi(dois[0]),
    identifiers,
    authors: all('AU', 'A1').map((name) => cleanName(name)),
    venue: venue === undefined ? undefined : plainText(venue),
    topics: tagsOf(all('KW').flatMap((text) => text.split(/[;,]\s/))),
  };
}

/** RIS writes `2019/05/03/Spring` and leaves empty what is not known: `2019///`. The first that names a year counts. */
function dateOf(written: readonly string[]): string | undefined {
  const dates = written.map((date) => date.replace(/^(\d{4}(?:\/\d{1,2}){0,2})\/.{0,100}$/, '$1'));
  return dates.find((date) => readDate(date) !== null) ?? dates[0];
}

const RESOURCE_TYPES: ReadonlyMap<string, ResourceKind> = new Map([
  ['BOOK', 'BOOK'],
  ['EBOOK', 'BOOK'],
  ['DATA', 'DATASET'],
  ['COMP', 'TOOL'],
  ['VIDEO', 'VIDEO'],
  ['MPCT', 'VIDEO'],
  ['SOUND', 'PODCAST'],
  ['NEWS', 'NEWS'],
  ['BLOG', 'POST'],
]);
