import { arxivAtom } from '../../../src/import/formats/arxivAtom';
import { feed } from '../../../src/import/formats/feed';
import { jsonFeed } from '../../../src/import/formats/jsonFeed';
import { describeWithShared, readAll, shared } from './readAll';

const rss = (items: string, more = '') =>
  `<?xml version="1.0"?>\n<rss version="2.0" ${more}>\n<channel><title>Feed</title>\n${items}\n</channel></rss>`;

describe('RSS 2.0', () => {
  it('gives posts with plain text, date, author and tags', async () => {
    const { articles, rejects } = await readAll(
      feed,
      rss(
        `<item><title><![CDATA[One &amp; two]]></title><link>https://blog.example/1</link><description>&lt;p&gt;Hi &lt;b&gt;there&lt;/b&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description>
        <pubDate>Mon, 09 Apr 2018 18:55:38 GMT</pubDate><author>mail@example.org (Ann Roe)</author><category>safety</category></item>`,
      ),
    );

    expect(rejects).toEqual([]);
    expect(articles).toEqual([
      {
        kind: 'resource',
        resourceKind: 'POST',
        title: 'One & two',
        abstract: 'Hi there',
        publishedOn: '2018-04-09',
        url: 'https://blog.example/1',
        authors: [{ name: 'Ann Roe' }],
        topics: [{ name: 'safety', kind: 'TAG' }],
      },
    ]);
  });

  it('gives papers where the link is one, without arXiv’s own words', async () => {
    const { articles } = await readAll(
      feed,
      rss(
        `<item><title>On $\\epsilon$-Balls</title><link>https://arxiv.org/abs/2603.00001v1</link><dc:creator>Ann Roe, Bob Poe</dc:creator>
        <description>arXiv:2603.00001v1 Announce Type: new Abstract: We study \\emph{it}.</description></item>`,
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
      ),
    );

    expect(articles[0]).toMatchObject({
      kind: 'paper',
      title: 'On ϵ-Balls',
      abstract: 'We study it.',
      authors: [{ name: 'Ann Roe' }, { name: 'Bob Poe' }],
    });
  });

  it('leaves out the lines that forums put around a post', async () => {
    const { articles } = await readAll(
      feed,
      rss(`<item><title>A post</title><link>https://www.lesswrong.com/posts/3kzFPA5uuaGZWg4PS/a-post</link>
        <description><![CDATA[Published on June 5, 2022 10:05 PM GMT<br/><br/><p>Its text.</p><br/><a href="/c">Discuss</a>]]></description></item>`),
    );
    expect(articles.map(({ abstract }) => abstract)).toEqual(['Its text.']);
  });

  it('knows no item by its picture', async () => {
    const { articles } = await readAll(
      feed,
      rss(`<item><title>A post</title><guid isPermaLink="false">p-1</guid>
        <enclosure url="https://media.example/cover.jpg" length="1" type="image/jpeg"/></item>`),
    );
    expect(articles.map(({ url }) => url)).toEqual([undefined]);
  });

  it('gives an episode that has no page its recording, and its keywords', async () => {
    const { articles } = await readAll(
      feed,
      rss(
        `<item><title>An episode</title><itunes:keywords>sleep, robots</itunes:keywords><guid isPermaLink="false">e-1</guid>
        <enclosure url="https://media.example/podcast/1.mp3" length="1" type="audio/mpeg"/></item>`,
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
      ),
    );
    expect(articles).toMatchObject([
      {
        resourceKind: 'PODCAST',
        url: 'https://media.example/podcast/1.mp3',
        topics: [
          { name: 'sleep', kind: 'TAG' },
          { name: 'robots', kind: 'TAG' },
        ],
      },
    ]);
  });

  it('takes the publisher off the titles of an aggregating feed', async () => {
    const { articles } = await readAll(
      feed,
      rss(
        '<item><title>A Headline - WSJ</title><link>https://news.google.com/rss/articles/CB?oc=5</link><source url="https://wsj.example">WSJ</source></item>',
      ),
    );

    expect(articles[0]).toMatchObject({ title: 'A Headline', resourceKind: 'NEWS' });
  });

  it('gives an issue where the title is one', async () => {
    const { records } = await readAll(
      feed,
      rss(
        `<item><title>ML Safety Newsletter #903</title><link>https://newsletter.mlsafety.org/p/903</link><pubDate>Fri, 05 Jan 2024 10:00:00 GMT</pubDate>
        <content:encoded><![CDATA[<h3>Unlearning</h3><p><a href="https://arxiv.org/abs/2310.10683">Large Language Model Unlearning</a> climbs the loss.</p>]]></content:encoded></item>`,
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
      ),
    );

    expect(records).toMatchObject([
      {
        type: 'issue',
        issue: {
          number: 903,
          publishedOn: '2024-01-05',
          sections: [{ heading: 'Unlearning', entries: [{ title: 'Large Language Model Unlearning' }] }],
        },
      },
    ]);
  });

  it('names an item without title by its text, and says so', async () => {
    const { articles } = await readAll(
      feed,
      rss(
        '<item><description>A short note about nothing much. And more.</description><guid>https://blog.example/2</guid></item>',
      ),
    );

    expect(articles[0]).toMatchObject({
      title: 'A short note about nothing much',
      hasStandInTitle: true,
      url: 'https://blog.example/2',
    });
  });
});

