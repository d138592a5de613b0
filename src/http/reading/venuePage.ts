import { mapPathOf, pathOfNode } from './addresses';
import { ARTICLE_LINE, articleList, nameArticle, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html } from './html';
import { addressOfNode, listFacts, venueFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { counted } from './wording';

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
  const titles = articles.nodes.slice(0, 3).map(({ title }) => title);
  return {
    title: name,
    description: `${name}: ${counted(articleCount, 'article')} in the graph${titles.length > 0 ? `, among them ${titles.join('; ')}` : ''}.`,
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
        ${
          variants.length > 0 &&
          html`<p class="note">
            Also written ${variants.map((variant, index) => html`${index > 0 && ', '}<bdi>${variant}</bdi>`)}
          </p>`
        }
        <p class="actions"><a class="button" href="${mapPathOf(id)}">See it on the map</a></p>
      </header>
      <section aria-labelledby="articles">
        <h2 id="articles">${isFirst ? 'Articles' : 'Earlier articles'}</h2>
        ${articles.nodes.length > 0 ? articleList(articles.nodes) : html`<p class="note">There is none yet.</p>`}
        ${nextPageLink(path, articles.pageInfo)}
      </section>`,
  };
}
