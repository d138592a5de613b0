import { nodeId } from '../../model/ids';
import { SEARCHABLE_KINDS } from '../../model/kinds';
import {
  articleIndexPage,
  articleIndexQuestion,
  NEWSLETTERS,
  PUBLISHER,
  type ArticleIndexName,
  type ArticleIndexParts,
} from './articleIndex';
import { AREAS, namedIndexPage, namedIndexQuestion, type NamedIndexName } from './namedIndex';
import type { Outcome, Reading } from './outcome';
import { missingPage } from './problemPage';
import { SEARCH, searchPage } from './searchPage';

/** `/papers`, `/issues` and `/resources`, all of them or those of one venue or newsletter. */
export async function readArticleIndex(index: ArticleIndexName, reading: Reading): Promise<Outcome> {
  const { ask, site, sizes, query } = reading;
  const { after, newsletter, venue } = query;
  let publisher: ArticleIndexParts['publisher'] = null;
  let filter: object | undefined;
  if (index === 'issues' && newsletter !== undefined) {
    publisher = await readPublisher(nodeId('Newsletter', newsletter), reading);
    filter = { newsletters: [publisher?.id] };
  } else if (index === 'papers' && venue !== undefined) {
    publisher = await readPublisher(nodeId('Venue', venue), reading);
    filter = { venues: [publisher?.id] };
  }
  if (filter && !publisher) return missingPage(newsletter ?? venue ?? '');
  const isFirst = after === undefined;
  const question = articleIndexQuestion(index);
  const variables = { page: sizes.page, after, filter };
  const [answer, publishers] = await Promise.all([
    ask(question, variables),
    index === 'issues' && isFirst && !publisher ? readNewsletters(reading) : [],
  ]);
  const page = articleIndexPage({ index, answer, publisher, publishers, isFirst }, site);
  return { page, asked: { ...question, variables } };
}

async function readPublisher(id: string, { ask }: Reading): Promise<ArticleIndexParts['publisher']> {
  const { node } = await ask(PUBLISHER, { id });
  return node?.id !== undefined && node.name !== undefined ? { ...node, id: node.id, name: node.name } : null;
}

async function readNewsletters({ ask, sizes }: Reading): Promise<ArticleIndexParts['publishers']> {
  const { newsletters } = await ask(NEWSLETTERS, { page: sizes.page });
  return newsletters.nodes;
}

/** `/topics` and `/authors`. */
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
  const variables = { query: words, kinds, isChosen: kind !== null, page: sizes.page, after: query['after'] };
  const answer = await ask(SEARCH, variables);
  return { page: searchPage({ query: words, kind, answer }), asked: { ...SEARCH, variables } };
}
