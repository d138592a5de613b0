import { isNodeId, nodeId } from '../../model/ids';
import { isArticleKind, type ArticleKind } from '../../model/kinds';
import { pathOfNode, SECTIONS, type PageKind } from './addresses';
import { ARTICLE, articlePage } from './articlePage';
import type { Asked, Question } from './ask';
import { AUTHOR, authorPage } from './authorPage';
import { ISSUE, issuePage, ISSUES_BY_ID, neighborIds } from './issuePage';
import { NEWSLETTER, newsletterPage } from './newsletterPage';
import type { Outcome, Reading } from './outcome';
import type { Page, Site } from './page';
import { missingPage } from './problemPage';
import { TOPIC, topicPage } from './topicPage';
import { VENUE, venuePage } from './venuePage';

/**
 * The page of the node that the rest of an address names: by the rest of its id, by its whole id, or by anything else that
 * the API takes as a reference. Whatever is not the one address of the page leads there.
 */
export async function readNode(kind: PageKind, name: string, reading: Reading): Promise<Outcome> {
  const bare = name.replace(/\/+$/u, '');
  if (bare === '') return { redirect: `/${SECTIONS[kind]}` };
  const id = isNodeId(bare) ? bare : nodeId(kind, bare);
  const found = await READERS[kind](id, reading);
  if (found?.id === nodeId(kind, name)) return { page: await found.render(), asked: found.asked };
  const path = pathOfNode(found?.id ?? (await findNode(kind, bare, reading)) ?? '');
  return path === null ? missingPage(bare) : { redirect: path };
}

/** A node that was read: of the kind that the section is for when its id says so, else only its id is good. */
interface Found {
  readonly id: string;
  readonly asked: Asked;
  render(): Page | Promise<Page>;
}
type Reader = (id: string, reading: Reading) => Promise<Found | null>;

const readArticle: Reader = async (id, { ask, sizes, site }) => {
  const { connected, few, many } = sizes;
  const variables = { id, connected, few, many };
  const { node } = await ask(ARTICLE, variables);
  return node && { id: node.id, asked: { ...ARTICLE, variables }, render: () => articlePage(node, site) };
};

/** Reads a node whose page is one page of a list. */
function pagedReader<Node extends { readonly id: string }>(
  question: Question<{ readonly node: Node | null }>,
  pageOf: (node: Node, isFirst: boolean, site: Site) => Page,
): Reader {
  return async (id, { ask, sizes, site, query }) => {
    const variables = { id, page: sizes.page, after: query['after'] };
    const { node } = await ask(question, variables);
    const isFirst = variables.after === undefined;
    return node && { id: node.id, asked: { ...question, variables }, render: () => pageOf(node, isFirst, site) };
  };
}

const READERS: Readonly<Record<PageKind, Reader>> = {
  Paper: readArticle,
  Resource: readArticle,
  Issue: async (id, { ask, sizes, site }) => {
    const variables = { id, many: sizes.many };
    const { node } = await ask(ISSUE, variables);
    if (!node) return null;
    const render = async () => {
      const ids = neighborIds(node);
      const { nodes } = ids.length > 0 ? await ask(ISSUES_BY_ID, { ids }) : { nodes: [] };
      return issuePage(node, nodes, site);
    };
    return { id: node.id, asked: { ...ISSUE, variables }, render };
  },
  Topic: async (id, { ask, sizes, site, query }) => {
    const { few, page, many } = sizes;
    const variables = { id, few, page, many, after: query['after'] };
    const { node } = await ask(TOPIC, variables);
    const isFirst = variables.after === undefined;
    return node && { id: node.id, asked: { ...TOPIC, variables }, render: () => topicPage(node, isFirst, site) };
  },
  Author: pagedReader(AUTHOR, authorPage),
  Newsletter: pagedReader(NEWSLETTER, newsletterPage),
  Venue: pagedReader(VENUE, venuePage),
};

type Find = Question<{ readonly found: { readonly id: string } | null }>;
const FIND_ARTICLE: Find = { document: `query FindArticle($ref: String!) { found: article(ref: $ref) { id } }` };
const FINDS: Readonly<Record<Exclude<PageKind, ArticleKind>, Find>> = {
  Topic: { document: `query FindTopic($ref: String!) { found: topic(slug: $ref) { id } }` },
  Author: { document: `query FindAuthor($ref: String!) { found: author(ref: $ref) { id } }` },
  Newsletter: { document: `query FindNewsletter($ref: String!) { found: newsletter(ref: $ref) { id } }` },
  Venue: { document: `query FindVenue($ref: String!) { found: venue(ref: $ref) { id } }` },
};

async function findNode(kind: PageKind, ref: string, { ask }: Reading): Promise<string | null> {
  const { found } = await ask(isArticleKind(kind) ? FIND_ARTICLE : FINDS[kind], { ref });
  return found?.id ?? null;
}
