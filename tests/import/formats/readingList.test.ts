import { readdirSync, statSync } from 'node:fs';
import { readingList } from '../../../src/import/formats/readingList';
import { parseIdentifier } from '../../../src/model/identifiers';
import { describeWithShared, fixture, hasShared, readAll, shared, sharedPath } from './readAll';

describe('a list with dates and badges', () => {
  const read = () => readAll(readingList, fixture('lists/badges.md'));

  it('yields title, address, date, venue and subjects of each work', async () => {
    const { articles } = await read();

    expect(articles[0]).toEqual({
      kind: 'paper',
      title: 'Discovering Latent Knowledge in Language Models Without Supervision',
      publishedOn: '2022-12',
      url: 'https://arxiv.org/abs/2212.03827',
      venue: 'ICLR 2023',
      topics: [
        { name: 'Latent Knowledge', kind: 'CATEGORY' },
        { name: 'LLM', kind: 'TAG' },
      ],
    });
  });

  it('reads blanks and brackets in links, and takes no code link or prize for more than it is', async () => {
    const { articles } = await read();

    expect(articles.slice(1, 3)).toMatchObject([
      { title: 'Unsolved Problems in ML Safety', url: 'https://arxiv.org/pdf/2109.13916v5' },
      { title: 'A [Bracketed] Title', url: 'https://example.org/a_(b)?c=d' },
    ]);
    expect(articles[1]?.topics?.map(({ name }) => name)).toEqual(['Latent Knowledge', 'Tool learning']);
  });

  it('keeps the year of a month that is none', async () => {
    const { articles } = await read();

    expect(articles[3]?.publishedOn).toBe('2019');
  });

  it('refuses an item that links to something without naming it first', async () => {
    const { rejects, articles } = await read();

    expect(articles).toHaveLength(4);
    expect(rejects).toEqual([
      { at: { file: 'test', line: 6 }, reason: expect.stringContaining('https://example.org/list') as string },
    ]);
  });
});

describe('a list with venues before the titles', () => {
  const read = () => readAll(readingList, fixture('lists/venues.md'));

  it('finds the works in paragraphs, rows and bullets, and nothing else', async () => {
    const { articles, rejects } = await read();

    expect(rejects).toEqual([]);
    expect(articles.map(({ title, url, publishedOn }) => [title, url, publishedOn])).toEqual([
      ['How to detect what is unfamiliar', 'https://www.youtube.com/watch?v=abc', '2023'],
      [
        'OpenOOD: Benchmarking Generalized Out-of-Distribution Detection',
        'https://arxiv.org/pdf/2210.07242.pdf',
        '2022',
      ],
      ['A Title Without Address', undefined, '2024'],
      ['Another Title', 'https://arxiv.org/abs/2306.09301', '2023'],
      ['A Survey in a Table', 'https://openreview.net/forum?id=S1gmrxHFvB', '2020'],
      ['Concrete Problems in AI Safety', 'https://arxiv.org/abs/1606.06565', '2016'],
      ['Deep reinforcement learning from human preferences', 'https://arxiv.org/pdf/1706.03741', '2017'],
    ]);
  });

  it('names authors only by whole names', async () => {
    const { articles } = await read();

    expect(articles.map(({ authors = [] }) => authors.map(({ name }) => name))).toEqual([
      ['Ann Roe'],
      [],
      ['Ann Roe', 'Bob Poe'],
      [],
      [],
      ['Dario Amodei', 'Chris Olah'],
      [],
    ]);
  });

  it('takes no rejection and no preprint server for a venue', async () => {
    const { articles } = await read();

    expect(articles.slice(1, 4).map(({ venue }) => venue)).toEqual(['NeurIPS 2022', undefined, undefined]);
  });

  it('takes the quotation below a work for its abstract when it says so', async () => {
    const { articles } = await read();

    expect(articles[1]?.abstract).toBe('Our own words about a bench for many detectors.');
  });
});

