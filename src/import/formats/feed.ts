import type { Format } from '../record';
import { itemRecords, type FeedItem } from './feed/item';
import {
  childOf,
  childrenOf,
  escapeHtml,
  htmlWithin,
  readXmlRecords,
  textWithin,
  type XmlElement,
} from './syntax/xmlRecords';
import { presentText } from './values/articleRecords';

const ITEMS = new Set(['item', 'entry']);

/** RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom. */
export const feed: Format = {
  name: 'feed',
  description: 'Feed: RSS 2.0, RSS 1.0 or Atom',
  detect(head) {
    const beginning = head.slice(0, 8_000);
    return /<(?:\w{1,20}:)?(?:rss|feed|rdf)\b[^>]{0,4000}>?/i.test(beginning) &&
      !/^\s*<(?:!doctype )?html/i.test(beginning)
      ? 0.85
      : 0;
  },
  async *read({ file, text }) {
    for await (const record of readXmlRecords(text, ITEMS)) {
      const at = { file, line: record.line };
      if ('problem' in record) yield { at, reason: record.problem };
      else yield* itemRecords(at, itemOf(record.element));
    }
  },
};

function itemOf(element: XmlElement): FeedItem {
  const text = (...names: readonly string[]) => {
    for (const name of names) {
      const found = presentText(contentOf(childOf(element, name)));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const title = childOf(element, 'title', 'dc:title', 'media:title', 'itunes:title');
  return {
    title: presentText(contentOf(title)),
    url: linkOf(element),
    content: text('content:encoded', 'content', 'xhtml:body', 'body'),
    summary: text('description', 'summary', 'dc:description', 'itunes:summary', 'media:description'),
    date: text('pubdate', 'published', 'dc:date', 'issued', 'created', 'updated', 'modified', 'date'),
    authors: authorsOf(element),
    tags: [
      ...childrenOf(element, 'category').map(
        (each) => each.attributes['label'] ?? each.attributes['term'] ?? textWithin(each),
      ),
      ...childrenOf(element, 'dc:subject').map((each) => textWithin(each)),
    ].map((tag) => tag.trim()),
    identifiers: [...childrenOf(element, 'prism:doi'), ...childrenOf(element, 'dc:identifier')].map((each) =>
      textWithin(each)
        .trim()
        .replace(/^(?=10\.\d{4})/, 'doi:'),
    ),
    publisher: text('source'),
  };
}

/** An element's content as HTML: of Atom's types only `text` is none. */
function contentOf(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  if (element.content.some((each) => typeof each !== 'string')) return htmlWithin(element);
  const text = textWithin(element);
  return /^text(?:\/plain)?$/.test(element.attributes['type'] ?? '') ? escapeHtml(text) : text;
}

function linkOf(element: XmlElement): string | undefined {
  const links = childrenOf(element, 'link');
  const alternate = links.find(
    ({ attributes: { href, rel = 'alternate' } }) => href !== undefined && rel === 'alternate',
  );
  const guid = childOf(element, 'guid');
  const candidates = [
    textWithin(childOf(element, 'feedburner:origlink')),
    ...links.map((link) => textWithin(link)),
    alternate?.attributes['href'],
    guid && guid.attributes['ispermalink'] !== 'false' ? textWithin(guid) : undefined,
    element.attributes['rdf:about'],
    links.find(({ attributes }) => attributes['href'] !== undefined)?.attributes['href'],
    textWithin(childOf(element, 'id')),
  ].map((each) => presentText(each));
  return candidates.find((each) => each !== undefined && /^https?:\/\//i.test(each));
}

function authorsOf(element: XmlElement): string[] {
  const people = ['author', 'contributor'].flatMap((name) => childrenOf(element, name));
  const named = people.map((person) => textWithin(childOf(person, 'name')) || textOfLeaf(person));
  const creators = ['dc:creator', 'itunes:author']
    .flatMap((name) => childrenOf(element, name))
    .map((each) => textWithin(each));
  const all = [...named, ...creators].map((name) => name.trim()).filter((name) => name !== '');
  return [...new Set(all)];
}

function textOfLeaf(element: XmlElement): string {
  return element.content.every((each) => typeof each === 'string') ? textWithin(element) : '';
}
