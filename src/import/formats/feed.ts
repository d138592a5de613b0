import { parseHttpUrl } from '../../model/urls';
import type { Format } from '../record';
import { itemRecords } from './feed/item';
import { addressIn, itemOf, peopleIn, type FeedHead } from './feed/xmlItem';
import { readXmlRecords, type XmlElement } from './syntax/xmlRecords';

const ITEMS = new Set(['item', 'entry']);
/** What a feed says of itself that counts for its items. */
const OF_THE_FEED = new Set(['author', 'link']);
/** A feed by more people names them with its entries. */
const MAX_PEOPLE = 50;
/** What may stand before the first element: declarations and comments. */
const PROLOG = /^\ufeff?(?:\s|<\?[^>]{0,1000}\?>|<!--[^]{0,4000}?-->|<!doctype\b[^>]{0,1000}>)*/i;
const ROOT = /<(?:\w{1,20}:)?(?:rss|feed|rdf)\b[^>]{0,4000}>?/i;
const ENTRY_ROOT = /^<(?:\w{1,20}:)?entry\b[^>]{0,2000}w3\.org\/2005\/Atom/i;

/** RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom. */
export const feed: Format = {
  name: 'feed',
  description: 'Feed: RSS 2.0, RSS 1.0 or Atom',
  detect(head) {
    const beginning = head.slice(0, 8_000);
    const root = beginning.replace(PROLOG, '');
    if (ROOT.exec(root)?.index === 0 || ENTRY_ROOT.test(root)) return 0.85;
    // Warnings of a server may stand before it, or elements that do not belong there; prose that mentions it is no feed.
    return ROOT.test(beginning) && /^\s*<|^<\?xml/m.test(beginning) && !/^\s*<(?:!doctype )?html/i.test(beginning)
      ? 0.5
      : 0;
  },
  async *read({ file, text }) {
    let head: FeedHead = { address: parseHttpUrl(file) ? file : undefined, people: [] };
    for await (const record of readXmlRecords(text, ITEMS, OF_THE_FEED)) {
      const at = { file, line: record.line };
      if ('problem' in record) yield { at, reason: record.problem };
      else if (OF_THE_FEED.has(record.element.name)) head = withAside(head, record.element);
      else yield* itemRecords(at, itemOf(record.element, record.bases, head));
    }
  },
};

/** Atom's entries are by the feed's authors, unless they name others; addresses may be relative to the feed's own. */
function withAside(head: FeedHead, element: XmlElement): FeedHead {
  if (element.name === 'author' && head.people.length < MAX_PEOPLE)
    return { ...head, people: [...head.people, ...peopleIn([element])] };
  return { ...head, address: head.address ?? addressIn(element) };
}