describe('an item of a list', () => {
  const readItem = async (markdown: string) => {
    const { articles, rejects } = await readAll(readingList, `# Works\n\n${markdown}\n`);
    expect(rejects).toEqual([]);
    return articles.map(({ title, url, authors = [], publishedOn, venue }) =>
      [title, url, authors.map(({ name }) => name).join('; '), publishedOn, venue].filter((each) => each),
    );
  };
  const url = 'https://arxiv.org/abs/2301.00001';

  it.each([
    [`- Roe et al. (2016). [A Title](${url}). arXiv.`, ['A Title', url, '2016']],
    [`- Roe, A., Poe, B., et al. (2017). [A Title](${url}). *NeurIPS*.`, ['A Title', url, 'A. Roe; B. Poe', '2017']],
    [
      `- Roe, A. (2020). "A Title in Quotes". *Journal of Calm*, 3(2). ${url}`,
      ['A Title in Quotes', url, 'A. Roe', '2020'],
    ],
    [`- Bob Poe, "[A Title](${url})", IJCAI 2017`, ['A Title', url, 'Bob Poe', '2017', 'IJCAI 2017']],
    [`- **NeurIPS 2023**: [A Title](${url})`, ['A Title', url, '2023', 'NeurIPS 2023']],
    [`- \`ICLR'24\` [A Title](${url})`, ['A Title', url, '2024', 'ICLR 2024']],
    [`- Blog post: [A Title](${url})`, ['A Title', url]],
  ])('is found behind its credits, venue or label: %j', async (markdown, work) => {
    expect(await readItem(markdown)).toEqual([work]);
  });

  it.each([
    [`- [A Title](${url}) by Ann Roe et al. (2021) (20 mins)`, ['A Title', url, 'Ann Roe', '2021']],
    [`- [A Title](${url}) by Ann Roe on her blog`, ['A Title', url, 'Ann Roe']],
    [
      `- **[A Title](${url})**, Ann Roe, Bob von Poe, *ICML* 2020`,
      ['A Title', url, 'Ann Roe; Bob von Poe', '2020', 'ICML 2020'],
    ],
    [
      `- **A Bold Title**<br>*Ann Roe, Bob Poe, and Cy Doe.*<br>ICLR 2022. [[Paper](${url})]`,
      ['A Bold Title', url, 'Ann Roe; Bob Poe; Cy Doe', '2022', 'ICLR 2022'],
    ],
    [`- A Plain Title (Roe et al., 2022) [pdf](${url})`, ['A Plain Title', url, '2022']],
    [`- A Plain Title – ${url}`, ['A Plain Title', url]],
    [
      `- **A Bold Title** [[NeurIPS 2021](${url})] [[code](https://github.com/a/b)]`,
      ['A Bold Title', url, '2021', 'NeurIPS 2021'],
    ],
    [`- [A Title](${url}): Deep Learning, Machine Learning`, ['A Title', url]],
    [`- [A Title](${url}) - A survey of things until 2020.`, ['A Title', url]],
  ])('says who, when and where behind its title: %j', async (markdown, work) => {
    expect(await readItem(markdown)).toEqual([work]);
  });

  it.each([
    [`- [[paper](${url})] A Title Behind`, ['A Title Behind', url]],
    [`- <${url}> A Title Behind`, ['A Title Behind', url]],
    [`- ${url}`, ['arXiv:2301.00001']],
    [
      `### [A Heading That Is One](${url})\nAnn Roe, Bob Poe · ICLR 2023\n\nMore words.`,
      ['A Heading That Is One', url, 'Ann Roe; Bob Poe', '2023', 'ICLR 2023'],
    ],
    [`### A Heading Above Labels\n[Paper](${url}) | [Code](https://github.com/a/b)`, ['A Heading Above Labels', url]],
    [`### 3. A Heading With a Label ([arXiv](${url}))`, ['A Heading With a Label', url]],
  ])('may open with its link or be a heading: %j', async (markdown, work) => {
    expect(await readItem(markdown)).toEqual([work]);
  });

  it.each([
    [
      `- Roe, A., Poe, B. C., & Doe, D. (2023). A title in a reference. arXiv preprint [arXiv:2301.00001](${url}).`,
      ['A title in a reference', url, 'A. Roe; B. C. Poe; D. Doe', '2023'],
    ],
    [
      `- "A Quoted Title?" *A. Roe, B. Poe* NeurIPS 2023 [(link)](${url})`,
      ['A Quoted Title?', url, 'A. Roe; B. Poe', '2023', 'NeurIPS 2023'],
    ],
    [
      `+ **(ICML 2024)** *A Title in Italics*, Roe et al. [arXiv](${url})`,
      ['A Title in Italics', url, '2024', 'ICML 2024'],
    ],
    [
      `- **A Tutorial on Calm**. Ann Roe. [[video]](https://youtu.be/abcdefghijk)`,
      ['A Tutorial on Calm', 'https://youtu.be/abcdefghijk'],
    ],
    [`- Ann Roe's [A Title](${url})`, ['A Title', url, 'Ann Roe']],
    [`- Read [A Title](${url}) (Roe and Poe, 2022).`, ['A Title', url, '2022']],
    [`- :star: [A Title](${url}) :fire:`, ['A Title', url]],
  ])('is found in references, syllabuses and behind signs: %j', async (markdown, work) => {
    expect(await readItem(markdown)).toEqual([work]);
  });

  it.each([
    [
      'in its next paragraph',
      '1. **"A Calm Title"**.\n\n\t*Ann Roe et al*. AAAI 2018. [[Paper](https://arxiv.org/abs/2301.00001)]\n',
      'A Calm Title',
    ],
    [
      'below a label',
      '2. Calm: **"A Calm Title**.\n\n   *Ann Roe et al*. AAAI 2018. [[Paper](https://arxiv.org/abs/2301.00001)]\n',
      'A Calm Title',
    ],
    [
      'on its next lines',
      '1. **A Calm Title.** [2018]  \n   *Ann Roe, Bob Poe*  \n   [[pdf](https://arxiv.org/abs/2301.00001)]\n',
      'A Calm Title',
    ],
    [
      'below it',
      '- A Title! It Goes On.\n  [[pdf]](https://arxiv.org/abs/2301.00001)\n  - Ann Roe and Bob Poe. AAAI, 2018.\n',
      'A Title! It Goes On',
    ],
    [
      'behind a question',
      '- Is This a Title? Ann Roe, Bob Poe. 2018. [[paper]](https://arxiv.org/abs/2301.00001)\n',
      'Is This a Title?',
    ],
  ])('has its credits or link %s', async (_where, item, title) => {
    const { articles } = await readAll(readingList, item);

    expect(articles).toMatchObject([
      {
        title,
        url: 'https://arxiv.org/abs/2301.00001',
        authors: [{ name: 'Ann Roe' }, ...(item.includes('Bob') ? [{ name: 'Bob Poe' }] : [])],
      },
    ]);
    expect(articles[0]?.publishedOn).toBe('2018');
  });

  it('may have a title of one word behind a label that says what it is, and no badge for a subject', async () => {
    const { articles } = await readAll(
      readingList,
      '- Newsletter: [Calmly](https://calm.example)\n- [Lens](https://github.com/a/lens): look ![GitHub Repo stars](https://img.example/stars)\n',
    );

    expect(articles.map(({ title, topics }) => [title, topics])).toEqual([
      ['Calmly', undefined],
      ['Lens', undefined],
    ]);
  });

  it('has a repository by its address, and no author in its title', async () => {
    const { articles } = await readAll(
      readingList,
      `- https://github.com/calm/lens - looks inside
- A Calm Title by A. Roe et al. [[paper](https://arxiv.org/abs/2301.00001)]
- CALM - [A Calm Dataset](https://huggingface.co/datasets/a/calm)
`,
    );

    expect(articles.map(({ title, hasStandInTitle, authors }) => [title, hasStandInTitle, authors])).toEqual([
      ['calm/lens', true, undefined],
      ['A Calm Title', undefined, [{ name: 'A. Roe' }]],
      ['A Calm Dataset', undefined, undefined],
    ]);
  });

  it('stands under a deeper heading below the contents, too', async () => {
    const { articles } = await readAll(
      readingList,
      '# List\n\n## Contents\n\n- [Calm](https://list.example/#calm)\n\n### Calm\n\n- [A Title](https://arxiv.org/abs/2301.00001)\n',
    );

    expect(articles.map(({ title }) => title)).toEqual(['A Title']);
  });

  it.each([
    ["* **A Title** [[Ann Roe's blog]](https://roe.example/a)", 'A Title', 'https://roe.example/a'],
    ['* 🌟**lens** [[github]](https://github.com/a/lens)', 'lens', 'https://github.com/a/lens'],
    [
      '* **A Title** [[ICLR 2024 spotlight]](https://openreview.net/forum?id=Zzzzzzzzzz)',
      'A Title',
      'https://openreview.net/forum?id=Zzzzzzzzzz',
    ],
    [
      '- ["A Title"](https://arxiv.org/abs/2301.00001), [Tweet Summary](https://social.example/1)',
      'A Title',
      'https://arxiv.org/abs/2301.00001',
    ],
    ['LIME, [A Title](https://arxiv.org/abs/2301.00001), ICLR 2019', 'A Title', 'https://arxiv.org/abs/2301.00001'],
    ['Lens: [https://github.com/a/lens](https://github.com/a/lens), Python', 'Lens', 'https://github.com/a/lens'],
    ['However, [A Title](https://arxiv.org/abs/2301.00001) is calm.', undefined, undefined],
  ])('is named by what stands in bold, or behind its short name: %s', async (item, title, url) => {
    const { articles } = await readAll(readingList, `${item}\n`);

    expect(articles.map((each) => [each.title, each.url])).toEqual(title === undefined ? [] : [[title, url]]);
  });

  it.each([
    '#### ✅ A Heading Above\nLink: https://arxiv.org/abs/2301.00001\nBy: Some Institute, At CVPR 2019\n',
    '- [ACL][2019] [A Heading Above](https://arxiv.org/abs/2301.00001)\n',
    '1. (2019 CHI) **A Heading Above.** *Roe, Ann, Bob Poe, and Cy Doe.* [[pdf]](https://arxiv.org/abs/2301.00001)\n',
  ])('is found below a heading, behind tags and with its first author turned round: %s', async (item) => {
    const { articles } = await readAll(readingList, item);

    expect(articles).toMatchObject([{ title: 'A Heading Above', url: 'https://arxiv.org/abs/2301.00001' }]);
    if (item.includes('Roe'))
      expect(articles[0]?.authors?.map(({ name }) => name)).toEqual(['Ann Roe', 'Bob Poe', 'Cy Doe']);
  });

  it('may be an address with a remark', async () => {
    const { articles } = await readAll(
      readingList,
      '- https://arxiv.org/abs/2301.00001 (by those who did the other)\n',
    );

    expect(articles).toMatchObject([{ title: 'arXiv:2301.00001', hasStandInTitle: true }]);
  });

  it.each([
    ['- Calm vs. Fast: Two Ways. ICML 2024, [[pdf]](https://arxiv.org/abs/2301.00001)', 'Calm vs. Fast: Two Ways'],
    [
      '- Is It Calm? A Comprehensive Study. ICML 2024, [[pdf]](https://arxiv.org/abs/2301.00001)',
      'Is It Calm? A Comprehensive Study',
    ],
    [
      '- Calm Designs: I. The Method. Biometrika 1952, [[pdf]](https://arxiv.org/abs/2301.00001)',
      'Calm Designs: I. The Method',
    ],
  ])('has a title that no abbreviation, number or question ends: %s', async (item, title) => {
    const { articles } = await readAll(readingList, `${item}\n`);

    expect(articles.map((each) => each.title)).toEqual([title]);
  });

  it.each([
    [
      "- **[Village@Conf'21]** You Sound Confused, Anyways - Thanks for All [[Slides]](https://conf.example/a.pdf)",
      'You Sound Confused, Anyways - Thanks for All',
    ],
    ["- **[S&P'25]** My Model Is Calm to You [[Repo]](https://github.com/a/calm)", 'My Model Is Calm to You'],
    ['- **[CVE-2024-34359]** Supply Chains of Models [[Link]](https://cve.example/a)', 'Supply Chains of Models'],
    [
      '- Calmly Interpretable Reinforcement\n  - A. Roe, B. Poe.  *ICML 2018*.  [[paper]](https://arxiv.org/abs/2301.00001)',
      'Calmly Interpretable Reinforcement',
    ],
    ['- 老树开新花：大模型时代的代码执行沙箱 [[Link]](https://blog.example/a)', '老树开新花：大模型时代的代码执行沙箱'],
  ])('has a title that is neither its tag nor its venue: %s', async (item, title) => {
    const { articles } = await readAll(readingList, `${item}\n`);

    expect(articles.map((each) => each.title)).toEqual([title]);
  });

  it('in bold may stand below another one', async () => {
    const { articles } = await readAll(
      readingList,
      '* **A Title** [[arXiv]](https://arxiv.org/abs/2301.00001)\n  * **A Reply** [[arXiv]](https://arxiv.org/abs/2301.00002)\n',
    );

    expect(articles.map(({ title }) => title)).toEqual(['A Title', 'A Reply']);
  });

  it('is none where a sentence goes on with its link', async () => {
    const { articles, rejects } = await readAll(
      readingList,
      '- [2024/03] We released our [paper](https://arxiv.org/abs/2301.00001)!\n- 2024.05: [Our paper](https://arxiv.org/abs/2301.00001) is out\n',
    );

    expect(articles).toEqual([]);
    expect(rejects).toHaveLength(2);
  });

  it('may name several works', async () => {
    expect(
      await readItem(
        `- [One Title](${url}), [Two Titles](https://a.example/2) and [Three](https://a.example/3) [[code](https://github.com/a/b)]`,
      ),
    ).toEqual([
      ['One Title', url],
      ['Two Titles', 'https://a.example/2'],
      ['Three', 'https://a.example/3'],
    ]);
  });

  it('has what stands below it: links under labels, authors and venue, notes', async () => {
    expect(
      await readItem(
        `- [One](${url})\n  - [Code](https://github.com/a/b)\n  - Ann Roe, Bob Poe\n  - ICLR 2021\n  - a note; see [background](https://a.example)\n
- **Two Without a Link**\n  - Cy Doe, Dee Moe\n  - [[paper]](${url})\n
- A subject\n  - [Three](https://a.example/3)\n    - [Blog post](https://a.example/post) about it`,
      ),
    ).toEqual([
      ['One', url, 'Ann Roe; Bob Poe', '2021', 'ICLR 2021'],
      ['Two Without a Link', url, 'Cy Doe; Dee Moe'],
      ['Three', 'https://a.example/3'],
    ]);
  });

  it('is none where the list speaks of itself or leads to its own pages', async () => {
    expect(
      await readItem(
        '[Subscribe now](https://list.example/subscribe)\n\n- [Installation](docs/install.md)\n- [Papers](#papers)\n\n## Contributing\n\n- [Open an issue](https://github.com/a/b/issues)\n\n## Papers\n\n- [One](https://a.example/1)',
      ),
    ).toEqual([['One', 'https://a.example/1']]);
  });
});

