import type { GraphStore, Keyset, NodePage } from '../../store/port';
import { pathOfNode, SECTIONS } from './addresses';
import type { Answer } from './answer';
import { html } from './html';
import type { Site } from './page';

/** Kinds whose pages search engines are told of; those of authors are found from there. */
const KINDS = ['Newsletter', 'Issue', 'Topic', 'Venue', 'Paper', 'Resource'] as const;
type MappedKind = (typeof KINDS)[number];

/** Addresses in one file; the protocol allows 50,000. */
const FILE_LENGTH = 5000;
/** The oldest first, so that what is new comes into the last file. */
const ORDER = { field: 'PUBLISHED_ON', direction: 'ASC' } as const;
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export function robots({ origin }: Site): Answer {
  const sitemap = origin === '' ? [] : [`Sitemap: ${origin}/sitemap.xml`];
  const lines = ['User-agent: *', 'Disallow: /graphql', 'Disallow: /search', ...sitemap];
  return { status: 200, type: 'plain', body: `${lines.join('\n')}\n` };
}

/** `/sitemap.xml`: the files that list the pages. */
export async function sitemapIndex(store: GraphStore, { origin }: Site, signal: AbortSignal): Promise<Answer> {
  const { nodes } = await store.stats({ signal });
  const files = KINDS.flatMap((kind) =>
    Array.from({ length: Math.ceil(nodes[kind] / FILE_LENGTH) }, (_each, index) => `${SECTIONS[kind]}-${index + 1}`),
  );
  const entries = files.map((file) => html`<sitemap><loc>${origin}/sitemaps/${file}.xml</loc></sitemap> `);
  const body = html`<?xml version="1.0" encoding="UTF-8"?>
    <sitemapindex xmlns="${NAMESPACE}">${entries}</sitemapindex> `;
  return { status: 200, type: 'xml', body: body.toString() };
}

/** `/sitemaps/papers-1.xml`; `null` when there is no such file. Reads all that comes before the file in the order. */
export async function sitemapFile(
  store: GraphStore,
  name: string,
  { origin }: Site,
  signal: AbortSignal,
): Promise<Answer | null> {
  const [, section, number] = /^([a-z]+)-([1-9]\d{0,4})\.xml$/u.exec(name) ?? [];
  const kind = KINDS.find((each) => SECTIONS[each] === section);
  const page = kind && (await pageOf(store, kind, Number(number), signal));
  if (!page) return null;
  const entries = page.items.map(({ node }) => html`<url><loc>${origin}${pathOfNode(node.id)}</loc></url> `);
  const body = html`<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="${NAMESPACE}">${entries}</urlset> `;
  return { status: 200, type: 'xml', body: body.toString() };
}

async function pageOf(
  store: GraphStore,
  kind: MappedKind,
  number: number,
  signal: AbortSignal,
): Promise<NodePage | null> {
  let after: Keyset | undefined;
  for (let current = 1; ; current++) {
    const page = await store.list(
      { filter: { kinds: [kind] }, order: ORDER, first: FILE_LENGTH, after, count: false },
      { signal },
    );
    if (current === number) return page.items.length > 0 ? page : null;
    if (!page.hasNextPage) return null;
    after = page.items.at(-1)?.keyset;
  }
}
