import { mapPathOf, outsideAddress, pathOfNode } from './addresses';
import { ARTICLE_LINE, articlesOrNone, nameArticle, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html } from './html';
import { addressOfNode, listFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { counted } from './wording';

interface NewsletterAnswer {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly url: string | null;
  readonly issues: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly ArticleLine[];
  };
}

export const NEWSLETTER: Question<{ readonly node: NewsletterAnswer | null }> = {
  document: `
    query ReadNewsletter($id: ID!, $after: String, $page: Int!) {
      node(id: $id) {
        id
        ... on Newsletter {
          name
          description
          url
          issues(first: $page, after: $after, orderBy: { field: PUBLISHED_ON, direction: DESC }) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes { ...ArticleLine }
          }
        }
      }
    }
    ${ARTICLE_LINE}`,
};

export function newsletterPage(newsletter: NewsletterAnswer, isFirst: boolean, site: Site): Page {
  const { id, name, description, url } = newsletter;
  const path = pathOfNode(id) ?? '/';
  const outside = outsideAddress(url);
  const { totalCount, pageInfo, nodes } = newsletter.issues;
  return {
    title: name,
    description: description ?? `${name}: ${counted(totalCount, 'issue')} and what they cover.`,
    path,
    crumbs: [
      { name: 'Map', path: '/' },
      { name: 'Issues', path: '/issues' },
    ],
    center: id,
    isUnlisted: !isFirst,
    facts: [
      {
        '@type': 'Periodical',
        '@id': addressOfNode(id, site),
        url: addressOfNode(id, site),
        name,
        description: description ?? undefined,
        sameAs: url ?? undefined,
      },
      listFacts(nodes.map(nameArticle), site),
    ],
    main: html`<header class="head">
        <p class="facts"><span class="kind">Newsletter</span> <span>${counted(totalCount, 'issue')}</span></p>
        <h1 dir="auto">${name}</h1>
        ${description !== null && html`<p class="lead" dir="auto">${description}</p>`}
        <p class="actions">
          ${outside && html`<a class="button" href="${outside.href}" rel="external">Read it at ${outside.hostname}</a>`}
          <a class="button quiet" href="${mapPathOf(id)}">See it on the map</a>
        </p>
      </header>
      <section aria-labelledby="issues">
        <h2 id="issues">${isFirst ? 'Issues' : 'Earlier issues'}</h2>
        ${articlesOrNone(nodes)} ${nextPageLink(path, pageInfo)}
      </section>`,
  };
}