describe('a table of works', () => {
  it('says under its header what stands in its columns', async () => {
    const { articles } = await readAll(
      readingList,
      `| Year | Paper | Authors | Venue | Link |
| --- | --- | --- | --- | --- |
| 2020 | A Plain Title | Ann Roe, Bob Poe | ICLR | [code](https://github.com/a/b) [arXiv](https://arxiv.org/abs/2001.00004) |
| 2019 | [Another](https://notes.example/another) | Cy Doe et al. | arXiv | https://a.example/paper |
`,
    );

    expect(articles).toMatchObject([
      {
        title: 'A Plain Title',
        publishedOn: '2020',
        venue: 'ICLR',
        authors: [{ name: 'Ann Roe' }, { name: 'Bob Poe' }],
      },
      { title: 'Another', publishedOn: '2019', url: 'https://a.example/paper', authors: [{ name: 'Cy Doe' }] },
    ]);
    expect(articles[0]?.url).toBe('https://arxiv.org/abs/2001.00004');
    expect(articles[1]?.venue).toBeUndefined();
  });
});

it('a column of family names makes no first names of them', async () => {
  const { articles } = await readAll(
    readingList,
    '| Title | Author |\n|---|---|\n| [A Title](https://arxiv.org/abs/2301.00001) | Roe and Poe |\n| [Another](https://arxiv.org/abs/2301.00002) | Roe, Poe, Doe, Zed |\n',
  );

  expect(articles.map(({ authors }) => authors)).toEqual([undefined, undefined]);
});

