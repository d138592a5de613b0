import { pathOfNode } from './addresses';
import type { Question } from './ask';
import { html, type Html } from './html';
import { listFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { counted } from './wording';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly articleCount: number;
}

interface NamedIndexAnswer {
  readonly list: { readonly totalCount: number; readonly pageInfo: PageInfo; readonly nodes: readonly Named[] };
}

interface Area extends Named {
  readonly description: string | null;
  readonly children: readonly Named[];
}

/** The lists of what articles are about, who wrote them and where they were published, those with the most articles first. */
export const NAMED_INDEXES = {
  topics: {
    name: 'Topics',
    lead: 'What the articles are about: the areas of AI-safety research, and every topic by how much is written on it.',
  },
  authors: { name: 'Authors', lead: 'Everybody who wrote an article of the graph.' },
  venues: {
    name: 'Venues',
    lead: 'Where the articles of the graph were published: conferences, journals, sites and podcasts.',
  },
} as const;
export type NamedIndexName = keyof typeof NAMED_INDEXES;

export function namedIndexQuestion(name: NamedIndexName): Question<NamedIndexAnswer> {
  return {
    document: `
      query ReadNamed($page: Int!, $after: String) {
        list: ${name}(first: $page, after: $after, orderBy: { field: POPULARITY, direction: DESC }) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { id name articleCount }
        }
      }`,
  };
}

export const AREAS: Question<{ readonly topics: { readonly nodes: readonly Area[] } }> = {
  document: `
    query ReadAreas($many: Int!) {
      topics(first: $many, filter: { kinds: [AREA] }, orderBy: { field: NAME }) {
        nodes { id name articleCount description children { id name articleCount } }
      }
    }`,
};

export interface NamedIndexParts {
  readonly index: NamedIndexName;
  readonly answer: NamedIndexAnswer;
  /** To begin with, above the list. */
  readonly areas: readonly Area[];
  readonly isFirst: boolean;
}

export function namedIndexPage({ index, answer, areas, isFirst }: NamedIndexParts, site: Site): Page {
  const { name, lead } = NAMED_INDEXES[index];
  const { totalCount, pageInfo, nodes } = answer.list;
  const path = `/${index}`;
  return {
    title: name,
    description: lead,
    path,
    crumbs: [{ name: 'Map', path: '/' }],
    isUnlisted: !isFirst,
    facts: [listFacts(nodes, site)],
    main: html`<header class="head">
        <p class="facts">
          <span class="kind">${name}</span> <span>${totalCount.toLocaleString('en')} in the graph</span>
        </p>
        <h1>${name}</h1>
        <p class="lead">${lead}</p>
      </header>
      ${
        areas.length > 0 &&
        html`<section aria-labelledby="areas">
          <h2 id="areas">Areas</h2>
          <ul class="cards">
            ${areas.map(areaCard)}
          </ul>
        </section>`
      }
      <section aria-labelledby="list">
        <h2 id="list">${isFirst ? 'By number of articles' : 'More'}</h2>
        ${nodes.length > 0 ? namedList(nodes) : html`<p class="note">There is none yet.</p>`}
        ${nextPageLink(path, pageInfo)}
      </section>`,
  };
}

function areaCard({ id, name, description, children }: Area): Html {
  return html`<li>
    <h3><a href="${pathOfNode(id)}" dir="auto">${name}</a></h3>
    ${description !== null && html`<p dir="auto">${description}</p>`}
    ${
      children.length > 0 &&
      html`<ul class="chips">
        ${children.map((child) => html`<li><a href="${pathOfNode(child.id)}" dir="auto">${child.name}</a></li>`)}
      </ul>`
    }
  </li>`;
}

function namedList(nodes: readonly Named[]): Html {
  return html`<ul class="topics wide">
    ${nodes.map(
      ({ id, name, articleCount }) =>
        html`<li>
          <a href="${pathOfNode(id)}" dir="auto">${name}</a>
          <span class="count">${counted(articleCount, 'article')}</span>
        </li>`,
    )}
  </ul>`;
}
