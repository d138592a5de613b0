import { importText } from '../../src/import/importFile';
import type { GraphStore } from '../../src/store/port';
import { openEmptyStore } from '../support/graph';

let store: GraphStore;
beforeEach(async () => {
  store = await openEmptyStore();
});
afterEach(() => store.close());

async function read(name: string, text: string) {
  return importText(store, text, { name, now: '2026-01-01T00:00:00Z' });
}

async function papers(): Promise<string[]> {
  const found: string[] = [];
  for await (const { node } of store.scan()) if (node?.kind === 'Paper') found.push(node.id);
  return found;
}

const DOI = '10.5555/calm.2020.1';
const ARXIV = '2012.00001';
const SAME_PAPER: readonly (readonly [format: string, text: string])[] = [
  ['seed', `articles:\n  - title: Quiet Robots\n    kind: paper\n    identifiers: ['arXiv:${ARXIV}', 'doi:${DOI}']\n`],
  ['bibtex', `@article{a, title = {{Quiet} robots.}, eprint = {${ARXIV}v2}, archiveprefix = {arXiv}}`],
  ['csl-json', `[{"type": "article-journal", "title": "Robots, quiet", "issued": {}, "DOI": "${DOI.toUpperCase()}"}]`],
  ['openalex', `{"id": "https://openalex.org/W4300000001", "title": "Quiet", "doi": "https://doi.org/${DOI}"}`],
  ['semantic-scholar', `{"paperId": "${'a'.repeat(40)}", "title": "Quiet", "externalIds": {"ArXiv": "${ARXIV}"}}`],
  ['ris', `TY  - JOUR\nTI  - Quiet Robots (extended)\nUR  - http://dx.doi.org/${DOI}\nER  - \n`],
  ['csv', `title,url\nQuiet,https://arxiv.org/pdf/${ARXIV}v1.pdf\n`],
  ['id-list', `https://arxiv.org/abs/${ARXIV}\n`],
];

it('makes one paper of what references in every format say of it, and names it as the curated seed does', async () => {
  for (const [format, text] of SAME_PAPER) expect((await read(format, text)).format).toBe(format);
  expect(await papers()).toEqual([`paper:arxiv.${ARXIV}`]);
  for await (const { node } of store.scan()) if (node?.kind === 'Paper') expect(node.facts.title).toBe('Quiet Robots');
});

it('changes nothing when the same references come again in a file of other content', async () => {
  for (const [format, text] of SAME_PAPER) await read(format, text);
  for (const [format, text] of SAME_PAPER.slice(1)) {
    const spaced = await read(format, `${text}\n\n`);
    expect({ format, changed: spaced.changed, rejects: spaced.rejects }).toEqual({
      format,
      changed: false,
      rejects: [],
    });
  }
});