it('a long list may name its addresses at its end', async () => {
  const items = Array.from({ length: 2_000 }, (_, index) => `- [Title number ${index}][${index}] and words\n`);
  const addresses = items.map((_, index) => `[${index}]: https://a.example/${index}`);
  const { articles } = await readAll(readingList, `${items.join('\n')}\n${addresses.join('\n')}\n`);

  expect(articles).toHaveLength(2_000);
  expect(articles[7]).toMatchObject({ title: 'Title number 7', url: 'https://a.example/7' });
});

it('a table in HTML is one', async () => {
  const { articles } = await readAll(
    readingList,
    `<table>
<tr><th>Title</th><th>Year</th><th>Link</th></tr>
<tr><td>A Plain Title</td><td>2023</td><td><a href="https://a.example/1">page</a></td></tr>
<tr><td><a href="https://a.example/2">A Linked Title</a></td><td></td><td>-</td></tr>
</table>
`,
  );

  expect(articles.map(({ title, url, publishedOn }) => [title, url, publishedOn])).toEqual([
    ['A Plain Title', 'https://a.example/1', '2023'],
    ['A Linked Title', 'https://a.example/2', undefined],
  ]);
});

describe('bad lists', () => {
  it('a line as long as a file costs that line', async () => {
    const long = '['.repeat(3_000_000);
    const { articles, rejects } = await readAll(
      readingList,
      `- [One](https://a.example/1)\n\n${long}\n\n- [Two](https://a.example/2)\n`,
    );

    expect(articles.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(rejects).toEqual([{ at: { file: 'test', line: 3 }, reason: expect.stringContaining('256 kB') as string }]);
  });

  it('a title in a lost encoding is refused with its line', async () => {
    const { articles, rejects } = await readAll(readingList, '# List\n- [Na\ufffdve](https://a.example/1)\n');

    expect(articles).toEqual([]);
    expect(rejects[0]).toMatchObject({ at: { line: 2, field: 'title' } });
  });

  it('links that are no addresses give no address', async () => {
    const { articles } = await readAll(readingList, '- [One](javascript:alert(1))\n- [Two](https://a.example/2)\n');

    expect(articles.map(({ url }) => url)).not.toContain('javascript:alert(1)');
  });
});

describeWithShared('the real lists', () => {
  const folder = 'lists/Awesome-LM-SSP/collection';
  const files = hasShared
    ? readdirSync(sharedPath(folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
        statSync(sharedPath(`${folder}/${name}`)).isFile(),
      )
    : [];

  it('give at least 99 of 100 works with title and address, and every identifier', async () => {
    let known = 0;
    let found = 0;
    for (const name of files) {
      const text = shared(`${folder}/${name}`);
      const { articles } = await readAll(readingList, text, name);
      const lines = text.split('\n').filter((line) => line.startsWith('- '));
      known += lines.length;
      for (const line of lines) {
        const [, title = '', url = ''] = /\*\*\[(.+)\]\(\s?(\S+?)\s?\)\*\*/.exec(line) ?? [];
        const hit = articles.find((each) => each.title === title.replace(/\s+/g, ' ').trim());
        if (hit?.url !== undefined && parseIdentifier(hit.url)?.value === parseIdentifier(url)?.value) found++;
      }
    }
    expect(known).toBeGreaterThan(2_000);
    expect(found / known).toBeGreaterThanOrEqual(0.99);
  });

  it('give the works that stand behind their venues', async () => {
    const text = shared('lists/awesome-ood-detection/README.md');
    const { articles } = await readAll(readingList, text);
    const lines = text.split('\n').filter((line) => /^\([^)]+ \d{4}[^)]*\)/.test(line));
    const found = lines.filter((line) => {
      const [, title = '', url = ''] = /\[(.+?)\]\((\S*?)\)/.exec(line) ?? [];
      return articles.some((each) => each.title === title.trim() && (url === '' || each.url === url));
    });

    expect(lines.length).toBeGreaterThan(250);
    expect(found.length / lines.length).toBeGreaterThanOrEqual(0.99);
  });
});
