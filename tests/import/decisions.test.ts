import type { GraphStore } from '../../src/store/port';
import type { NodeId } from '../../src/model/ids';
import { resolveReferences } from '../../src/explore/references';
import { importText } from '../../src/import/importFile';
import { keepApart } from '../../src/import/curate/keepApart';
import { mergeNodes } from '../../src/import/curate/mergeNodes';
import { sourceIdOf } from '../../src/import/sources';
import { splitNode } from '../../src/import/curate/splitNode';
import { describeEngines } from '../support/engines';
import { contentsOf, tell, type Told } from '../support/graph';

const EDITOR = { name: 'Erin', now: '2026-03-03T00:00:00Z' };
const LATER = { now: '2026-04-04T00:00:00Z' };
const id = (text: string) => text as NodeId;

const ARXIV: Told = {
  source: 'arxiv.xml',
  rank: 'REGISTRY',
  records: [
    article('Quiet robots dream', {
      identifiers: ['2101.00001'],
      authors: [{ name: 'Ada Lane' }],
      publishedOn: '2021',
    }),
  ],
};
const JOURNAL: Told = {
  source: 'journal.bib',
  rank: 'FEED',
  records: [
    article('On the dreams of quiet robots', {
      identifiers: ['doi:10.5555/dream.1'],
      authors: [{ name: 'Ada Lane' }],
      publishedOn: '2024',
      venue: 'JMLR',
    }),
  ],
};
/** The journal's title alone: nothing but the title says which paper is meant. */
const LIST: Told = {
  source: 'list.md',
  rank: 'FEED',
  records: [article('On the dreams of quiet robots', { kind: 'paper', topics: [{ name: 'sleep' }] })],
};
const PAPER = id('paper:arxiv.2101.00001');
const ARTICLE = id('paper:doi.10.5555/dream.1');

function article(title: string, rest: object): Told['records'][number] {
  return { type: 'article', article: { title, ...rest } };
}

