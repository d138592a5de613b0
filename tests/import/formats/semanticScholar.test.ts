import { parse } from 'yaml';
import { detectFormat } from '../../../src/import/formats/detectFormat';
import { semanticScholar } from '../../../src/import/formats/semanticScholar';
import { importText } from '../../../src/import/importFile';
import type { NodeId } from '../../../src/model/ids';
import { openEmptyStore } from '../../support/graph';
import { describeWithShared, fixture, readAll, shared } from './readAll';

const SEARCH = 'references/semantic-scholar.json';
const id = (letter: string) => letter.repeat(40);

it('is recognised in every shape of answer', () => {
  expect(detectFormat(fixture(SEARCH), 'x.json').name).toBe('semantic-scholar');
  expect(semanticScholar.detect('{"data":[{"citedPaper":{"title":"A"}}]}', 'x.json')).toBeGreaterThan(0.9);
  expect(semanticScholar.detect('{"corpusid":1,"title":"A"}\n', 'x.jsonl')).toBeGreaterThan(0.9);
});

it('gives papers, what they cite and what cites them', async () => {
  const { records, rejects } = await readAll(semanticScholar, fixture(SEARCH));
  expect(rejects.map(({ at: { line }, reason }) => [line, reason])).toEqual([
    [23, 'Semantic Scholar does not know the paper that was asked for'],
  ]);
  expect(records).toMatchObject([
    {
      at: { file: 'test', line: 5 },
      article: {
        kind: 'paper',
        title: 'Quiet Robots',
        abstract: 'We watch robots.',
        publishedOn: '2020-12-05',
        url: 'https://arxiv.org/abs/2012.00001',
        identifiers: ['arXiv:2012.00001', 'doi:10.5555/calm.2020.1', `s2:${id('a')}`],
        authors: [{ name: 'Ann Röe' }],
        topics: [{ name: 'Computer Science', kind: 'TAG' }],
        cites: [`s2:${id('b')}`, `s2:${id('c')}`, 'A Paper That Nobody Found'],
      },
    },
    { article: { title: 'An Older Paper', publishedOn: '2001', identifiers: [`s2:${id('b')}`] } },
    { article: { title: 'A Paper That Nobody Found' } },
    { article: { title: 'A Newer Paper', identifiers: [`s2:${id('d')}`] } },
    { type: 'citation', citation: { from: `s2:${id('d')}`, to: 'arXiv:2012.00001' } },
  ]);
  expect(records[0]).not.toHaveProperty('article.venue');
});

it('reads the papers out of answers about references and citations', async () => {
  const { articles } = await readAll(
    semanticScholar,
    '{"offset":0,"data":[{"intents":[],"citedPaper":{"title":"Cited"}},{"citingPaper":{"title":"Citing"}}]}',
  );
  expect(articles.map(({ title }) => title)).toEqual(['Cited', 'Citing']);
});

it('refuses what is no paper, and goes on', async () => {
  const { articles, rejects } = await readAll(
    semanticScholar,
    '[7,\n{"error":"Paper not found"},\n{"title":"Odd","paperId":"12","externalIds":[],"authors":{"name":"x"},"references":"none","year":"?"}]',
  );
  expect(articles).toEqual([{ kind: 'paper', title: 'Odd' }]);
  expect(rejects.map(({ at: { line, field }, reason }) => [line, field, reason])).toEqual([
    [1, undefined, 'a paper of Semantic Scholar is an object'],
    [2, undefined, 'Semantic Scholar answered with an error: Paper not found'],
    [3, 'publishedOn', '“?” is no date with one year; the field is left out'],
  ]);
});

describeWithShared('recorded answers', () => {
  it.each([
    ['feeds/semantic-scholar--test_get_paper_references.yaml', 50],
    ['feeds/semantic-scholar--test_search_paper.yaml', 100],
  ])('gives all papers of %s', async (name, papers) => {
    const recorded = parse(shared(name)) as { interactions: { response: { body: { string: string } } }[] };
    const answer = recorded.interactions[0]?.response.body.string ?? '';
    const { articles, rejects } = await readAll(semanticScholar, answer);
    expect(rejects).toEqual([]);
    expect(articles).toHaveLength(papers);
  });
});

it('keeps a SPECTER vector with what the source says, and not as a fact of the paper', async () => {
  const vector = [0.5, -1.25, 3];
  const text = JSON.stringify({
    paperId: 'a'.repeat(40),
    title: 'Quiet robots',
    embedding: { model: 'specter_v2', vector },
  });
  const store = await openEmptyStore();
  await importText(store, text, { name: 's2', now: '2026-01-01T00:00:00Z' });
  const paper = `paper:semantic-scholar.${'a'.repeat(40)}` as NodeId;
  expect((await store.getByIds([paper])).get(paper)?.facts).not.toHaveProperty('embedding');
  const [claim] = (await store.getClaims({ nodes: [paper] })).nodes.get(paper) ?? [];
  const { model, vector: stored = '' } =
    (claim?.facts as { embedding?: { model: string; vector: string } }).embedding ?? {};
  const bytes = Buffer.from(stored, 'base64');
  expect([model, vector.map((_value, index) => bytes.readFloatLE(index * 4))]).toEqual(['specter_v2', vector]);
  const odd = await readAll(semanticScholar, text.replace('-1.25', '"x"'));
  expect(odd.articles[0]).not.toHaveProperty('embedding');
  await store.close();
});

it('takes its own id out of the address where the bulk files give no other', async () => {
  const id = '649def34f8be52c8b66281af98ae884c09aef38b';
  const line = { corpusid: 1, title: 'A study', url: `https://www.semanticscholar.org/paper/${id}`, externalids: {} };
  expect((await readAll(semanticScholar, `${JSON.stringify(line)}\n`)).articles).toMatchObject([
    { title: 'A study', identifiers: [`s2:${id}`] },
  ]);
});
