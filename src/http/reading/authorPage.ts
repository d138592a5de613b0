import { mapPathOf, outsideAddress, pathOfNode } from './addresses';
import { ARTICLE_LINE, articleList, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html } from './html';
import { addressOfNode, personFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { alsoWritten, counted, describeArticles } from './wording';

interface AuthorAnswer {
  readonly id: string;
  readonly name: string;
  readonly variants: readonly string[];
  readonly articleCount: number;
  readonly identifiers: readonly { readonly value: string; readonly url: string }[];
  readonly articles: { readonly pageInfo: PageInfo; readonly nodes: readonly ArticleLine[] };
}

export const AUTHOR: Question<{ readonly node: AuthorAnswer | null }> = {
  document: `
    query ReadAuthor($id: ID!, $after: String, $page: Int!) {
      node(id: $id) {
        id
        ... on Author {
          name
          variants
          articleCount
          identifiers { value url }
          articles(first: $page, after: $after, orderBy: { field: PUBLISHED_ON, direction: DESC }) {
            pageInfo { hasNextPage endCursor }
            nodes { ...ArticleLine }
          }
        }
      }
    }
    ${ARTICLE_LINE}`,
};

export function authorPage(author: AuthorAnswer, isFirst: boolean, site: Site): Page {
  const { id, name, variants, articles, articleCount, identifiers } = author;
  const path = pathOfNode(id) ?? '/';
  return {
    title: name,
    description: describeArticles(name, articleCount, articles.nodes),
    path,
    crumbs: [
      { name: 'Map', path: '/' },
      { name: 'Authors', path: '/authors' },
    ],
    center: id,
    openGraphType: 'profile',
    isUnlisted: !isFirst,
    facts: [
      {
        ...personFacts(author, site),
        '@id': addressOfNode(id, site),
        alternateName: variants,
        sameAs: identifiers.map(({ url }) => url),
      },
    ],
    main: html`<header class="head">
        <p class="facts"><span class="kind">Author</span> <span>${counted(articleCount, 'article')}</span></p>
        <h1 dir="auto">${name}</h1>
        ${alsoWritten(variants)}
        <p class="actions">
          <a class="button" href="${mapPathOf(id)}">See them on the map</a>
          ${identifiers.map(({ value, url }) => {
            const outside = outsideAddress(url);
            return outside && html`<a class="button quiet" href="${outside.href}" rel="external">ORCID ${value}</a>`;
          })}
        </p>
      </header>
      <section aria-labelledby="articles">
        <h2 id="articles">${isFirst ? 'Articles' : 'Earlier articles'}</h2>
        ${articleList(articles.nodes)} ${nextPageLink(path, articles.pageInfo)}
      </section>`,
  };
}
