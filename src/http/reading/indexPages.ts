import { nodeId } from '../../model/ids';
import { SEARCHABLE_KINDS } from '../../model/kinds';
import { pathOfNode } from './addresses';
import {
  articleIndexPage,
  articleIndexQuestion,
  NEWSLETTERS,
  type ArticleIndexName,
  type ArticleIndexParts,
} from './articleIndex';
import { AREAS, namedIndexPage, namedIndexQuestion, type NamedIndexName } from './namedIndex';
import type { Outcome, Reading } from './outcome';
import { SEARCH, searchPage } from './searchPage';

/** Where the lists of one newsletter and of one venue were before they had pages of their own. */
const MOVED = [
  { index: 'issues', name: 'newsletter', kind: 'Newsletter' },
  { index: 'papers', name: 'venue', kind: 'Venue' },
] as const;

/** `/papers`, `/issues` and `/resources`. */
export async function readArticleIndex(index: ArticleIndexName, reading: Reading): Promise<Outcome> {
  const { ask, site, sizes, query } = reading;
  const moved = MOVED.find((each) => each.index === index && query[each.name] !== undefined);
  if (moved) return { redirect: pathOfNode(nodeId(moved.kind, query[moved.name] ?? '')) ?? `/${index}` };
  const { after } = query;
  const isFirst = after === undefined;
  const question = articleIndexQuestion(index);
  const variables = { page: sizes.page, after };
  const [answer, newsletters] = await Promise.all([
    ask(question, variables),
    index === 'issues' && isFirst ? readNewsletters(reading) : [],
  ]);
  return { page: articleIndexPage({ index, answer, newsletters, isFirst }, site), asked: { ...question, variables } };
}

async function readNewsletters({ ask, sizes }: Reading): Promise<ArticleIndexParts['newsletters']> {
  const { newsletters } = await ask(NEWSLETTERS, { page: sizes.page });
  return newsletters.nodes;
}

/** `/topics`, `/authors` and `/venues`. */
export async function readNamedIndex(index: NamedIndexName, { ask, site, sizes, query }: Reading): Promise<Outcome> {
  const { after } = query;
  const isFirst = after === undefined;
  const question = namedIndexQuestion(index);
  const variables = { page: sizes.page, after };
  const [answer, areas] = await Promise.all([
    ask(question, variables),
    index === 'topics' && isFirst ? ask(AREAS, { many: sizes.many }) : null,
  ]);
  const page = namedIndexPage({ index, answer, areas: areas?.topics.nodes ?? [], isFirst }, site);
  return { page, asked: { ...question, variables } };
}

/** `/search?q=…`, of one kind with `&kind=…`. */
export async function readSearch({ ask, sizes, query }: Reading): Promise<Outcome> {
  const words = query['q']?.trim() ?? '';
  const kind = SEARCHABLE_KINDS.find((each) => each === query['kind']) ?? null;
  if (words === '') return { page: searchPage({ query: '', kind, answer: null }) };
  const kinds = kind === null ? undefined : [kind];
  const { after } = query;
  const variables = { query: words, kinds, page: sizes.page, after, isFirst: after === undefined };
  const answer = await ask(SEARCH, variables);
  return { page: searchPage({ query: words, kind, answer }), asked: { ...SEARCH, variables } };
}
