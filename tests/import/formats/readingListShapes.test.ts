import { detectFormat } from '../../../src/import/formats/detectFormat';
import { readingList } from '../../../src/import/formats/readingList';
import { readAll } from './readAll';

/** Two works in the shape of an item; what it needs above and below stands around them. */
const WORKS = [
  {
    title: 'Quiet Channels: Who Reads the Scratchpad?',
    id: '2301.04411',
    names: ['Ann Roe', 'Bo Li', 'Carla M. Diaz'],
  },
  { title: 'When Judges Disagree (and Why It Matters)', id: '2302.11234', names: ['Dmitri Volkov', 'Ann Roe'] },
] as const;
type Work = (typeof WORKS)[number];

const names = (work: Work) => work.names.join(', ');
const page = ({ id }: Work) => `https://arxiv.org/abs/${id}`;
const inverted = ({ names: all }: Work) =>
  all.map((name) => name.replace(/^(\p{Lu})\S+\s(?:(\p{Lu}\.)\s)?(\S+)$/u, '$3, $1. $2').trim()).join(', & ');

const SHAPES: Readonly<Record<string, { above?: string; below?: string; item: (work: Work) => string }>> = {
  'rows whose paper is linked by its arXiv id, as daily lists write them': {
    above: '|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|',
    item: (work) =>
      `|**2023-04-11**|**${work.title}**|${names(work)}|[${work.id}](${page(work)})|**[link](https://github.com/lab/it)**|`,
  },
  'rows whose title leads to a page of the table’s own': {
    above: '| Name | Author | Link |\n|---|---|---|',
    item: (work) => `| [${work.title}](Reading%20DB/page%20abc.md) | ${names(work)} | ${page(work)} |`,
  },
  'headings with fields below them': {
    item: (work) =>
      `### ${work.title}\n\n- **Authors**: ${names(work)}\n- **Link**: ${page(work)}\n- **Summary**: Short.\n`,
  },
  'headings with fields on the lines of one paragraph': {
    item: (work) => `### ${work.title}\n\n**Authors:** ${names(work)}\n**Link:** ${page(work)}\n`,
  },
  'paragraphs with names and venue on lines of their own': {
    item: (work) => `**${work.title}**  \n${names(work)}  \n*NeurIPS 2023*. [[pdf]](${page(work)})\n`,
  },
  'addresses below the list': {
    item: (work) => `- [${work.title}][${work.id}], ${names(work)} (2023)`,
    below: WORKS.map((work) => `[${work.id}]: ${page(work)}`).join('\n'),
  },
  'a list in HTML': {
    above: '<ul>',
    item: (work) => `<li><a href="${page(work)}">${work.title}</a>, ${names(work)}, NeurIPS 2023</li>`,
    below: '</ul>',
  },
  'references with an address at the end': {
    item: (work) => `- ${inverted(work)} (2023). ${work.title}. *NeurIPS*. ${page(work)}`,
  },
  'references with citation keys and the number of the preprint': {
    item: (work) =>
      `- [@key${work.id}] ${inverted(work)} (2023). ${work.title} (No. arXiv:${work.id}). arXiv. https://doi.org/10.48550/arXiv.${work.id}`,
  },
  'names behind the title, then the address': {
    item: (work) => `- ${work.title}, ${names(work)}, 2023: <${page(work)}>`,
  },
  'labels that are arXiv ids': {
    item: (work) => `- [${work.id}](${page(work)}): ${work.title} (${names(work)})`,
  },
  'references without a year behind the names': {
    item: (work) =>
      `- ${work.names[0]}, ${work.names.slice(1).join(', ')} et al. ${work.title}. NeurIPS (2023). [arXiv:${work.id}](${page(work)})`,
  },
  'linked headings above names, venue and code': {
    item: (work) =>
      `#### [${work.title}](${page(work)})\n\n**${names(work)}** · _NeurIPS 2023_ · [code](https://github.com/lab/it)\n`,
  },
  'a date, the title in bold, names and a link': {
    item: (work) => `- 2023-05-03, **${work.title}**, ${names(work)}, [Paper](${page(work)})`,
  },
};