describeEngines('a merge', (store) => {
  const paperIds = () => idsOf(store(), 'Paper');

  it('makes one node of two, under both ids and with all that was said of either', async () => {
    for (const told of [ARXIV, JOURNAL, LIST]) await tell(store(), told);
    expect(await paperIds()).toEqual([PAPER, ARTICLE]);
    await mergeNodes(store(), PAPER, ARTICLE, EDITOR);
    const [node, same] = [...(await store().getByIds([PAPER, ARTICLE])).values()];
    expect(same).toEqual(node);
    expect(node?.facts).toMatchObject({
      title: 'Quiet robots dream',
      identifiers: [
        { scheme: 'ARXIV', value: '2101.00001' },
        { scheme: 'DOI', value: '10.5555/dream.1' },
      ],
    });
    expect(await contentsOf(store())).toContain(`${PAPER} ABOUT topic:sleep  {"weight":1}`);
    expect(await contentsOf(store())).toContain(`${PAPER} PUBLISHED_IN venue:jmlr  {}`);
  });

  it('stands when its sources come again, which then say nothing new', async () => {
    for (const told of [ARXIV, JOURNAL, LIST]) await tell(store(), told);
    await mergeNodes(store(), PAPER, ARTICLE, EDITOR);
    const contents = await contentsOf(store());
    for (const told of [LIST, JOURNAL, ARXIV]) {
      const again = await tell(store(), told, LATER);
      expect({ source: told.source, changed: again.changed }).toEqual({ source: told.source, changed: false });
    }
    expect(await contentsOf(store())).toEqual(contents);
  });

  it('holds for sources that come later, by what the node that went was recognised by', async () => {
    for (const told of [ARXIV, JOURNAL]) await tell(store(), told);
    await mergeNodes(store(), PAPER, ARTICLE, EDITOR);
    await tell(store(), LIST, LATER);
    expect(await paperIds()).toEqual([PAPER]);
  });

  it('of articles without identifiers stands when their titles come again', async () => {
    const one: Told = { source: 'one', records: [article('A first look at calm agents', {})] };
    const two: Told = { source: 'two', records: [article('A second look at calm agents', {})] };
    await tell(store(), one);
    await tell(store(), two);
    const [first = PAPER, second = PAPER] = await idsOf(store(), 'Resource');
    await mergeNodes(store(), first, second, EDITOR);
    expect((await tell(store(), two, LATER)).changed).toBe(false);
    expect((await tell(store(), one, LATER)).changed).toBe(false);
    expect(await idsOf(store(), 'Resource')).toEqual([first]);
  });

  it('of topics makes the name of the one an alias of the other', async () => {
    const tags: Told = {
      source: 'feed',
      records: [article('Calm agents', { url: 'https://calm.example/', topics: [{ name: 'calmness' }] })],
    };
    await tell(store(), { source: 'topics', records: [{ type: 'topic', topic: { slug: 'calm', name: 'Calm' } }] });
    await tell(store(), tags);
    await mergeNodes(store(), id('topic:calm'), id('topic:calmness'), EDITOR);
    expect((await tell(store(), tags, LATER)).changed).toBe(false);
    expect(await idsOf(store(), 'Topic')).toEqual(['topic:calm']);
    const [topic] = [...(await store().getByIds([id('topic:calm')])).values()];
    expect(topic?.facts).toMatchObject({ aliases: ['calmness'] });
  });

  it('of authors makes one author of all their names', async () => {
    await tell(store(), ARXIV);
    await tell(store(), {
      source: 'b',
      records: [article('Loud robots', { identifiers: ['2101.00002'], authors: [{ name: 'A. M. Lane' }] })],
    });
    await mergeNodes(store(), id('author:ada-lane'), id('author:a-m-lane'), EDITOR);
    await tell(store(), {
      source: 'c',
      records: [article('Tame robots', { identifiers: ['2101.00003'], authors: [{ name: 'Lane, A. M.' }] })],
    });
    expect(await idsOf(store(), 'Author')).toEqual(['author:ada-lane']);
    expect((await store().getByIds([id('author:ada-lane')])).get(id('author:ada-lane'))?.popularity).toBe(3);
  });

  it('is refused for kinds that cannot be one, for one node, and for what is not there', async () => {
    await tell(store(), ARXIV);
    await expect(mergeNodes(store(), PAPER, id('author:ada-lane'), EDITOR)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(mergeNodes(store(), PAPER, PAPER, EDITOR)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(mergeNodes(store(), PAPER, ARTICLE, EDITOR)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(mergeNodes(store(), sourceIdOf('arxiv.xml'), PAPER, EDITOR)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});

describeEngines('a split', (store) => {
  it('gives each of the two what its own sources say, and stands when they come again', async () => {
    const feed: Told = {
      source: 'feed',
      rank: 'FEED',
      records: [
        article('Quiet robots dream', {
          identifiers: ['2101.00001'],
          authors: [{ name: 'Bo Reed' }],
          topics: [{ name: 'dreams' }],
        }),
      ],
    };
    await tell(store(), ARXIV);
    await tell(store(), feed);
    expect(await idsOf(store(), 'Paper')).toEqual([PAPER]);
    const { node, split } = await splitNode(store(), PAPER, [sourceIdOf('feed')], EDITOR);
    const contents = await contentsOf(store());
    expect(contents).toContain(`${node} AUTHORED_BY author:ada-lane  {"position":1}`);
    expect(contents).toContain(`${split} AUTHORED_BY author:bo-reed  {"position":1}`);
    expect(contents).toContain(`${split} ABOUT topic:dreams  {"weight":1}`);
    expect(contents).not.toContain(`${node} AUTHORED_BY author:bo-reed  {"position":1}`);
    for (const told of [feed, ARXIV, feed]) {
      const again = await tell(store(), told, LATER);
      expect({ source: told.source, changed: again.changed }).toEqual({ source: told.source, changed: false });
    }
    expect(await contentsOf(store())).toEqual(contents);
    expect(await nearMisses(store())).toEqual([]);
  });

  it('takes back a merge', async () => {
    for (const told of [ARXIV, JOURNAL, LIST]) await tell(store(), told);
    const apart = await contentsOf(store());
    await mergeNodes(store(), PAPER, ARTICLE, EDITOR);
    await splitNode(store(), PAPER, [sourceIdOf('journal.bib'), sourceIdOf('list.md')], EDITOR);
    expect(await contentsOf(store())).toEqual(apart);
    for (const told of [ARXIV, JOURNAL, LIST]) expect((await tell(store(), told, LATER)).changed).toBe(false);
  });

  describe('of one author whom a source had called by two names', () => {
    const by = (title: string, name: string) => article(title, { kind: 'paper', authors: [{ name }] });
    const one: Told = {
      source: 'one',
      records: [by('Of quiet robots that dream', 'Ada Lane'), by('Of loud robots that wake', 'Ada Q. Lane')],
    };
    const other: Told = { source: 'other', records: [by('Of tame robots that serve', 'Ada Lane')] };
    const [ADA, ADA_Q] = [id('author:ada-lane'), id('author:ada-q-lane')];
    const authorOf = async (ref: string) => (await resolveReferences(store(), [ref], ['Author']))[0];

    it.each([
      ['shorter', [ADA, ADA_Q]],
      ['longer', [ADA_Q, ADA]],
    ] as const)('takes the name that nobody else gives along, when the %s was kept', async (_which, [kept, gone]) => {
      await tell(store(), one);
      await tell(store(), other);
      await mergeNodes(store(), kept, gone, EDITOR);
      expect([await authorOf('Ada Lane'), await authorOf('Ada Q. Lane')]).toEqual([kept, kept]);
      const { split } = await splitNode(store(), kept, [sourceIdOf('one')], EDITOR);
      expect([await authorOf('Ada Lane'), await authorOf('Lane, Ada Q.')]).toEqual([kept, split]);
      const names = [...(await store().getByIds([kept, split])).values()].map(({ facts }) => facts);
      expect(names).toMatchObject([
        { name: 'Ada Lane', variants: [] },
        { name: 'Ada Q. Lane', variants: [] },
      ]);
    });

    it('gives each its papers back when the source is imported again', async () => {
      await tell(store(), one);
      await tell(store(), other);
      const apart = await contentsOf(store());
      await mergeNodes(store(), ADA, ADA_Q, EDITOR);
      expect((await tell(store(), one, LATER)).changed).toBe(false);
      await splitNode(store(), ADA, [sourceIdOf('one')], EDITOR);
      await tell(store(), one, LATER);
      expect(await contentsOf(store())).toEqual(apart);
      for (const told of [one, other]) expect((await tell(store(), told, LATER)).changed).toBe(false);
    });
  });

  it('is refused when nothing would go or nothing would stay', async () => {
    await tell(store(), ARXIV);
    for (const source of ['arxiv.xml', 'nobody'])
      await expect(splitNode(store(), PAPER, [sourceIdOf(source)], EDITOR)).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
  });
});

describeEngines('the review list', (store) => {
  const NAMESAKE: Told = {
    source: 'thesis',
    records: [article('Quiet robots dream', { kind: 'paper', publishedOn: '1999' })],
  };

  it('holds two articles that may be one, with the reason, once', async () => {
    await tell(store(), ARXIV);
    await tell(store(), NAMESAKE);
    await tell(store(), NAMESAKE, LATER);
    expect(await nearMisses(store())).toEqual([
      expect.objectContaining({
        nodes: [PAPER, expect.stringMatching(/^paper:quiet-robots-dream-/)],
        reason: 'Same title, but another year, first author or identifier.',
        source: sourceIdOf('thesis'),
      }),
    ]);
  });

  it('loses a pair for good when an editor says that they are two', async () => {
    await tell(store(), ARXIV);
    await tell(store(), NAMESAKE);
    const [pair] = await nearMisses(store());
    const [one, other] = pair?.nodes ?? [PAPER, PAPER];
    await keepApart(store(), one, other, EDITOR);
    await tell(store(), { ...NAMESAKE, source: 'another thesis' }, LATER);
    await tell(store(), { ...ARXIV, source: 'another feed' }, LATER);
    expect(await nearMisses(store())).toEqual([]);
    expect(await idsOf(store(), 'Paper')).toHaveLength(2);
  });

  it('loses a pair when an editor merges it', async () => {
    await tell(store(), ARXIV);
    await tell(store(), NAMESAKE);
    const [pair] = await nearMisses(store());
    const [one, other] = pair?.nodes ?? [PAPER, PAPER];
    await mergeNodes(store(), one, other, EDITOR);
    expect((await tell(store(), NAMESAKE, LATER)).changed).toBe(false);
    expect(await nearMisses(store())).toEqual([]);
    expect(await idsOf(store(), 'Paper')).toEqual([PAPER]);
  });
});

describeEngines('a decision', (store) => {
  const SEED = 'articles:\n  - {title: Quiet robots dream, kind: paper, identifiers: ["arXiv:2101.00001"]}\n';
  const THESIS = 'articles:\n  - {title: Quiet robots dream, kind: paper, publishedOn: "1999"}\n';
  const OTHER = 'articles:\n  - {title: Loud robots wake, kind: paper, identifiers: ["arXiv:2101.00002"]}\n';
  const read = (name: string, text: string) => importText(store(), text, { name, ...LATER });
  const isSkipped = async (name: string, text: string) => (await read(name, text)).skipped;

  it('makes the next import of those who speak of its nodes look at them again, once', async () => {
    await tell(store(), ARXIV);
    for (const [name, text] of [
      ['seed', SEED],
      ['thesis', THESIS],
      ['other', OTHER],
    ] as const)
      await read(name, text);
    const [one = PAPER, other = PAPER] = (await nearMisses(store()))[0]?.nodes ?? [];
    const decisions = [
      () => keepApart(store(), one, other, EDITOR),
      () => mergeNodes(store(), one, other, EDITOR),
      () => splitNode(store(), one, [sourceIdOf('thesis')], EDITOR),
    ];
    for (const decide of decisions) {
      await decide();
      expect([await isSkipped('seed', SEED), await isSkipped('thesis', THESIS)]).toEqual([false, false]);
      expect([await isSkipped('seed', SEED), await isSkipped('thesis', THESIS)]).toEqual([true, true]);
      expect(await isSkipped('other', OTHER)).toBe(true);
    }
    expect(await idsOf(store(), 'ImportRun')).toHaveLength(4);
  });
});

describeEngines('the review list of authors', (store) => {
  const by = (...names: string[]): Told['records'] =>
    names.map((name) => article(`A paper by ${name}`, { kind: 'paper', authors: [{ name }] }));
  const pairs = async () =>
    (await nearMisses(store())).map(({ nodes }) => nodes.map((each) => each.slice(7)).join(' '));

  it.each([
    ['Stuart Russell', 'Stuart J. Russell'],
    ['Russell, Stuart J.', 'Stuart Russell'],
    ['Stuart J. Russell', 'Stuart Jonathan Russell'],
    ['Stuart J. Russell Jr.', 'Stuart J. R. Russell'],
    ['Jörg-Peter Müller', 'Jorg-Peter B. Muller'],
  ])('holds %s and %s, of one import or of two, once', async (one, other) => {
    const both = [
      { source: 'one', records: by(one) },
      { source: 'other', records: by(other) },
    ];
    for (const told of both) await tell(store(), told);
    expect(await nearMisses(store())).toMatchObject([
      { reason: 'Same first and family name, and no middle name speaks against it.', source: sourceIdOf('other') },
    ]);
    for (const told of both) expect((await tell(store(), told, LATER)).changed).toBe(false);
    const third = await tell(store(), { source: 'third', records: by(one, other) }, LATER);
    expect([third.nearMisses, await pairs()]).toEqual([[], [expect.any(String)]]);
  });

  it('is the same whatever batch a name stands in', async () => {
    const records = by('Stuart Russell', 'Anca Dragan', 'Stuart J. Russell', 'Anca D. Dragan');
    for (const batchSize of [1, 2, 100]) await tell(store(), { source: `in ${batchSize}`, records }, { batchSize });
    expect((await pairs()).sort()).toEqual(['anca-d-dragan anca-dragan', 'stuart-j-russell stuart-russell']);
  });

  it.each([
    ['Stuart K. Russell', 'Stuart J. Russell'],
    ['S. Russell', 'Stuart Russell'],
    ['Stuart Russell', 'Stuart Russel'],
    ['Yi Wang', 'Yi-Chen Wang'],
  ])('does not hold %s and %s', async (...names) => {
    await tell(store(), { source: 'both', records: by(...names) });
    expect(await pairs()).toEqual([]);
  });

  it('does not hold two of whom editors decided, and those who became one have no more in common with others', async () => {
    await tell(store(), { source: 'one', records: by('Stuart Russell', 'Stuart J. Russell', 'Stuart K. Russell') });
    expect((await pairs()).sort()).toEqual(['stuart-j-russell stuart-russell', 'stuart-k-russell stuart-russell']);
    await keepApart(store(), id('author:stuart-k-russell'), id('author:stuart-russell'), EDITOR);
    await mergeNodes(store(), id('author:stuart-russell'), id('author:stuart-j-russell'), EDITOR);
    const names = ['Stuart Russell', 'Stuart J. Russell', 'Stuart K. Russell'];
    await tell(store(), { source: 'two', records: by(...names) }, LATER);
    expect(await pairs()).toEqual([]);
    expect(await idsOf(store(), 'Author')).toEqual(['author:stuart-k-russell', 'author:stuart-russell']);
  });

  it('holds few pairs of a name that many have', async () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    await tell(store(), { source: 'one', records: by(...letters.map((letter) => `Wei ${letter}. Wang`)) });
    await tell(store(), { source: 'two', records: by('Wei Wang') });
    expect(await pairs()).toHaveLength(3);
  });
});

async function idsOf(store: GraphStore, kind: string): Promise<NodeId[]> {
  const ids: NodeId[] = [];
  for await (const { node } of store.scan()) if (node?.kind === kind) ids.push(node.id);
  return ids.sort();
}

async function nearMisses(store: GraphStore) {
  const page = await store.list({
    filter: { kinds: ['NearMiss'] },
    order: { field: 'PUBLISHED_ON', direction: 'ASC' },
    first: 100,
    count: false,
  });
  return page.items.flatMap(({ node }) => (node.kind === 'NearMiss' ? [node.facts] : []));
}