const atom = (entries: string, more = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${more}><title>Feed</title>${entries}</feed>`;

describe('an address of an item', () => {
  it.each([
    [
      'an xml:base',
      atom('<entry><title>One</title><link href="one.html"/></entry>', 'xml:base="https://blog.example/a/"'),
      'https://blog.example/a/one.html',
    ],
    [
      'an xml:base of its own within one',
      atom(
        '<entry xml:base="b/"><title>One</title><link href="one.html"/></entry>',
        'xml:base="https://blog.example/a/"',
      ),
      'https://blog.example/a/b/one.html',
    ],
    [
      'the feed’s own link',
      rss('<link>https://blog.example/</link><item><title>One</title><link>/posts/one</link></item>'),
      'https://blog.example/posts/one',
    ],
    [
      'a feed’s link that is not closed',
      '<rss><channel><link>https://blog.example/<item><title>One</title><link>https://blog.example/one</link></item></channel></rss>',
      'https://blog.example/one',
    ],
    [
      'nothing but a host',
      rss('<item><title>One</title><link>//blog.example/one</link></item>'),
      'https://blog.example/one',
    ],
    [
      'a permalink',
      rss(
        '<link>https://blog.example/</link><item><title>One</title><guid isPermaLink="true">episode/1/</guid></item>',
      ),
      'https://blog.example/episode/1/',
    ],
  ])('that is relative begins at %s', async (_where, text, url) => {
    const { articles } = await readAll(feed, text);

    expect(articles[0]).toMatchObject({ title: 'One', url });
  });

  it('is no word, and no link of another: where to pay, a licence, replies', async () => {
    const { articles } = await readAll(
      feed,
      atom(
        `<entry><title>One</title><link rel="license" href="https://licence.example/by"/><id>https://blog.example/1</id></entry>
        <entry><title>Two</title><link rel="payment" href="https://pay.example/1"/><id>two</id></entry>`,
        'xml:base="https://blog.example/"',
      ),
    );

    expect(articles.map(({ url }) => url)).toEqual(['https://blog.example/1', undefined]);
  });
});

describe('who wrote an item', () => {
  const person = (kind: string, name: string) => `<${kind}><name>${name}</name></${kind}>`;

  it('is whom the entry names, else whom its source or its feed is by', async () => {
    const { articles } = await readAll(
      feed,
      atom(
        `${person('author', 'Ann Roe')}
        <entry><title>One</title>${person('author', 'Bob Poe')}${person('contributor', 'Cy Doe')}</entry>
        <entry><title>Two</title><source>${person('author', 'Dee Moe')}</source></entry>
        <entry><title>Three</title></entry>`,
      ),
    );

    expect(articles.map(({ authors = [] }) => authors.map(({ name }) => name))).toEqual([
      ['Bob Poe'],
      ['Dee Moe'],
      ['Ann Roe'],
    ]);
  });

  it('may stand before the mail address, and under another of Dublin Core’s names', async () => {
    const { articles } = await readAll(
      feed,
      rss(
        '<item><title>One</title><d:author>Ann Roe (ann@example.org)</d:author><t:issued>2020-02-03T10:00:00Z</t:issued></item>',
        'xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"',
      ),
    );

    expect(articles[0]).toMatchObject({ authors: [{ name: 'Ann Roe' }], publishedOn: '2020-02-03' });
  });
});

describe('the text of an item', () => {
  it('that is escaped once too often has no markup all the same; what is written of markup stays', async () => {
    const { articles } = await readAll(
      feed,
      rss(
        `<item><title>One</title><description>&amp;lt;!-- x --&amp;gt;&amp;lt;p&amp;gt;Hi&amp;lt;/p&amp;gt;</description></item>
        <item><title>Two</title><description>&lt;code&gt;&amp;lt;br&amp;gt;&lt;/code&gt; breaks</description></item>`,
      ),
    );

    expect(articles.map(({ abstract }) => abstract)).toEqual(['Hi', '<br> breaks']);
  });

  it('is no picture, and is decoded where Atom 0.3 encoded it', async () => {
    const { articles } = await readAll(
      feed,
      atom(
        `<entry><title mode="base64" type="text/html">PGI+T25lPC9iPg==</title><content type="image/png">iVBORw0KGgo=</content></entry>`,
      ),
    );

    expect(articles[0]?.title).toBe('One');
    expect(articles[0]?.abstract).toBeUndefined();
  });

  it('whose letters were lost is refused for that, not for want of a title', async () => {
    const { rejects } = await readAll(feed, rss('<item><title>\ufffd\ufffd \ufffd</title></item>'));

    expect(rejects.map(({ reason }) => reason)).toEqual([expect.stringContaining('characters were lost')]);
  });
});

describe('a feed', () => {
  it.each([
    ['after comments', '<?xml version="1.0"?>\n<!-- about <html> -->\n<rss version="2.0"/>', true],
    ['after a server’s warning', '<br />\n<b>Warning</b>: late\n<?xml version="1.0"?><rss version="2.0"/>', true],
    ['of one entry', '<entry xmlns="http://www.w3.org/2005/Atom"><title>One</title></entry>', true],
    ['that prose mentions', '# Changes\n\n- escapes text within <rss> and <feed>\n', false],
    ['that a page mentions', '<!DOCTYPE html><html><p>&lt;rss&gt; and <rss></html>', false],
  ])('%s is recognised as one, or not', (_what, text, isFeed) => {
    expect(feed.detect(text, 'x') > 0.3).toBe(isFeed);
  });
});

describe('other feeds', () => {
  it('RSS 1.0 under any prefixes', async () => {
    const { articles } = await readAll(
      feed,
      `<?xml version="1.0"?><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
      <channel r:about="https://blog.example/"><title>Feed</title></channel>
      <item r:about="https://blog.example/3"><title>Three</title><link>https://blog.example/3</link><d:date>2003-05-06T07:08:09Z</d:date><d:creator>Ann Roe</d:creator></item></r:RDF>`,
    );

    expect(articles[0]).toMatchObject({ title: 'Three', publishedOn: '2003-05-06', authors: [{ name: 'Ann Roe' }] });
  });

  it('Atom with text, HTML and XHTML', async () => {
    const { articles } = await readAll(
      feed,
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>
      <entry><title type="text">a &lt;b&gt; c</title><link rel="self" href="https://blog.example/self"/><link href="https://blog.example/4"/><updated>2020-01-02T00:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>T<b>w</b>o</p></div></content><author><name>Ann Roe</name><email>a@b.c</email></author></entry></feed>`,
    );

    expect(articles[0]).toMatchObject({
      title: 'a <b> c',
      url: 'https://blog.example/4',
      abstract: 'One\nTwo',
      authors: [{ name: 'Ann Roe' }],
    });
  });

  it('JSON Feed, and a bad item costs that item', async () => {
    const { articles, rejects } = await readAll(
      jsonFeed,
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Feed',
        items: [
          {
            id: '1',
            url: 'https://blog.example/5',
            title: 'Five',
            content_html: '<p>Text</p>',
            date_published: '2020-01-02',
            authors: [{ name: 'Ann Roe' }],
            tags: ['x'],
          },
          7,
          { id: '6', url: 'https://blog.example/6', title: 'Six' },
        ],
      }),
    );

    expect(articles.map(({ title }) => title)).toEqual(['Five', 'Six']);
    expect(rejects).toHaveLength(1);
  });
});

describe('the arXiv API', () => {
  const entry = (id: string, more: string) => `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <entry>
    <id>${id}</id>${more}
  </entry>
</feed>`;

  it('gives papers with all identifiers, without version', async () => {
    const { articles } = await readAll(
      arxivAtom,
      entry(
        'http://arxiv.org/abs/astro-ph/0601001v1',
        `<title>A Title
        on two lines</title><published>2006-01-02T14:57:58Z</published><updated>2007-01-01T00:00:00Z</updated><summary>  We study $\\alpha$ &amp; co. </summary>
        <author><name>JosÃ© Roe</name><arxiv:affiliation>X</arxiv:affiliation></author><arxiv:doi>10.1000/ABC</arxiv:doi><category term="astro-ph"/>`,
      ),
    );

    expect(articles).toEqual([
      {
        kind: 'paper',
        title: 'A Title on two lines',
        abstract: 'We study α & co.',
        publishedOn: '2006-01-02',
        url: 'https://arxiv.org/abs/astro-ph/0601001',
        identifiers: ['arXiv:astro-ph/0601001', 'doi:10.1000/ABC'],
        authors: [{ name: 'José Roe' }],
        topics: [{ name: 'astro-ph', kind: 'CATEGORY' }],
      },
    ]);
  });

  it('gives a reject with arXiv’s reason for an id that is none', async () => {
    const text = entry(
      'https://arxiv.org/api/errors#incorrect_id_format_for_abc',
      '<title>Error</title><summary>incorrect id format for abc</summary>',
    );
    const { records, rejects } = await readAll(arxivAtom, text);

    expect(records).toEqual([]);
    expect(rejects).toEqual([
      {
        at: { file: 'test', line: 4, field: 'id' },
        reason: 'arXiv answered with an error: incorrect id format for abc',
      },
    ]);
  });
});

describe('bad XML', () => {
  it('that breaks off gives what was complete, and a reject with the line', async () => {
    const { articles, rejects } = await readAll(
      feed,
      rss('<item><title>One</title></item>\n<item><title>Two is cut in the mid')
        .replace('</channel></rss>', '')
        .trimEnd(),
    );

    expect(articles.map(({ title }) => title)).toEqual(['One']);
    expect(rejects).toEqual([
      { at: { file: 'test', line: 5 }, reason: expect.stringContaining('breaks off') as string },
    ]);
  });

  it('does not expand entities, however they nest', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
    <rss version="2.0"><channel><item><title>x &b; &c; y</title></item></channel></rss>`;
    const { articles } = await readAll(feed, bomb);

    expect(articles.map(({ title }) => title)).toEqual(['x &b; &c; y']);
  });

  it.each([
    ['200,000 nested elements', `<rss><channel><item><title>${'<a>'.repeat(200_000)}`],
    [
      'nesting that is closed',
      `<rss><channel><item><title>${'<a>'.repeat(5_000)}x${'</a>'.repeat(5_000)}</title></item></channel></rss>`,
    ],
    ['one tag of 20 MB', `<rss><channel><item ${'x'.repeat(20_000_000)}`],
    ['one attribute of 20 MB', `<rss><channel><item x="${'y'.repeat(20_000_000)}`],
    ['one text of 20 MB', `<rss><channel><item><title>${'y'.repeat(20_000_000)}</title></item></channel></rss>`],
    ['no element', 'There is nothing here.'],
    ['nothing', ''],
  ])('%s ends in a reject', async (_name, text) => {
    const { records, rejects } = await readAll(feed, text);

    expect(records).toEqual([]);
    expect(rejects.length).toBeGreaterThanOrEqual(1);
    expect(rejects[0]?.at.line).toBeGreaterThanOrEqual(1);
  });

  it('reads what careless writers write', async () => {
    const { articles } = await readAll(
      feed,
      '<rss version=2.0><channel><item><title>A & B &nbsp; &copy; <br></title><link>https://blog.example/7</link></item></channel></rss>',
    );

    expect(articles[0]?.url ?? articles.length).toBe('https://blog.example/7');
  });
});

