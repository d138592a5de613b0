import { mapPathOf, playgroundPathOf } from './addresses';
import type { Asked } from './ask';
import { html, jsonLdScript, type Html } from './html';
import { breadcrumbFacts } from './jsonLd';
import type { Crumb, Page, Site } from './page';
import { shorten } from './wording';

const SITE_NAME = 'Safety Research Graph';
/** What search engines show of a description. */
const DESCRIPTION_LENGTH = 180;

const PLACES: readonly Crumb[] = [
  { name: 'Papers', path: '/papers' },
  { name: 'Issues', path: '/issues' },
  { name: 'Topics', path: '/topics' },
  { name: 'Resources', path: '/resources' },
  { name: 'Playground', path: '/playground' },
];

/** The whole document: head, what all pages have around them, and the page; `asked`: how the API gives the same. */
export function frame(page: Page, site: Site, asked?: Asked): string {
  return html`<!doctype html>
    <html lang="en">
      ${head(page, site)}
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${siteHeader(page)} ${page.crumbs.length > 0 && breadcrumbs(page)}
        <main id="main" tabindex="-1">${page.main}</main>
        ${siteFooter(page, asked)}
      </body>
    </html>`.toString();
}

function head(page: Page, site: Site): Html {
  const title = `${page.title} · ${SITE_NAME}`;
  const description = shorten(page.description, DESCRIPTION_LENGTH);
  const address = site.origin + page.path;
  const crumbs = [...page.crumbs, { name: page.title, path: page.path }];
  const facts = { '@context': 'https://schema.org', '@graph': [...page.facts, breadcrumbFacts(crumbs, site)] };
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <meta name="description" content="${description}" />
    <meta name="color-scheme" content="light dark" />
    ${
      page.isUnlisted
        ? html`<meta name="robots" content="noindex" />`
        : html`<link rel="canonical" href="${address}" />
            <meta property="og:site_name" content="${SITE_NAME}" />
            <meta property="og:type" content="${page.openGraphType ?? 'website'}" />
            <meta property="og:title" content="${page.title}" />
            <meta property="og:description" content="${description}" />
            <meta property="og:url" content="${address}" />
            <meta name="twitter:card" content="summary" />
            ${jsonLdScript(facts)}`
    }
    ${(page.meta ?? []).map(([name, content]) => html`<meta name="${name}" content="${content}" />`)}
    <link rel="icon" href="data:," />
    ${site.stylesheet !== null && html`<link rel="stylesheet" href="${site.stylesheet}" />`}
  </head>`;
}

function siteHeader({ path, center, query }: Page): Html {
  return html`<header class="site">
    <a class="brand" href="/">${SITE_NAME}</a>
    <nav aria-label="Main">
      <ul>
        <li><a href="${center === undefined ? '/' : mapPathOf(center)}">Map</a></li>
        ${PLACES.map(
          (place) =>
            html`<li>
              <a href="${place.path}" ${path === place.path && html`aria-current="page"`}>${place.name}</a>
            </li>`,
        )}
      </ul>
    </nav>
    <search>${searchForm('site-search', query)}</search>
  </header>`;
}

/** A search box that needs no script. */
export function searchForm(id: string, query = ''): Html {
  return html`<form class="search" action="/search">
    <label for="${id}" class="unseen">Search the graph</label>
    <input
      id="${id}"
      type="search"
      name="q"
      value="${query}"
      maxlength="500"
      required
      placeholder="Title, DOI, topic, author"
    />
    <button>Search</button>
  </form>`;
}

function breadcrumbs({ crumbs, title }: Page): Html {
  return html`<nav class="crumbs" aria-label="Breadcrumbs">
    <ol>
      ${crumbs.map(({ name, path }) => html`<li><a href="${path}">${name}</a></li>`)}
      <li aria-current="page"><bdi>${shorten(title, 60)}</bdi></li>
    </ol>
  </nav>`;
}

function siteFooter({ center }: Page, asked: Asked | undefined): Html {
  return html`<footer class="site">
    <p>
      ${center !== undefined && html`<span>Known to the API as <code>${center}</code>.</span>`}
      ${asked && html`<a href="${playgroundPathOf(asked)}">Ask the API for this page</a>`}
    </p>
  </footer>`;
}
