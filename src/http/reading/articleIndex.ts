import { pathOfNode } from './addresses';
import { ARTICLE_LINE, articlesOrNone, nameArticle, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html, type Html } from './html';
import { listFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';

/** The lists of articles, the newest first. */
export const ARTICLE_INDEXES = {
  papers: {
    name: 'Papers',
    lead: 'Research papers on AI safety, each with its topics, what it is connected with and where it was featured.',
  },
  resources: {
    name: 'Resources',
    lead: 'What is no paper: posts, datasets, courses, competitions, talks and tools of AI safety.',
  },
  issues: {
    name: 'Issues',
    lead: 'Every issue of the newsletters in the graph, with its sections and what it covers.',
  },
} as const;
export type ArticleIndexName = keyof typeof ARTICLE_INDEXES;

interface ArticleIndexAnswer {
  readonly list: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly ArticleLine[];
  };
}

interface Newsletter {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

export function articleIndexQuestion(name: ArticleIndexName): Question<ArticleIndexAnswer> {
  return {
    document: `
      query ReadArticles($page: Int!, $after: String) {
        list: ${name}(first: $page, after: $after, orderBy: { field: PUBLISHED_ON, direction: DESC }) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { ...ArticleLine }
        }
      }
      ${ARTICLE_LINE}`,
  };
}

export const NEWSLETTERS: Question<{ readonly newsletters: { readonly nodes: readonly Newsletter[] } }> = {
  document: `query ReadNewsletters($page: Int!) { newsletters(first: $page) { nodes { id name description } } }`,
};

export interface ArticleIndexParts {
  readonly index: ArticleIndexName;
  readonly answer: ArticleIndexAnswer;
  /** To choose from, above the list. */
  readonly newsletters: readonly Newsletter[];
  readonly isFirst: boolean;
}

export function articleIndexPage(parts: ArticleIndexParts, site: Site): Page {
  const { index, answer, newsletters, isFirst } = parts;
  const { name, lead } = ARTICLE_INDEXES[index];
  const { totalCount, pageInfo, nodes } = answer.list;
  const path = `/${index}`;
  return {
    title: name,
    description: lead,
    path,
    crumbs: [{ name: 'Map', path: '/' }],
    isUnlisted: !isFirst,
    facts: [listFacts(nodes.map(nameArticle), site)],
    main: html`<header class="head">
        <p class="facts">
          <span class="kind">${name}</span> <span>${totalCount.toLocaleString('en')} in the graph</span>
        </p>
        <h1>${name}</h1>
        <p class="lead">${lead}</p>
      </header>
      ${newsletters.length > 0 && newsletterSection(newsletters)}
      <section aria-labelledby="list">
        <h2 id="list">${isFirst ? 'Newest first' : 'Earlier'}</h2>
        ${articlesOrNone(nodes)} ${nextPageLink(path, pageInfo)}
      </section>`,
  };
}

function newsletterSection(newsletters: readonly Newsletter[]): Html {
  return html`<section aria-labelledby="newsletters">
    <h2 id="newsletters">Newsletters</h2>
    <ul class="cards">
      ${newsletters.map(
        ({ id, name, description }) =>
          html`<li>
            <h3><a href="${pathOfNode(id)}" dir="auto">${name}</a></h3>
            ${description !== null && html`<p dir="auto">${description}</p>`}
          </li>`,
      )}
    </ul>
  </section>`;
}