describe('bad JSON', () => {
  it.each([
    [
      'breaks off',
      '{"version":"https://jsonfeed.org/version/1","items":[{"title":"One","url":"https://a.example/"},{"title":"Tw',
      1,
    ],
    ['is nested without end', `{"items":[${'['.repeat(200_000)}`, 0],
    ['is none', 'items: yes', 0],
  ])('that %s gives what was complete, and a reject', async (_name, text, count) => {
    const { articles, rejects } = await readAll(jsonFeed, text);

    expect(articles).toHaveLength(count);
    expect(rejects.length).toBeGreaterThanOrEqual(1);
  });
});

describeWithShared('real feeds', () => {
  it('the hundred entries of an arXiv answer are all papers with authors, date and abstract', async () => {
    const { articles, rejects } = await readAll(arxivAtom, shared('feeds/arxiv-atom-search-100.xml'));

    expect(rejects).toEqual([]);
    expect(articles).toHaveLength(100);
    expect(
      articles.every((each) => each.kind === 'paper' && each.abstract && each.publishedOn && each.authors?.length),
    ).toBe(true);
    expect(
      articles
        .flatMap(({ authors = [] }) => authors.map(({ name }) => name))
        .filter((name) => /[Ã\u0080-\u009f]/.test(name)),
    ).toEqual([]);
  });

  it('a feed in Latin-1 that was read as UTF-8 is refused item by item where letters were lost', async () => {
    const { articles, rejects } = await readAll(feed, shared('feeds/rss-parser--encoding.rss'));

    expect(articles.filter(({ title }) => title.includes('\ufffd'))).toEqual([]);
    expect(rejects.filter(({ reason }) => reason.includes('encoding')).length).toBeGreaterThan(10);
  });

  it('feeds of a blog and of a platform give their posts', async () => {
    const medium = await readAll(feed, shared('feeds/rss-parser--content-encoded.rss'));
    const blogger = await readAll(feed, shared('feeds/rss-parser--feedburner.atom'));

    expect([medium.articles.length, medium.rejects.length]).toEqual([7, 0]);
    expect([blogger.articles.length, blogger.rejects.length]).toEqual([25, 0]);
  });

  it('an entry without title, link and text is refused', async () => {
    const { records, rejects } = await readAll(feed, shared('feeds/rss-parser--missing-fields.atom'));

    expect(records).toEqual([]);
    expect(rejects[0]).toMatchObject({ at: { line: 3, field: 'title' } });
  });
});

it('gives a video what its channel says of it', async () => {
  const { articles } = await readAll(
    feed,
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>C</title>
    <entry><id>yt:video:dQw4w9WgXcQ</id><title>A talk</title><link rel="alternate" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"/>
    <media:group><media:title>A talk</media:title><media:description>On robots.</media:description></media:group></entry></feed>`,
  );
  expect(articles).toMatchObject([{ title: 'A talk', resourceKind: 'VIDEO', abstract: 'On robots.' }]);
});
