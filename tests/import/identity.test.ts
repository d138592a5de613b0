import type { NodeId } from '../../src/model/ids';
import type { ArticleRecord } from '../../src/import/record';
import type { GraphStore } from '../../src/store/port';
import { forgetSource } from '../../src/import/curate/forgetSource';
import { sourceIdOf } from '../../src/import/sources';
import { contentsOf, openEmptyStore, tell } from '../support/graph';

let store: GraphStore;
beforeEach(async () => {
  store = await openEmptyStore();
});
afterEach(() => store.close());

async function tellArticles(source: string, ...articles: ArticleRecord[]) {
  return tell(store, { source, records: articles.map((article) => ({ type: 'article', article })) });
}

async function ids(): Promise<string[]> {
  const found: string[] = [];
  for await (const { node } of store.scan())
    if (node?.kind === 'Paper' || node?.kind === 'Resource') found.push(node.id);
  return found.sort();
}

it('makes one paper of every form of its arXiv address', async () => {
  const title = 'Progress measures for grokking';
  await tellArticles('a', { title, url: 'https://arxiv.org/abs/2301.05217' });
  await tellArticles('b', { title, identifiers: ['https://arxiv.org/pdf/2301.05217v2.pdf'] });
  await tellArticles('c', { title: 'Another title', identifiers: ['doi:10.48550/arXiv.2301.05217'] });
  expect(await ids()).toEqual(['paper:arxiv.2301.05217']);
});

it('makes one resource of an address with and without tracking parameters', async () => {
  await tellArticles('a', { title: 'The ML Safety course', url: 'https://course.mlsafety.org/?utm_source=a' });
  await tellArticles('b', { title: 'A course', url: 'http://www.course.mlsafety.org' });
  expect(await ids()).toHaveLength(1);
});

it('knows a paper by its title, when year and first author do not speak against it', async () => {
  const title = 'Toy Models of Superposition';
  await tellArticles('a', {
    title,
    identifiers: ['2209.10652'],
    authors: [{ name: 'Nelson Elhage' }],
    publishedOn: '2022',
  });
  await tellArticles('b', { title: 'Toy models of superposition.', kind: 'paper', authors: [{ name: 'Elhage, N.' }] });
  expect(await ids()).toEqual(['paper:arxiv.2209.10652']);
});

it.each<[string, Partial<ArticleRecord>]>([
  ['another first author', { authors: [{ name: 'Jane Doe' }] }],
  ['another year', { publishedOn: '2019' }],
  ['another arXiv id', { identifiers: ['arXiv:1901.00001'] }],
])('keeps apart, and reports, two papers of one title with %s', async (_what, other) => {
  const paper: ArticleRecord = {
    title: 'A survey of safe reinforcement learning',
    kind: 'paper',
    identifiers: ['arXiv:2205.10330'],
    authors: [{ name: 'Shangding Gu' }],
    publishedOn: '2022',
  };
  await tellArticles('a', paper);
  const { nearMisses } = await tellArticles('b', { title: paper.title, kind: 'paper', ...other });
  expect(await ids()).toHaveLength(2);
  expect(nearMisses).toEqual([
    expect.objectContaining({ reason: 'Same title, but another year, first author or identifier.' }),
  ]);
  await tellArticles('b', { title: paper.title, kind: 'paper', ...other });
  expect(await ids()).toHaveLength(2);
});

it('takes a short title alone for too little', async () => {
  await tellArticles('a', { title: 'Research internships', url: 'https://a.example/jobs' });
  await tellArticles('b', { title: 'Research internships', url: 'https://b.example/jobs' });
  expect(await ids()).toHaveLength(2);
});

it('knows an article again that has nothing but a short title', async () => {
  await tellArticles('a', { title: 'Internships', publishedOn: '2021' });
  expect((await tellArticles('a', { title: 'Internships', publishedOn: '2021' })).changed).toBe(false);
  await tellArticles('b', { title: 'Internships', publishedOn: '1999' });
  expect((await tellArticles('b', { title: 'Internships', publishedOn: '1999' })).changed).toBe(false);
  expect(await ids()).toHaveLength(2);
});