describe.each(Object.entries(SHAPES))('a reading list of %s', (_, { above = '', below = '', item }) => {
  const text = ['# Reading list', '', above, ...WORKS.map(item), '', below, ''].join('\n');

  it('is recognised, and each work has its title, its address and all of its authors', async () => {
    const { articles, rejects } = await readAll(readingList, text);

    expect(detectFormat(text, 'list.md').name).toBe('reading-list');
    expect(rejects).toEqual([]);
    expect(
      articles.map(({ title, url, identifiers = [], authors = [] }) => ({
        title,
        hasId: [url, ...identifiers].some((each) => WORKS.some(({ id }) => each?.includes(id) === true)),
        families: authors.map(({ name }) => name.replace(/,.*|^.*\s(?=\S+$)/g, '')),
      })),
    ).toEqual(
      WORKS.map((work) => ({
        title: work.title,
        hasId: true,
        families: work.names.map((name) => name.replace(/^.*\s/, '')),
      })),
    );
  });
});

describe('items without a link in words', () => {
  it('are known by a badge that leads to the paper', async () => {
    const { articles, rejects } = await readAll(
      readingList,
      WORKS.map(
        (work) =>
          `- ${work.title} [![arXiv](https://img.example/${work.id}.svg)](${page(work)}) [![Star](https://img.example/s.svg)](https://github.com/lab/it)\n`,
      ).join(''),
    );

    expect(rejects).toEqual([]);
    expect(articles.map(({ title, url }) => [title, url])).toEqual(WORKS.map((work) => [work.title, page(work)]));
  });

  it('are known by an identifier in the text', async () => {
    const text = `- ${WORKS[0].title} (arXiv:${WORKS[0].id})\n- A. Roe. "Loud Channels Leak." 2023. doi:10.1000/loud.1.\n- See arXiv:2301.00001 for more.\n`;
    const { articles } = await readAll(readingList, text);

    expect(articles.map(({ title, url }) => [title, url])).toEqual([
      [WORKS[0].title, page(WORKS[0])],
      ['Loud Channels Leak', 'https://doi.org/10.1000/loud.1'],
    ]);
  });
});

it('takes a name alone for the author where a venue or year follows it', async () => {
  const { articles } = await readAll(
    readingList,
    '- [Loud Channels](https://arxiv.org/abs/2301.00001). Ann Roe. NeurIPS 2023.\n- [Quiet Rooms](https://arxiv.org/abs/2301.00002). Deep Insight.\n',
  );

  expect(articles.map(({ authors = [] }) => authors.map(({ name }) => name))).toEqual([['Ann Roe'], []]);
});

it('keeps a title whole that begins with a quotation', async () => {
  const title = '"Please Stop": How Agents Take It';
  const shapes = [
    `- ${title}: https://arxiv.org/abs/2301.00001`,
    `- [2301.00001](https://arxiv.org/abs/2301.00001): ${title}`,
  ];
  const { articles } = await readAll(readingList, `${shapes.join('\n')}\n`);

  expect(articles.map((article) => article.title)).toEqual([title, title]);
});

it('takes no manual with links to its parts for a list', () => {
  const text =
    '# A tool\n\n**Home**: https://tool.example/\n\n**Code**: https://github.com/lab/tool\n\nSee our page: https://tool.example/docs\n';

  expect(() => detectFormat(text, 'README.md')).toThrow('no format recognises this file');
});

it('recognises a list that begins with a picture in HTML, whatever the file is called', () => {
  const items = WORKS.flatMap((work) => [work, work, work]).map((work) => `- [${work.title}](${page(work)})`);

  expect(detectFormat(`<p align="center"><img src="logo.png"></p>\n\n${items.join('\n')}\n`, '<stdin>').name).toBe(
    'reading-list',
  );
});
