import type { Coverage } from '../../model/kinds';
import { mapPathOf, outsideAddress, pathOfNode } from './addresses';
import { ARTICLE_LINE, articleFacts, articleLink, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html, type Html } from './html';
import { addressOfNode, topicFacts } from './jsonLd';
import type { Page, Site } from './page';
import { counted, paragraphsOf, shorten, timeOf } from './wording';

interface Entry {
  readonly title: string | null;
  readonly summary: string | null;
  readonly coverage: Coverage;
  readonly links: readonly { readonly label: string; readonly url: string | null }[];
  readonly articles: readonly ArticleLine[];
}

interface Section {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

interface IssueAnswer {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly number: number | null;
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly newsletter: { readonly id: string; readonly name: string; readonly url: string | null } | null;
  readonly topics: { readonly nodes: readonly { readonly id: string; readonly name: string }[] };
  readonly sections: readonly Section[];
}

/** The issue before or after, where the newsletter has one. */
export interface NeighborIssue {
  readonly id: string;
  readonly title: string;
}

export const ISSUE: Question<{ readonly node: IssueAnswer | null }> = {
  document: `
    query ReadIssue($id: ID!, $many: Int!) {
      node(id: $id) {
        id
        ... on Issue {
          title
          subtitle
          number
          publishedOn
          url
          newsletter { id name url }
          topics(first: $many) { nodes { id name } }
          sections { heading entries { title summary coverage links { label url } articles { ...ArticleLine } } }
        }
      }
    }
    ${ARTICLE_LINE}`,
};

export const ISSUES_BY_ID: Question<{ readonly nodes: readonly (NeighborIssue | null)[] }> = {
  document: `query ReadNeighborIssues($ids: [ID!]!) { nodes(ids: $ids) { id ... on Issue { title } } }`,
};

/** Ids that the issues before and after have when the newsletter numbers its issues one by one. */
export function neighborIds({ id, number }: IssueAnswer): readonly string[] {
  if (number === null || !id.endsWith(`/${number}`)) return [];
  const series = id.slice(0, -String(number).length);
  return [`${series}${number - 1}`, `${series}${number + 1}`];
}

export function issuePage(issue: IssueAnswer, neighbors: readonly (NeighborIssue | null)[], site: Site): Page {
  const { id, title, newsletter, sections } = issue;
  const series = newsletter && { name: newsletter.name, path: pathOfNode(newsletter.id) ?? '/issues' };
  return {
    title,
    description: describe(issue),
    path: pathOfNode(id) ?? '/',
    crumbs: [{ name: 'Map', path: '/' }, { name: 'Issues', path: '/issues' }, ...(series ? [series] : [])],
    center: id,
    openGraphType: 'article',
    facts: [schemaFacts(issue, site)],
    main: html`<article>
      ${issueHead(issue)}
      <div class="columns contents-first">
        <div class="side">
          ${sections.length > 1 && contents(sections)}
          ${
            issue.topics.nodes.length > 0 &&
            html`<section aria-labelledby="topics">
              <h2 id="topics">Topics</h2>
              <ul class="chips">
                ${issue.topics.nodes.map(
                  (topic) => html`<li><a href="${pathOfNode(topic.id)}" dir="auto">${topic.name}</a></li>`,
                )}
              </ul>
            </section>`
          }
        </div>
        <div class="text">
          ${sections.map(sectionPart)}
          ${sections.length === 0 && html`<p class="note">What it covers is not in the graph yet.</p>`}
        </div>
      </div>
      ${neighborLinks(neighbors)}
    </article>`,
  };
}

function describe({ title, subtitle, sections }: IssueAnswer): string {
  if (subtitle !== null) return `${title}: ${subtitle}`;
  const titles = sections.flatMap(({ entries }) => entries).flatMap((entry) => titleOf(entry) ?? []);
  return titles.length > 0 ? `${title} covers ${titles.slice(0, 4).join('; ')}` : `${title} and what it covers.`;
}

function issueHead({ id, title, subtitle, publishedOn, newsletter, url, sections }: IssueAnswer): Html {
  const outside = outsideAddress(url);
  const entries = sections.reduce((sum, section) => sum + section.entries.length, 0);
  return html`<header class="head">
    <p class="facts">
      <span class="kind">Issue</span>
      ${newsletter && html`<a href="${pathOfNode(newsletter.id)}"><bdi>${newsletter.name}</bdi></a>`}
      ${publishedOn !== null && timeOf(publishedOn)}
      ${entries > 0 && html`<span>${counted(entries, 'entry', 'entries')}</span>`}
    </p>
    <h1 dir="auto">${title}</h1>
    ${subtitle !== null && html`<p class="lead" dir="auto">${subtitle}</p>`}
    <p class="actions">
      ${outside && html`<a class="button" href="${outside.href}" rel="external">Read it at ${outside.hostname}</a>`}
      <a class="button quiet" href="${mapPathOf(id)}">See it on the map</a>
    </p>
  </header>`;
}

function contents(sections: readonly Section[]): Html {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">In this issue</h2>
    <ol>
      ${sections.map(
        ({ heading, entries }, index) =>
          html`<li>
            <a href="#section-${index + 1}" dir="auto">${heading}</a> <span class="count">${entries.length}</span>
          </li>`,
      )}
    </ol>
  </nav>`;
}

function sectionPart({ heading, entries }: Section, index: number): Html {
  const id = `section-${index + 1}`;
  return html`<section class="issue-section" aria-labelledby="${id}">
    <h2 id="${id}" dir="auto">${heading}</h2>
    ${entries.map(entryPart)}
  </section>`;
}

function entryPart(entry: Entry): Html {
  const { summary, links, articles, coverage } = entry;
  const [first, ...others] = articles;
  const title = titleOf(entry);
  // What only says "link" and leads nowhere tells a reader nothing.
  const tellingLinks = links.filter(({ label, url }) => outsideAddress(url) !== null || !isBare(label));
  return html`<div class="${coverage === 'FEATURE' ? 'entry' : 'entry mention'}">
    ${title !== null && html`<h3>${first ? articleLink({ ...first, title }) : html`<span dir="auto">${title}</span>`}</h3>`}
    ${first && articleFacts(first)} ${summary !== null && html`<div class="prose">${paragraphsOf(summary)}</div>`}
    ${
      others.length > 0 &&
      html`<ul class="also" aria-label="Also featured here">
        ${others.map((article) => html`<li>${articleLink(article)}</li>`)}
      </ul>`
    }
    ${
      tellingLinks.length > 0 &&
      html`<ul class="links" aria-label="Links">
        ${tellingLinks.map(linkItem)}
      </ul>`
    }
  </div>`;
}

/** An entry without a title of its own has its article's, or its first link's unless that only says that it is one. */
function titleOf({ title, articles, links }: Entry): string | null {
  return title ?? articles[0]?.title ?? links.find(({ label }) => !isBare(label))?.label ?? null;
}

function isBare(label: string): boolean {
  return /^(?:link|here|url)$/iu.test(label.trim());
}

/** A link whose target the source lost is kept as text. */
function linkItem({ label, url }: Entry['links'][number]): Html {
  const outside = outsideAddress(url);
  if (!outside) return html`<li><bdi>${label}</bdi> <span class="count">target unknown</span></li>`;
  return html`<li>
    <a href="${outside.href}" rel="external"><bdi>${label}</bdi></a> <span class="count">${outside.hostname}</span>
  </li>`;
}

function neighborLinks([before, after]: readonly (NeighborIssue | null)[]): Html | null {
  if (!before && !after) return null;
  return html`<nav class="neighbors" aria-label="Other issues">
    ${before && html`<a rel="prev" href="${pathOfNode(before.id)}"><span>Before</span> <bdi>${before.title}</bdi></a>`}
    ${after && html`<a rel="next" href="${pathOfNode(after.id)}"><span>After</span> <bdi>${after.title}</bdi></a>`}
  </nav>`;
}

function schemaFacts(issue: IssueAnswer, site: Site): object {
  const { id, title, subtitle, number, publishedOn, newsletter, sections, url, topics } = issue;
  const articles = sections.flatMap(({ entries }) => entries).flatMap((entry) => entry.articles);
  return {
    '@type': 'PublicationIssue',
    '@id': addressOfNode(id, site),
    url: addressOfNode(id, site),
    name: title,
    description: shorten(subtitle ?? describe(issue), 300),
    issueNumber: number ?? undefined,
    datePublished: publishedOn ?? undefined,
    isPartOf: newsletter
      ? {
          '@type': 'Periodical',
          '@id': addressOfNode(newsletter.id, site),
          name: newsletter.name,
          url: newsletter.url ?? undefined,
        }
      : undefined,
    sameAs: url ?? undefined,
    about: topics.nodes.map((topic) => topicFacts(topic, site)),
    hasPart: articles.map((article) => ({
      '@type': article.__typename === 'Paper' ? 'ScholarlyArticle' : 'CreativeWork',
      name: article.title,
      url: addressOfNode(article.id, site),
    })),
  };
}