it('leaves a paper its identifier when a record gives it to two, and reports both', async () => {
  await tellArticles('a', { title: 'One paper of two', identifiers: ['arXiv:2301.00001'] });
  await tellArticles('b', { title: 'Another paper of two', identifiers: ['10.1000/other'] });
  const { nearMisses } = await tellArticles('c', { title: 'Both', identifiers: ['arXiv:2301.00001', '10.1000/other'] });
  expect(nearMisses.map(({ nodes }) => nodes)).toEqual([['paper:arxiv.2301.00001', 'paper:doi.10.1000/other']]);
  expect(await ids()).toEqual(['paper:arxiv.2301.00001', 'paper:doi.10.1000/other']);
});

it('recognises records of one batch among each other', async () => {
  await tellArticles(
    'a',
    { title: 'Scaling laws for reward models', identifiers: ['2210.10760'] },
    { title: 'Scaling Laws for Reward Models', kind: 'paper' },
    { title: 'With another title', url: 'https://arxiv.org/abs/2210.10760v1' },
  );
  expect(await ids()).toEqual(['paper:arxiv.2210.10760']);
});

it('takes a paper that it knew by its title for the one whose title it learns later', async () => {
  const listed = {
    title: 'Scaling laws for reward models',
    kind: 'paper' as const,
    publishedOn: '2023',
    topics: [{ name: 'scaling' }],
  };
  const linked = { title: 'here', hasStandInTitle: true as const, identifiers: ['2210.10760'] };
  const described = { title: 'Scaling Laws for Reward Models', identifiers: ['2210.10760'], publishedOn: '2022' };
  const told = [
    ['a', listed],
    ['b', linked],
    ['c', described],
  ] as const;
  for (const [source, article] of told) await tellArticles(source, article);
  expect(await ids()).toEqual(['paper:arxiv.2210.10760']);
  const first = await contentsOf(store);
  for (const [source, article] of told) expect((await tellArticles(source, article)).changed).toBe(false);
  const other = await openEmptyStore();
  for (const [source, article] of [...told].reverse())
    await tell(other, { source, records: [{ type: 'article', article }] });
  expect(await contentsOf(other)).toEqual(first);
  await other.close();
});

it('moves a paper to its arXiv id when that becomes known, and the old id leads there', async () => {
  await tellArticles('a', {
    title: 'Unlearning in language models revisited',
    kind: 'paper',
    authors: [{ name: 'A. Author' }],
  });
  const [old] = await ids();
  await tellArticles('b', {
    title: 'Unlearning in language models revisited',
    identifiers: ['arXiv:2310.10683'],
    topics: [{ name: 'unlearning' }],
  });
  expect(await ids()).toEqual(['paper:arxiv.2310.10683']);
  const found = await store.getByIds([old as NodeId]);
  expect(found.get(old as NodeId)?.id).toBe('paper:arxiv.2310.10683');
  expect((await store.stats()).relationships).toMatchObject({ AUTHORED_BY: 1, ABOUT: 1 });
});

it('takes for a paper what one source calls a resource and another a paper', async () => {
  const url = 'https://transformer-circuits.pub/2022/toy_model/index.html';
  await tellArticles('a', { title: 'Toy models', url, kind: 'resource', resourceKind: 'POST' });
  await tellArticles('b', { title: 'Toy Models of Superposition', url, identifiers: ['2209.10652'] });
  await tellArticles('a', { title: 'Toy models', url, kind: 'resource', resourceKind: 'POST' });
  expect(await ids()).toEqual(['paper:arxiv.2209.10652']);
});

