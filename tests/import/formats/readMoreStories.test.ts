import { detectFormat } from '../../../src/import/formats/detectFormat';
import { newsletter } from '../../../src/import/formats/newsletter';
import { parseIssueTitle } from '../../../src/import/formats/newsletter/newsletterNames';
import { readIssue } from './readAll';

const MARKDOWN = `# Import AI 901: Calm robots; fast kernels

### Will they ever rest?

[Ann Roe](https://substack.com/@roe)

Feb 26, 2030

Welcome to Import AI, a newsletter about research.

**Robots are calm:**
*…Rest works…*
A lab has [shown](https://social.example/1) it.

**Why this matters – everyone rests:** They do.
 **Read more:** [Calm Robots (arXiv)](https://arxiv.org/abs/2301.00001).
 **Get the code here:** [calm (GitHub)](https://github.com/a/calm).

***

**News of a lab:**

**Kernels get fast:**
*…Faster…*
They did.
**Read the blog:** [Fast Kernels (Lab, blog)](https://lab.example/kernels).

***

**Tech Tales:**

**The calm machine:**
*…a tale…*
Once.
**Read more:** [nothing](https://lab.example/nothing).
`;

const PAGE = `<html><head><title>Import AI 901: Calm robots; fast kernels | Import AI</title></head><body><article>
<p>Welcome to Import AI.</p>
<p><strong>Robots are calm:<br></strong><em>…Rest works…</em><br>A lab has <a href="https://social.example/1">shown</a> it.</p>
<p><strong>Why this matters – everyone rests:</strong> They do.<br><strong>Read more: </strong><a href="https://arxiv.org/abs/2301.00001">Calm Robots (arXiv)</a>.
<br><strong>Get the code here:</strong> <a href="https://github.com/a/calm">calm (GitHub)</a>.</p><p>***</p>
<p><strong>News of a lab:</strong></p><p><strong>Kernels get fast:<br></strong><em>…Faster…</em><br>They did.</p>
<p><strong>Read the blog:</strong> <a href="https://lab.example/kernels">Fast Kernels (Lab, blog)</a>.</p>
<p><strong>Tech Tales:</strong></p><p>Once.</p></article></body></html>`;

describe('issues of stories that close with where to read more', () => {
  it.each([
    ['Markdown', MARKDOWN],
    ['a page', PAGE],
    [
      'plain text',
      MARKDOWN.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 $2')
        .replace(/\*\*\*\n|\*|^#+ /gm, '')
        .replace('News of a lab:\n\n', ''),
    ],
  ])('cover what each names, from %s', async (form, text) => {
    expect(detectFormat(text, 'issue').name).toBe('newsletter');
    const issue = await readIssue(newsletter, text);

    expect(issue).toMatchObject({
      newsletter: { slug: 'import-ai' },
      number: 901,
      subtitle: 'Calm robots; fast kernels',
    });
    expect(
      issue.sections.map(({ heading, entries }) => [
        heading,
        ...entries.flatMap(({ title, articles = [] }) => [
          title,
          ...articles.map((each) => `${each.title} ${each.url ?? ''}`),
        ]),
      ]),
    ).toEqual(
      form === 'plain text'
        ? [
            [
              'Coverage',
              'Robots are calm',
              'Calm Robots https://arxiv.org/abs/2301.00001',
              'Kernels get fast',
              'Fast Kernels https://lab.example/kernels',
            ],
          ]
        : [
            ['Coverage', 'Robots are calm', 'Calm Robots https://arxiv.org/abs/2301.00001'],
            ['News of a lab', 'Kernels get fast', 'Fast Kernels https://lab.example/kernels'],
          ],
    );
  });

  it('keep what they close with where the text lost its links', async () => {
    const text =
      'Import AI 902: Rest\n\nRobots rest:\n…Rest…\nThey do.\nRead more: Resting Robots (arXiv).\n\nKernels rest:\n…Rest…\nThey do.\n';
    const issue = await readIssue(newsletter, text);

    expect(issue.sections[0]?.entries.map(({ title, links }) => [title, links])).toEqual([
      ['Robots rest', [{ label: 'Resting Robots', url: null }]],
      ['Kernels rest', []],
    ]);
  });

  it.each([
    ['Import AI 401: Rest', 401],
    ['Import AI #85: Rest', 85],
    ['Import AI: #85: Rest', 85],
    ['ImportAI: Issue 12', 12],
    ['Import AI 3 ways to rest', undefined],
    ['Import AI models', undefined],
    ['AI 401: Rest', undefined],
  ])('are known by the title “%s”, or not', (title, number) => {
    expect(parseIssueTitle(title)?.number).toBe(number);
  });
});
