import { mapPathOf, pathOfNode } from './addresses';
import { ARTICLE_LINE, articlesOrNone, nameArticle, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html } from './html';
import { addressOfNode, listFacts, venueFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { alsoWritten, counted, describeArticles } from './wording';

interface VenueAnswer {
  readonly id: string;
  readonly name: string;
  readonly variants: readonly string[];
  readonly articleCount: number;
  readonly articles: { readonly pageInfo: PageInfo; readonly nodes: readonly ArticleLine[] };
}

export const VENUE: Question<{ readonly node: VenueAnswer | null }> = {
  document: `
    query ReadVenue($id: ID!, $after: String, $page: Int!) {
      node(id: $id) {
        id
        ... on Venue {
          name
          variants
          articleCount
          articles(first: $page, after: $after, orderBy: { field: PUBLISHED_ON, direction: DESC }) {
            pageInfo { hasNextPage endCursor }
            nodes { ...ArticleLine }
          }
        }
      }
    }
    ${ARTICLE_LINE}`,
};

/** Papers, and the resources of a site or podcast. */
export function venuePage(venue: VenueAnswer, isFirst: boolean, site: Site): Page {
  const { id, name, variants, articles, articleCount } = venue;
  const path = pathOfNode(id) ?? '/';
  return {
    title: name,
    description: describeArticles(name, articleCount, articles.nodes),
    path,
    crumbs: [
      { name: 'Map', path: '/' },
      { name: 'Venues', path: '/venues' },
    ],
    center: id,
    isUnlisted: !isFirst,
    facts: [
      { ...venueFacts(venue, site), '@id': addressOfNode(id, site), alternateName: variants },
      listFacts(articles.nodes.map(nameArticle), site),
    ],
    main: html`<header class="head">
        <p class="facts"><span class="kind">Venue</span> <span>${counted(articleCount, 'article')}</span></p>
        <h1 dir="auto">${name}</h1>
        ${alsoWritten(variants)}
        <p class="actions"><a class="button" href="${mapPathOf(id)}">See it on the map</a></p>
      </header>
      <section aria-labelledby="articles">
        <h2 id="articles">${isFirst ? 'Articles' : 'Earlier articles'}</h2>
        ${articlesOrNone(articles.nodes)} ${nextPageLink(path, articles.pageInfo)}
      </section>`,
  };
}
