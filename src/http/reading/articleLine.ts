import type { ArticleKind, ResourceKind } from '../../model/kinds';
import { pathOfNode } from './addresses';
import { html, type Html } from './html';
import { KIND_NAMES, RESOURCE_NAMES, timeOf } from './wording';

/** An article as one of a list. */
export interface ArticleLine {
  readonly __typename: ArticleKind;
  readonly id: string;
  readonly title: string;
  readonly publishedOn: string | null;
  readonly resourceKind?: ResourceKind;
  readonly authors?: {
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly nodes: readonly { readonly name: string }[];
  };
  readonly number?: number | null;
  readonly newsletter?: { readonly name: string } | null;
  /** Only where it is asked for besides. */
  readonly venue?: { readonly name: string } | null;
}

export const ARTICLE_LINE = `
  fragment ArticleLine on Article {
    __typename
    id
    title
    publishedOn
    ... on Paper { authors(first: 3) { pageInfo { hasNextPage } nodes { name } } }
    ... on Resource { resourceKind: kind authors(first: 3) { pageInfo { hasNextPage } nodes { name } } }
    ... on Issue { number newsletter { name } }
  }`;

export function articleLink({ id, title }: Pick<ArticleLine, 'id' | 'title'>): Html {
  return html`<a href="${pathOfNode(id)}" dir="auto">${title}</a>`;
}

/** As `listFacts` takes it. */
export function nameArticle({ id, title }: ArticleLine): { readonly id: string; readonly name: string } {
  return { id, name: title };
}

/** What stands under a title: its kind, who wrote it, where it was published, when. */
export function articleFacts(article: ArticleLine): Html {
  const kind = article.resourceKind ? RESOURCE_NAMES[article.resourceKind] : KIND_NAMES[article.__typename];
  const names = article.authors?.nodes.map(({ name }) => name) ?? [];
  const more = article.authors?.pageInfo.hasNextPage ? ' and others' : '';
  const by = names.length > 0 ? names.join(', ') + more : article.newsletter?.name;
  return html`<p class="facts">
    <span class="kind">${kind}</span>
    ${by !== undefined && html`<bdi>${by}</bdi>`} ${article.venue && html`<bdi>${article.venue.name}</bdi>`}
    ${article.publishedOn !== null && timeOf(article.publishedOn)}
  </p>`;
}

export function articlesOrNone(articles: readonly ArticleLine[]): Html {
  return articles.length > 0 ? articleList(articles) : html`<p class="note">There is none yet.</p>`;
}

export function articleList(articles: readonly ArticleLine[]): Html {
  return html`<ul class="articles">
    ${articles.map(
      (article) =>
        html`<li>
          <h3>${articleLink(article)}</h3>
          ${articleFacts(article)}
        </li>`,
    )}
  </ul>`;
}
