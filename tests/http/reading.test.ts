import { GraphError } from '../../src/model/errors';
import type { GraphStore, NodeRecord } from '../../src/store/port';
import { countCalls } from '../support/countCalls';
import { author, issue, link, newsletter, paper, paperId, resource, topic, venue } from '../support/builders';
import { openEmptyStore } from '../support/graph';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';

const MARKUP = '<script>alert("1")</script> & <b>Éclair</b> -->';
const ARABIC = 'التعلم الآلي الآمن';

let store: GraphStore;
let server: GraphqlServer;
beforeAll(async () => {
  store = await openEmptyStore();
  await fill(store);
  server = await startGraphqlServer(store);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

/** A newsletter's two issues and what they cover, with titles that are hard on a page. */
async function fill(graph: GraphStore): Promise<void> {
  const letter = saying(newsletter('letter', 'The Letter'), {
    description: 'What <i>we</i> read.',
    url: 'https://letter.example/',
  });
  const iclr = saying(venue('iclr', 'ICLR'), { variants: ['Int. Conf. on <i>LR</i>'] });
  const [area, robust, arabic] = [
    topic('safety', { name: 'Safety', kind: 'AREA' }),
    topic('robustness', { name: 'Robustness', aliases: ['sturdiness'] }),
    topic('arabic', { name: ARABIC }),
  ];
  const [ada, bob] = [author('ada', 'Ada <Lovelace>'), author('bob', 'Bob')];
  const hard = paper('arxiv.2301.00001', {
    title: MARKUP,
    abstract: `First paragraph of ${MARKUP}\n\nSecond paragraph.`,
    on: '2023-01-09',
    arxiv: '2301.00001',
  });
  const [rtl, old] = [paper('rtl', { title: ARABIC, on: '2022' }), paper('doi.10.1234/a(b)', { title: 'An old DOI' })];
  const course = resource('course', { title: 'A course', kind: 'COURSE' });
  const many = Array.from({ length: 30 }, (_each, index) => paper(`many-${index}`, { on: `19${60 + index}` }));
  const [first, second] = [issueRecord(1, []), issueRecord(2, [hard, course])];
  await graph.write({
    putNodes: [letter, iclr, area, robust, arabic, ada, bob, hard, rtl, old, course, ...many, first, second],
    putRelationships: [
      link('SUBTOPIC_OF', robust, area),
      link('SUBTOPIC_OF', arabic, robust),
      ...[hard, rtl, ...many].map((each) => link('ABOUT', each, robust, { weight: 1 })),
      link('ABOUT', rtl, arabic, { weight: 1 }),
      link('AUTHORED_BY', hard, ada, { position: 1 }),
      link('AUTHORED_BY', hard, bob, { position: 2 }),
      link('AUTHORED_BY', rtl, bob, { position: 1 }),
      link('PUBLISHED_IN', hard, iclr),
      link('CITES', hard, old),
      link('CITES', rtl, hard),
      link('CITES', rtl, old),
      ...[first, second].map((each) => link('PART_OF', each, letter)),
      link('FEATURES', second, hard, { position: 1, section: 'News', summary: 'What <i>we</i> say.' }, 'e1'),
      link('FEATURES', second, course, { position: 2, section: 'Courses' }, 'e2'),
    ],
  });
  const undated = newsletter('undated', 'Undated');
  const unordered = [1, 10, 100, 2].map((number) =>
    issue(`undated/${number}`, { title: `Undated #${number}`, number }),
  );
  const [long, manyPapers] = [newsletter('long', 'Long'), venue('many', 'Many')];
  const longIssues = Array.from({ length: 30 }, (_each, index) =>
    issue(`long/${index + 1}`, { title: `Long #${index + 1}`, number: index + 1 }),
  );
  await graph.write({
    putNodes: [long, manyPapers, ...longIssues],
    putRelationships: [
      ...longIssues.map((each) => link('PART_OF', each, long)),
      ...many.map((each) => link('PUBLISHED_IN', each, manyPapers)),
    ],
  });
  const special = issue('undated/special', { title: 'Undated special' });
  const yearly = newsletter('yearly', 'Yearly');
  const ofYear = [1, 10, 2].map((number) =>
    issue(`yearly/${number}`, { title: `Yearly #${number}`, number, on: '2020' }),
  );
  await graph.write({
    putNodes: [undated, ...unordered, special, yearly, ...ofYear],
    putRelationships: [
      ...[...unordered, special].map((each) => link('PART_OF', each, undated)),
      ...ofYear.map((each) => link('PART_OF', each, yearly)),
    ],
  });
  await graph.write({ deleteNodes: [old.id], putNodes: [paper('kept', { title: 'The kept one' })] });
  await graph.write({ redirects: [{ from: old.id, to: paperId('kept') }] });
}

function saying(record: NodeRecord, more: object): NodeRecord {
  return { ...record, facts: { ...record.facts, ...more } } as NodeRecord;
}

function issueRecord(number: number, [featured]: readonly NodeRecord[]): NodeRecord {
  const bare = issue(`letter/${number}`, { title: `The Letter #${number}`, on: `2023-0${number}-01` });
  const entries = {
    e1: { key: 'e1', coverage: 'FEATURE', summary: 'What <i>we</i> say.', links: [] },
    e2: {
      key: 'e2',
      coverage: 'MENTION',
      title: 'An entry with links',
      links: [
        { label: 'Good', url: 'https://example.org/good' },
        { label: 'Bad', url: 'javascript:alert(1)' },
        { label: 'Lost', url: null },
      ],
    },
  } as const;
  const sections = featured
    ? [
        { heading: 'News', entries: [entries.e1] },
        { heading: 'Courses', entries: [entries.e2] },
      ]
    : [];
  return { ...bare, facts: { ...bare.facts, number, sections } } as NodeRecord;
}

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(server.url + path, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The facts of a page's block of data, by their types. */
function schemaOf(text: string): Map<unknown, Record<string, unknown>> {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(text) ?? [];
  const graph = (JSON.parse(json) as { '@graph': Record<string, unknown>[] })['@graph'];
  return new Map(graph.map((facts) => [facts['@type'], facts]));
}

/** The texts of a page's links, by their addresses. */
function linksIn(text: string): Map<string, string> {
  const found = text.matchAll(/<a[^>]*\shref="([^"]*)"[^>]*>(.*?)<\/a>/gsu);
  return new Map(Array.from(found, ([, href = '', inner = '']) => [href, inner.replace(/<[^>]+>/gu, '').trim()]));
}

const HARD = '/papers/arxiv.2301.00001';

describe('a paper’s page', () => {
  it('shows what the graph says of it, and where each thing leads', async () => {
    const { status, text, headers } = await get(HARD);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const links = linksIn(text);
    expect(links.get('/authors/bob')).toBe('Bob');
    expect(links.get('/topics/robustness')).toBe('Robustness');
    expect(links.get('/venues/iclr')).toBe('ICLR');
    expect(links.get('/issues/letter/2')).toBe('The Letter #2');
    expect(links.get('/papers/kept')).toBeUndefined();
    expect(links.get('https://arxiv.org/abs/2301.00001')).toBe('2301.00001');
    expect(links.get(`/?center=${encodeURIComponent('paper:arxiv.2301.00001')}`)).toBe('See it on the map');
    expect(links.get('/playground')).toBe('Playground');
    expect(text.match(/<h1/gu)).toHaveLength(1);
    expect(text).toContain('<time datetime="2023-01-09">9 January 2023</time>');
  });

  it('says of each connected article why, and draws what the reasons contribute', async () => {
    const { text } = await get(HARD);
    const answer = await server.ask(
      '{ paper(ref: "arXiv:2301.00001") { connectedArticles { edges { because signals { contribution } } } } }',
    );
    const data = answer.data as { paper: { connectedArticles: { edges: ConnectedEdge[] } } };
    const { edges } = data.paper.connectedArticles;
    const [closest] = edges;
    expect(closest).toBeDefined();
    expect(text).toContain(`<p class="because">${closest?.because ?? ''}</p>`);
    const [bar = ''] = /<svg.*?<\/svg>/su.exec(text) ?? [];
    const widths = Array.from(bar.matchAll(/width="([\d.]+)"/gu), ([, width]) => Number(width));
    expect(widths).toHaveLength(closest?.signals.length ?? -1);
    // The first bar's parts add up to the whole of its length.
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1000, 0);
  });

  it('never takes a text of the graph for markup', async () => {
    for (const path of [
      HARD,
      '/authors/ada',
      '/issues/letter/2',
      '/papers',
      '/topics/robustness',
      '/newsletters/letter',
      '/venues/iclr',
    ]) {
      const { text } = await get(path);
      expect(text).not.toContain('<script>');
      expect(text).not.toContain('<b>Éclair');
      expect(text).not.toContain('<Lovelace>');
      expect(text).not.toContain('<i>we</i>');
    }
    expect((await get(HARD)).text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;Éclair');
  });

  it('tells search engines and reference managers what it is', async () => {
    const { text } = await get(HARD);
    expect(schemaOf(text).get('ScholarlyArticle')).toMatchObject({
      name: MARKUP,
      url: server.url + HARD,
      datePublished: '2023-01-09',
      author: [{ '@type': 'Person', name: 'Ada <Lovelace>' }, { name: 'Bob' }],
      identifier: [{ propertyID: 'arXiv', value: '2301.00001' }],
      about: [{ '@type': 'DefinedTerm', name: 'Robustness', url: `${server.url}/topics/robustness` }],
    });
    expect(text).toContain(`<link rel="canonical" href="${server.url}${HARD}" />`);
    expect(text).toContain('<meta property="og:type" content="article" />');
    expect(text).toContain('<meta name="citation_arxiv_id" content="2301.00001" />');
    expect(text).toContain('<meta name="citation_author" content="Bob" />');
    expect(text).toMatch(/<meta\s+name="description"\s+content="First paragraph of &lt;script&gt;/u);
  });

  it('says how the API gives the same, in the playground', async () => {
    const links = linksIn((await get(HARD)).text);
    const [address = ''] = [...links].find(([, label]) => label === 'Ask the API for this page') ?? [];
    const { pathname, searchParams } = new URL(address.replaceAll('&amp;', '&'), server.url);
    expect(pathname).toBe('/playground');
    const variables = JSON.parse(searchParams.get('variables') ?? '') as object;
    const answer = await server.ask(searchParams.get('query') ?? '', variables);
    expect(answer).toMatchObject({ data: { node: { title: MARKUP } } });
  });

  it('leaves the direction of each text to the text', async () => {
    const { text } = await get('/papers/rtl');
    expect(text).toContain(`<h1 dir="auto">${ARABIC}</h1>`);
    expect(linksIn(text).get('/topics/arabic')).toBe(ARABIC);
  });
});

interface ConnectedEdge {
  readonly because: string;
  readonly signals: readonly unknown[];
}

describe('an issue’s page', () => {
  it('has the sections and entries in order, with summaries and links', async () => {
    const { text } = await get('/issues/letter/2');
    const headings = Array.from(text.matchAll(/<h([23])[^>]*>(.*?)<\/h\1>/gsu), ([, , inner = '']) =>
      inner.replace(/<[^>]+>/gu, '').trim(),
    );
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;Éclair&lt;/b&gt; --&gt;';
    expect(headings).toEqual(['In this issue', 'News', escaped, 'Courses', 'An entry with links']);
    expect(text).toContain('<p dir="auto">What &lt;i&gt;we&lt;/i&gt; say.</p>');
    const links = linksIn(text);
    expect(links.get('https://example.org/good')).toBe('Good');
    expect(links.get('/resources/course')).toBe('An entry with links');
  });

  it('links only to addresses of the web, and keeps the others as text', async () => {
    const { text } = await get('/issues/letter/2');
    expect(text).not.toContain('javascript:');
    expect(text).toMatch(/<bdi>Bad<\/bdi>/u);
    expect(text).toMatch(/<bdi>Lost<\/bdi>/u);
  });

  it('is found with its slash encoded as well, as the map links to it', async () => {
    const { status, text } = await get('/issues/letter%2F2');
    expect(status).toBe(200);
    expect(text).toContain(`<link rel="canonical" href="${server.url}/issues/letter/2" />`);
  });

  it('leads to the issue before and after it, and to its newsletter', async () => {
    expect(linksIn((await get('/issues/letter/2')).text).get('/issues/letter/1')).toBe('Before The Letter #1');
    const { text } = await get('/issues/letter/1');
    expect(linksIn(text).get('/issues/letter/2')).toBe('After The Letter #2');
    expect(linksIn(text).get('/newsletters/letter')).toBe('The Letter');
    expect(text).toContain('not in the graph yet');
  });

  it('is a PublicationIssue to search engines', async () => {
    const { text } = await get('/issues/letter/2');
    expect(schemaOf(text).get('PublicationIssue')).toMatchObject({
      issueNumber: 2,
      isPartOf: { '@type': 'Periodical', name: 'The Letter' },
      hasPart: [{ '@type': 'ScholarlyArticle' }, { '@type': 'CreativeWork' }],
    });
  });
});

describe('a topic’s page', () => {
  it('shows what lies around it with counts, and its articles in pages', async () => {
    const { text } = await get('/topics/robustness');
    const links = linksIn(text);
    expect(links.get('/topics/safety')).toBe('Safety');
    expect(links.get('/topics/arabic')).toBe(ARABIC);
    expect(text).toContain('Broader');
    expect(text).toContain('Narrower');
    expect(text).toContain('32 articles');
    expect(text).toContain('Most cited and featured papers');
    expect(schemaOf(text).get('DefinedTerm')).toMatchObject({ name: 'Robustness', alternateName: ['sturdiness'] });

    const [next] = [...links].find(([, label]) => label === 'More') ?? [];
    const rest = await get((next ?? '').replaceAll('&amp;', '&'));
    expect(rest.status).toBe(200);
    expect(rest.text).toContain('/papers/many-5"');
    expect(text).not.toContain('/papers/many-5"');
    expect(rest.text).toContain('<meta name="robots" content="noindex" />');
  });
});

describe('a newsletter’s page', () => {
  it('says what it is and has its issues alone, the newest first', async () => {
    const { text } = await get('/newsletters/letter');
    const links = linksIn(text);
    expect([...links].filter(([href]) => href.startsWith('/issues/'))).toEqual([
      ['/issues/letter/2', 'The Letter #2'],
      ['/issues/letter/1', 'The Letter #1'],
    ]);
    expect(text).toContain('<p class="lead" dir="auto">What &lt;i&gt;we&lt;/i&gt; read.</p>');
    expect(text).toContain('2 issues');
    expect(links.get('https://letter.example/')).toBe('Read it at letter.example');
    expect(links.get(`/?center=${encodeURIComponent('newsletter:letter')}`)).toBe('See it on the map');
    expect(schemaOf(text).get('Periodical')).toMatchObject({
      name: 'The Letter',
      url: `${server.url}/newsletters/letter`,
      sameAs: 'https://letter.example/',
    });
    expect(text).toContain(`<link rel="canonical" href="${server.url}/newsletters/letter" />`);
  });

  it('goes on where a page ends, numbered issues without a date in their order', async () => {
    const { text } = await get('/newsletters/long');
    const [next = ''] = [...linksIn(text)].find(([, label]) => label === 'More') ?? [];
    const rest = await get(next.replaceAll('&amp;', '&'));
    const issues = [text, rest.text].map((page) => [...linksIn(page).keys()].filter((href) => /\/\d+$/u.test(href)));
    expect(issues.flat()).toEqual(Array.from({ length: 30 }, (_each, index) => `/issues/long/${30 - index}`));
    expect(issues[0]).toHaveLength(25);
    expect(rest.text).toContain('<meta name="robots" content="noindex" />');
  });
});

describe('a venue’s page', () => {
  it('has its articles alone, and how else it is written', async () => {
    const { text } = await get('/venues/iclr');
    const links = linksIn(text);
    expect([...links.keys()].filter((href) => href.startsWith('/papers/'))).toEqual([HARD]);
    expect(text).toContain('1 article<');
    expect(text).toContain('Also written <bdi>Int. Conf. on &lt;i&gt;LR&lt;/i&gt;</bdi>');
    expect(links.get('/venues')).toBe('Venues');
    expect(links.get(`/?center=${encodeURIComponent('venue:iclr')}`)).toBe('See it on the map');
    expect(schemaOf(text).get('Periodical')).toMatchObject({ name: 'ICLR', url: `${server.url}/venues/iclr` });
    expect(schemaOf((await get(HARD)).text).get('ScholarlyArticle')).toMatchObject({
      isPartOf: { name: 'ICLR', url: `${server.url}/venues/iclr` },
    });
  });

  it('goes on where a page ends', async () => {
    const { text } = await get('/venues/many');
    const [next = ''] = [...linksIn(text)].find(([, label]) => label === 'More') ?? [];
    const rest = await get(next.replaceAll('&amp;', '&'));
    const articles = [text, rest.text].map((page) => [...linksIn(page).keys()].filter((href) => /many-/u.test(href)));
    expect(articles.map(({ length }) => length)).toEqual([25, 5]);
    expect(new Set(articles.flat()).size).toBe(30);
  });
});

describe('lists', () => {
  it.each([
    ['/papers', HARD],
    ['/venues/iclr', HARD],
    ['/venues', '/venues/iclr'],
    ['/resources', '/resources/course'],
    ['/issues', '/newsletters/letter'],
    ['/newsletters/letter', '/issues/letter/2'],
    ['/topics', '/topics/safety'],
    ['/authors', '/authors/bob'],
    ['/search?q=course', '/resources/course'],
  ])('%s leads to %s', async (path, target) => {
    const { status, text } = await get(path);
    expect(status).toBe(200);
    expect([...linksIn(text).keys()]).toContain(target);
    expect(text.match(/<h1/gu)).toHaveLength(1);
  });

  it.each([
    ['undated', ['Undated #100', 'Undated #10', 'Undated #2', 'Undated #1', 'Undated special']],
    ['yearly', ['Yearly #10', 'Yearly #2', 'Yearly #1']],
  ])('of %s issues have those of one date by their numbers, the newest first', async (slug, titles) => {
    const { text } = await get(`/newsletters/${slug}`);
    expect([...linksIn(text)].flatMap(([href, title]) => (href.startsWith('/issues/') ? [title] : []))).toEqual(titles);
  });

  it.each(['/papers?after=nonsense', '/topics/robustness?after=nonsense'])(
    '%s says that there is no such page',
    async (path) => {
      const { status, text } = await get(path);
      expect(status).toBe(400);
      expect(text).toContain('This page of the list is gone');
    },
  );

  it('of matches say who wrote each, where and when', async () => {
    const { text } = await get('/search?q=%C3%89clair');
    const facts = text.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');
    expect(facts).toContain('Paper Ada &lt;Lovelace&gt;, Bob ICLR 9 January 2023');
    expect((await get('/search?q=robustness')).text).toContain('<span>32 articles</span>');
  });

  it('of matches lead to those of one kind, and count all kinds beside it', async () => {
    const labels = (text: string) => new Map([...linksIn(text)].map(([href, label]) => [href, label.split(/\s+/u)]));
    const all = await get('/search?q=letter');
    expect(all.text).toContain('3 matches');
    expect(labels(all.text).get('/search?q=letter&amp;kind=Issue')).toEqual(['Issues', '2']);
    const one = await get('/search?q=letter&kind=Newsletter');
    expect(one.text).toContain('1 match<');
    expect(one.text).not.toContain('/issues/letter/1');
    const choices = labels(one.text);
    expect(choices.get('/search?q=letter')).toEqual(['All', '3']);
    expect(choices.get('/search?q=letter&amp;kind=Issue')).toEqual(['Issues', '2']);
    expect(one.text.match(/aria-current="true"/gu)).toHaveLength(1);
    expect((await get('/search?q=letter&kind=Nothing')).text).toContain('3 matches');
    expect((await get('/search?q=%C3%89clair')).text).not.toContain('aria-label="Kinds"');
  });

  it('of matches of one kind go on within it', async () => {
    const { text } = await get('/search?q=article&kind=Paper');
    const [next] = [...linksIn(text)].find(([, label]) => label === 'More') ?? [];
    expect(next).toContain('kind=Paper');
    const rest = await get((next ?? '').replaceAll('&amp;', '&'));
    expect(rest.status).toBe(200);
    expect(rest.text).toContain('Further Papers');
    expect(linksIn(rest.text).get('/search?q=article&amp;kind=Paper')).toBe('From the best match on');
  });

  it('of one kind count what has any of the words, where nothing of the kind has all', async () => {
    const { text } = await get('/search?q=robustness+article&kind=Topic');
    expect(linksIn(text).get('/topics/robustness')).toBe('Robustness');
    expect(text).toContain('1 match<');
  });

  it('of matches look at all of them once for the page and, on the first, once for their kinds', async () => {
    const counted = countCalls(store);
    const own = await startGraphqlServer(counted.store);
    const matchesOf = async (path: string) => {
      counted.calls.length = 0;
      const text = await (await fetch(own.url + path)).text();
      expect(counted.calls.filter((call) => call === 'getByIds')).toHaveLength(1);
      return { text, looks: counted.calls.filter((call) => call === 'match').length };
    };
    try {
      const all = await matchesOf('/search?q=article');
      const [next = ''] = [...linksIn(all.text)].find(([, label]) => label === 'More') ?? [];
      const one = await matchesOf('/search?q=article&kind=Paper');
      const rest = await matchesOf(next.replaceAll('&amp;', '&'));
      expect([all.looks, one.looks, rest.looks]).toEqual([2, 2, 1]);
    } finally {
      await own.close();
    }
  });

  it('offer a word that there is for one that there is not', async () => {
    const { text } = await get('/search?q=robustnes');
    expect(text).toContain('Did you mean <a href="/search?q=robustness" dir="auto">robustness</a>?');
    expect((await get('/search?q=robustness')).text).not.toContain('Did you mean');
  });

  it('search for nothing before anything is typed, and say when nothing matches', async () => {
    expect((await get('/search')).status).toBe(200);
    const { text } = await get(`/search?q=${encodeURIComponent('zzz "<u>')}`);
    expect(text).toContain('Nothing in the graph has these words');
    expect(text).toContain('value="zzz &quot;&lt;u&gt;"');
  });
});

describe('any reference', () => {
  it.each([
    ['/papers/2301.00001', HARD],
    ['/papers/arXiv:2301.00001v2', HARD],
    ['/papers/https://arxiv.org/abs/2301.00001', HARD],
    [`/papers/${encodeURIComponent('https://arxiv.org/pdf/2301.00001')}`, HARD],
    ['/papers/paper:arxiv.2301.00001', HARD],
    ['/papers/arxiv.2301.00001/', HARD],
    ['/papers/doi.10.1234/a(b)', '/papers/kept'],
    ['/papers/course', '/resources/course'],
    ['/resources/arxiv.2301.00001', HARD],
    ['/topics/Robustness', '/topics/robustness'],
    ['/topics/sturdiness', '/topics/robustness'],
    ['/authors/Bob', '/authors/bob'],
    ['/issues/The%20Letter%20%232', '/issues/letter/2'],
    ['/papers/', '/papers'],
    ['/venues/ICLR', '/venues/iclr'],
    ['/venues/', '/venues'],
    ['/newsletters/The%20Letter', '/newsletters/letter'],
    ['/newsletters', '/issues'],
    ['/issues?newsletter=letter', '/newsletters/letter'],
    ['/papers?venue=iclr', '/venues/iclr'],
    ['/papers?venue=', '/papers'],
  ])('%s is redirected to %s', async (path, target) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('location')]).toEqual([308, target]);
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('that fits nothing is a page that offers to search for it', async () => {
    const { status, text, headers } = await get('/papers/no<such>thing');
    expect(status).toBe(404);
    expect(text).toContain('action="/search"');
    expect(text).toContain('value="no&lt;such&gt;thing"');
    expect(headers.get('etag')).toBeNull();
    expect((await get('/newsletters/none')).status).toBe(404);
    expect((await get('/venues/none')).status).toBe(404);
    expect((await get('/topics/paper:arxiv.2301.00001x')).status).toBe(404);
  });

  it.each(['/newsletter/letter', '/venue/iclr?x=1', '/no/such<page>', '/assets/none.js'])(
    '%s, which is no address of a page, is a page for people and JSON for programs',
    async (path) => {
      const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
      const page = await get(path, { headers: { accept } });
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.text).toMatch(/There is nothing at the address “\/[a-z]/u);
      expect(page.text).toContain('action="/search"');
      expect(page.text).not.toContain('<page>');
      expect(page.text).not.toContain('%3C');
      const json = await get(path);
      expect([json.status, json.headers.get('vary')]).toEqual([404, 'accept']);
      expect(JSON.parse(json.text)).toMatchObject({ message: 'There is nothing at this address.' });
      expect((await get('/graphql/x', { headers: { accept } })).headers.get('content-type')).toContain('json');
    },
  );

  it('that fits several lists them all', async () => {
    const { status, text } = await get('/papers/many');
    expect(status).toBe(300);
    expect(linksIn(text).get('/papers/many-0')).toBe('Article many-0');
  });

  it('that is no address at all is refused in words', async () => {
    const { status } = await get(`/papers/${'x'.repeat(3000)}`);
    expect(status).toBe(400);
    expect((await get('/papers/%E0%A4%A')).status).toBe(400);
  });
});

describe('answers', () => {
  it('are tagged, and not made again for who holds them', async () => {
    const { headers } = await get(HARD);
    const tag = headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    const again = await get(HARD, { headers: { 'if-none-match': tag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const head = await get(HARD, { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', tag]);

    await store.write({ putNodes: [paper('later')] });
    const changed = await get(HARD, { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
  });

  it.each([HARD, '/topics', '/search?q=x', '/papers/missing'])(
    '%s allows no script and no inline style',
    async (path) => {
      const { headers, text } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('script-src');
      expect(text).not.toMatch(/\sstyle=|\son[a-z]+=|<style/u);
      expect(text).not.toMatch(/<script(?! type="application\/ld\+json")/u);
    },
  );

  it('name the address that the server is told to have', async () => {
    const other = await startGraphqlServer(store, { PUBLIC_URL: 'https://graph.example/' });
    try {
      const text = await (await fetch(other.url + HARD)).text();
      expect(text).toContain(`<link rel="canonical" href="https://graph.example${HARD}" />`);
    } finally {
      await other.close();
    }
  });

  it('list all pages for search engines', async () => {
    expect((await get('/robots.txt')).text).toContain(`Sitemap: ${server.url}/sitemap.xml`);
    const { text, headers } = await get('/sitemap.xml');
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const files = Array.from(text.matchAll(/<loc>(.*?)<\/loc>/gu), ([, loc = '']) => loc.slice(server.url.length));
    const names = ['newsletters', 'issues', 'topics', 'venues', 'papers', 'resources'];
    expect(files).toEqual(names.map((name) => `/sitemaps/${name}-1.xml`));
    expect((await get('/sitemaps/papers-1.xml')).text).toContain(`<loc>${server.url}${HARD}</loc>`);
    expect((await get('/sitemaps/venues-1.xml')).text).toContain(`<loc>${server.url}/venues/iclr</loc>`);
    expect((await get('/sitemaps/papers-2.xml')).status).toBe(404);
  });
});

it('an engine that does not answer is said in words, with the status and when to come back', async () => {
  const silent = new Proxy(store, {
    get(target, name) {
      if (name === 'revision') return () => Promise.reject(new GraphError('SERVICE_UNAVAILABLE', 'It is away.'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const own = await startGraphqlServer(silent);
  try {
    const response = await fetch(own.url + HARD);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('The graph does not answer');
  } finally {
    await own.close();
  }
});

it('an operation that the limits refuse is a page as well', async () => {
  const own = await startGraphqlServer(store, { LIMIT_COST: '1' });
  try {
    const response = await fetch(own.url + HARD);
    expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
    expect(await response.text()).toContain('<h1>Something went wrong</h1>');
  } finally {
    await own.close();
  }
});

it('an empty graph has pages that say so', async () => {
  const empty = await openEmptyStore();
  const own = await startGraphqlServer(empty);
  try {
    for (const path of ['/papers', '/issues', '/topics', '/authors', '/resources', '/venues']) {
      const response = await fetch(own.url + path);
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('There is none yet.')]);
    }
  } finally {
    await own.close();
    await empty.close();
  }
});
