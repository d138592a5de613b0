import { parseHttpUrl } from '../../../model/urls';
import { childOf, childrenOf, escapeHtml, htmlWithin, textWithin, type XmlElement } from '../syntax/xmlRecords';
import { presentText } from '../values/articleRecords';
import type { FeedItem } from './item';

/** What a feed says of itself. */
export interface FeedHead {
  /** Where it stands or what it is the feed of: relative addresses begin there. */
  readonly address: string | undefined;
  /** Authors of Atom entries that name none. */
  readonly people: readonly string[];
}

const DATES = 'pubdate published dc:date issued dc:issued created dc:created updated modified dc:modified date'.split(
  ' ',
);

/** The item of an RSS or Atom feed, in whichever of their elements it says a thing. */
export function itemOf(element: XmlElement, bases: readonly string[], head: FeedHead): FeedItem {
  const text = (...names: readonly string[]) => {
    for (const name of names) {
      const found = presentText(contentOf(childOf(element, name)));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const media = childOf(element, 'media:group');
  const title = childOf(element, 'title', 'dc:title', 'media:title', 'itunes:title');
  return {
    title: presentText(contentOf(title)),
    url: linkOf(element, [head.address ?? '', ...bases]),
    content: text('content:encoded', 'content', 'xhtml:body', 'body'),
    summary:
      text('description', 'summary', 'dc:description', 'itunes:summary', 'media:description') ??
      // YouTube's.
      (media ? presentText(contentOf(childOf(media, 'media:description'))) : undefined),
    date: text(...DATES),
    authors: authorsOf(element, head),
    tags: [
      ...childrenOf(element, 'category').map(
        (each) => each.attributes['label'] ?? each.attributes['term'] ?? textWithin(each),
      ),
      ...childrenOf(element, 'dc:subject').map((each) => textWithin(each)),
      ...childrenOf(element, 'itunes:keywords').flatMap((each) => textWithin(each).split(',')),
    ].map((tag) => tag.trim()),
    identifiers: [...childrenOf(element, 'prism:doi'), ...childrenOf(element, 'dc:identifier')].map((each) =>
      textWithin(each)
        .trim()
        .replace(/^(?=10\.\d{4})/, 'doi:'),
    ),
    publisher: text('source'),
  };
}

/** An element's content as HTML: of Atom's types `text` is none, and pictures and the like are nothing to read. */
function contentOf(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const { type = '', mode } = element.attributes;
  if (element.content.some((each) => typeof each !== 'string')) return htmlWithin(element);
  if (/^(?:image|audio|video|font)\/|^application\/(?!xml|xhtml)/.test(type) && mode === undefined) return undefined;
  const text = textWithin(element);
  // Atom 0.3 wrote it so.
  const decoded = mode === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
  return /^text(?:\/plain)?$/.test(type) ? escapeHtml(decoded) : decoded;
}

/** Links that lead to the item, or to what it is about; `payment`, `license`, `replies` and the like are another's. */
const OWN_LINK = /^(?:alternate|self|related|via|enclosure)$/;

/** An enclosure may be a picture as well. */
function recordingOf(element: XmlElement): string | undefined {
  const recordings = childrenOf(element, 'enclosure').filter(({ attributes: { type = '' } }) =>
    /^(?:audio|video)\//.test(type),
  );
  return recordings[0]?.attributes['url'];
}

function linkOf(element: XmlElement, bases: readonly string[]): string | undefined {
  const links = childrenOf(element, 'link').filter(
    ({ attributes: { rel } }) => rel === undefined || OWN_LINK.test(rel),
  );
  const hrefs = links.flatMap(({ attributes: { href, rel = 'alternate' } }) =>
    href === undefined ? [] : [{ href, rel }],
  );
  const guid = childOf(element, 'guid');
  const isPermalink = guid?.attributes['ispermalink']?.toLowerCase();
  const candidates: readonly (string | undefined)[] = [
    textWithin(childOf(element, 'feedburner:origlink')),
    ...links.map((link) => textWithin(link)),
    hrefs.find(({ rel }) => rel === 'alternate')?.href,
    isPermalink === 'true' ? textWithin(guid) : undefined,
    // Of the others an address counts only whole: any text may be an id.
    isPermalink === 'false' ? undefined : wholeAddress(textWithin(guid)),
    wholeAddress(element.attributes['rdf:about']),
    hrefs[0]?.href,
    wholeAddress(textWithin(childOf(element, 'id'))),
    // An episode that has no page is its recording.
    wholeAddress(recordingOf(element)),
  ];
  for (const candidate of candidates) {
    const address = presentText(candidate);
    const resolved = address === undefined ? undefined : resolveAddress(address, bases);
    if (resolved !== undefined) return resolved;
  }
  return undefined;
}

/** The address of what the feed is of, or its own: the one or the other is its base. */
export function addressIn(link: XmlElement): string | undefined {
  if (!/^(?:alternate|self)$/.test(link.attributes['rel'] ?? 'alternate')) return undefined;
  return wholeAddress(link.attributes['href'] ?? textWithin(link));
}

function wholeAddress(text: string | undefined): string | undefined {
  return parseHttpUrl(text ?? '') ? text?.trim() : undefined;
}

/** `/posts/1`, `../1.html`, `?p=1`, `//blog.example/1`: no words, and no other scheme. */
const RELATIVE = /^(?![a-z][a-z0-9+.-]*:)[^\s:]*[/?.]\S*$/i;

/** An address, whole or relative to the bases, of which each may be relative to the one before it. */
function resolveAddress(address: string, bases: readonly string[]): string | undefined {
  if (/^https?:\/\//i.test(address)) return address;
  if (!RELATIVE.test(address)) return undefined;
  const base = bases.reduce((outer, inner) => joined(inner, outer) ?? outer, '');
  // `//host/path` wants only a scheme.
  const resolved = joined(address, base) ?? (address.startsWith('//') ? `https:${address}` : undefined);
  return wholeAddress(resolved);
}

function joined(address: string, base: string): string | undefined {
  if (base === '') return parseHttpUrl(address)?.href;
  return URL.canParse(address, base) ? new URL(address, base).href : undefined;
}

/** Who wrote it; contributors only where nobody is said to have, and last whom the feed is by. */
function authorsOf(element: XmlElement, head: FeedHead): readonly string[] {
  const people = peopleIn(childrenOf(element, 'author'));
  const creators = ['dc:creator', 'dc:author', 'itunes:author']
    .flatMap((name) => childrenOf(element, name))
    .map((each) => textWithin(each).trim());
  const own = [...new Set([...people, ...creators])].filter((name) => name !== '');
  const source = childOf(element, 'source');
  const others = [
    () => peopleIn(childrenOf(element, 'contributor')),
    () => peopleIn(source ? childrenOf(source, 'author') : []),
    () => head.people,
  ];
  for (const find of others) if (own.length === 0) own.push(...find());
  return own;
}

/** The names of Atom's persons, or the text of RSS's. */
export function peopleIn(people: readonly XmlElement[]): string[] {
  return people
    .map((person) => (textWithin(childOf(person, 'name')) || textOfLeaf(person)).trim())
    .filter((name) => name !== '');
}

function textOfLeaf(element: XmlElement): string {
  return element.content.every((each) => typeof each === 'string') ? textWithin(element) : '';
}
