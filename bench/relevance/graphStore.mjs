// A citation graph in the project's own embedded engine, in memory, and the project's rankings of it.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const built = (path) => require(join(import.meta.dirname, '..', '..', 'dist', path));
const { connectArticles } = built('connect/connectArticles.js');
const { nodeId } = built('model/ids.js');
const { openSqliteStore } = built('store/sqlite/store.js');

const PER_WRITE = 2000;
const PER_RANKING = 50;

/** @returns the store with all papers, what they are about, and no citations; the caller closes it */
export async function storePapers(papers) {
  const store = openSqliteStore({ path: ':memory:' });
  await store.migrate();
  const records = papers.map(({ title, abstract, year }, index) => ({
    id: idOf(index),
    kind: 'Paper',
    facts: { title, abstract, identifiers: [], ...(year === null ? {} : { publishedOn: String(year) }) },
    claims: [],
  }));
  for (let at = 0; at < records.length; at += PER_WRITE)
    await store.write({ putNodes: records.slice(at, at + PER_WRITE) });
  await putTopics(store, papers);
  return store;
}

async function putTopics(store, papers) {
  const names = [...new Set(papers.flatMap(({ topics }) => topics))];
  const idOfTopic = new Map(names.map((name, index) => [name, nodeId('Topic', `t${index}`)]));
  const putNodes = names.map((name, index) => ({
    id: idOfTopic.get(name),
    kind: 'Topic',
    facts: { slug: `t${index}`, name, topicKind: 'TOPIC', aliases: [] },
    claims: [],
  }));
  const putRelationships = papers.flatMap(({ topics }, index) =>
    topics.map((name) => ({
      type: 'ABOUT',
      from: idOf(index),
      to: idOfTopic.get(name),
      key: '',
      facts: { weight: 1 },
      claims: [],
    })),
  );
  if (names.length > 0) await store.write({ putNodes, putRelationships });
}

export async function putCitations(store, citations) {
  for (let at = 0; at < citations.length; at += PER_WRITE)
    await store.write({
      putRelationships: citations
        .slice(at, at + PER_WRITE)
        .map((citation) => ({ ...relationshipOf(citation), facts: {}, claims: [] })),
    });
}

export async function deleteCitations(store, citations) {
  for (let at = 0; at < citations.length; at += PER_WRITE)
    await store.write({ deleteRelationships: citations.slice(at, at + PER_WRITE).map(relationshipOf) });
}

/** What the project connects each paper to: Map from a paper to its links, best first, each with `article` an index. */
export async function connectPapers(store, papers, options) {
  const links = new Map();
  for (let at = 0; at < papers.length; at += PER_RANKING) {
    const part = papers.slice(at, at + PER_RANKING);
    const rankings = await connectArticles(store, part.map(idOf), options);
    for (const paper of part)
      links.set(
        paper,
        rankings.get(idOf(paper)).links.map((link) => ({ ...link, article: indexOf(link.article) })),
      );
  }
  return links;
}

/** Ids of one length, so that ties break in the order of the file. */
function idOf(index) {
  return nodeId('Paper', String(index).padStart(8, '0'));
}

function indexOf(id) {
  return Number(id.slice(id.indexOf(':') + 1));
}

function relationshipOf([from, to]) {
  return { type: 'CITES', from: idOf(from), to: idOf(to), key: '' };
}