describe('authors', () => {
  const by = (...authors: NonNullable<ArticleRecord['authors']>): ArticleRecord => ({
    title: `By ${authors.map(({ name, orcid }) => `${name} ${orcid ?? ''}`).join(' and ')}`,
    authors,
  });

  async function authorIds(): Promise<string[]> {
    const found: string[] = [];
    for await (const { node } of store.scan()) if (node?.kind === 'Author') found.push(node.id);
    return found;
  }

  it('are one by full name, in either order and with or without accents', async () => {
    await tellArticles('a', by({ name: 'Raphael Köster' }), by({ name: 'Koster, Raphael' }));
    expect(await authorIds()).toEqual(['author:raphael-koster']);
  });

  it('are never one by family name alone', async () => {
    await tellArticles('a', by({ name: 'Bo Li' }), by({ name: 'Linyi Li' }), by({ name: 'B. Li' }));
    expect(await authorIds()).toHaveLength(3);
  });

  it('are one on one paper when one source shortens what another writes out, in either order', async () => {
    const full = {
      title: 'Quiet robots',
      identifiers: ['2101.00001'],
      authors: [{ name: 'John Q. Smith' }, { name: 'Åsa van der Berg' }],
    };
    const short = { ...full, authors: [{ name: 'Smith, J.' }, { name: 'van der Berg, A.' }] };
    await tellArticles('a', full);
    await tellArticles('b', short);
    await tellArticles('c', {
      ...full,
      title: 'Loud robots',
      identifiers: ['2101.00002'],
      authors: [{ name: 'J. Smith' }],
    });
    expect((await tellArticles('b', short)).changed).toBe(false);
    const first = await contentsOf(store);
    expect(await authorIds()).toEqual(['author:asa-van-der-berg', 'author:j-smith', 'author:john-q-smith']);
    const other = await openEmptyStore();
    for (const [source, article] of [
      ['c', { ...full, title: 'Loud robots', identifiers: ['2101.00002'], authors: [{ name: 'J. Smith' }] }],
      ['b', short],
      ['a', full],
    ] as const)
      await tell(other, { source, records: [{ type: 'article', article }] });
    expect(await contentsOf(other)).toEqual(first);
    await other.close();
  });

  it('stay two when the shorter form fits two, when one source names both, and with a family name alone', async () => {
    const paper = (name: string, ...authors: string[]) => ({
      title: `Of ${name}`,
      identifiers: [`2101.0000${name}`],
      authors: authors.map((each) => ({ name: each })),
    });
    await tellArticles(
      'a',
      paper('1', 'John Smith', 'Jane Smith'),
      paper('2', 'J. Reed', 'Jo Reed'),
      paper('3', 'Ada Lane'),
    );
    await tellArticles('b', paper('1', 'J. Smith'), paper('2', 'J. Reed'), paper('3', 'Lane'));
    expect(await authorIds()).toEqual([
      'author:ada-lane',
      'author:j-reed',
      'author:j-smith',
      'author:jane-smith',
      'author:jo-reed',
      'author:john-smith',
      'author:lane',
    ]);
  });

  it('keep what a source said of them when the source that wrote the name out is taken back', async () => {
    const full = { title: 'Quiet robots', identifiers: ['2101.00001'], authors: [{ name: 'John Smith' }] };
    await tellArticles('a', full);
    await tellArticles('b', { ...full, authors: [{ name: 'J. Smith' }] });
    await forgetSource(store, sourceIdOf('a'));
    expect(await contentsOf(store)).toContain('paper:arxiv.2101.00001 AUTHORED_BY author:john-smith  {"position":1}');
  });

  it('are one by ORCID under two names, and two under one name with two ORCIDs', async () => {
    await tellArticles('a', by({ name: 'Josiah Carberry', orcid: '0000-0002-1825-0097' }));
    await tellArticles('b', by({ name: 'J. S. Carberry', orcid: 'https://orcid.org/0000-0002-1825-0097' }));
    expect(await authorIds()).toEqual(['author:josiah-carberry']);
    await tellArticles('c', by({ name: 'Josiah Carberry', orcid: '0000-0001-5109-3700' }));
    expect(await authorIds()).toHaveLength(2);
  });
});

it('puts the papers of all years of a conference in one venue', async () => {
  await tellArticles('a', { title: 'Paper one', venue: 'ICLR 2023' }, { title: 'Paper two', venue: 'ICLR (oral)' });
  expect((await store.stats()).nodes.Venue).toBe(1);
});
