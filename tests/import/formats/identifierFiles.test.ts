import { detectFormat } from '../../../src/import/formats/detectFormat';
import { citationEdges } from '../../../src/import/formats/citationEdges';
import { idList } from '../../../src/import/formats/idList';
import { readAll } from './readAll';

describe('a list of ids', () => {
  it('is recognised, and prose and tables are not', () => {
    expect(detectFormat('2301.05217\n10.1145/3442188.3445922\n', 'x.txt').name).toBe('id-list');
    expect(detectFormat('# mine\nhttps://arxiv.org/abs/2301.05217', 'x').name).toBe('id-list');
    expect(idList.detect('Read 2301.05217 first.\nThen 10.1145/3442188.3445922, please.\n', 'x.txt')).toBe(0);
    expect(idList.detect('2020\n2021\n', 'x.txt')).toBe(0);
  });

  it('gives papers whose names only stand in', async () => {
    const { articles, rejects } = await readAll(
      idList,
      '\ufeff# to read\r\n2301.05217v2\r\n\r\n- doi:10.1145/3442188.3445922,\nhttps://openreview.net/forum?id=rJl-b3RcF7\npmid:31000001',
    );
    expect(rejects).toEqual([]);
    expect(articles).toEqual(
      [
        ['arXiv:2301.05217', 'https://arxiv.org/abs/2301.05217'],
        ['doi 10.1145/3442188.3445922', 'https://doi.org/10.1145/3442188.3445922'],
        ['openreview rJl-b3RcF7', 'https://openreview.net/forum?id=rJl-b3RcF7'],
        ['pubmed 31000001', 'https://pubmed.ncbi.nlm.nih.gov/31000001/'],
      ].map(([title, address]) => ({ kind: 'paper', title, hasStandInTitle: true, identifiers: [address] })),
    );
  });

  it('refuses ids that look right and are not', async () => {
    const { records, rejects } = await readAll(
      idList,
      `2313.00001\n10.12/x\n0000-0002-1825-0097\nhttps://a.example\n${'9'.repeat(100_000)}\n2301.05217`,
    );
    expect(records).toHaveLength(1);
    expect(rejects.map(({ at }) => at.line)).toEqual([1, 2, 3, 4, 5]);
    expect(rejects[0]?.reason).toBe('“2313.00001” is no DOI, arXiv id or other identifier of a paper');
  });
});

describe('citation edges', () => {
  it.each([
    ['a comma', '10.1145/a,b,2301.05217', '10.1145/a,b', '2301.05217'],
    ['a tab', 'https://arxiv.org/abs/2301.05217\t10.1145/x', 'https://arxiv.org/abs/2301.05217', '10.1145/x'],
    ['blanks', 'arXiv:2301.05217   arXiv:2209.10652', 'arXiv:2301.05217', 'arXiv:2209.10652'],
    ['quotes', '"10.1145/x";"10.1145/y"', '10.1145/x', '10.1145/y'],
    ['an arrow', 'hep-th/9901001 -> openalex:W1234', 'hep-th/9901001', 'openalex:W1234'],
  ])('are two ids with %s between them', async (_separator, line, from, to) => {
    expect(detectFormat(`${line}\n`, 'x').name).toBe('citation-edges');
    const { records, rejects } = await readAll(citationEdges, `citing,cited\n${line}\n`);
    expect(rejects).toEqual([]);
    expect(records).toEqual([{ type: 'citation', at: { file: 'test', line: 2 }, citation: { from, to } }]);
  });

  it('refuses lines that are no pair', async () => {
    const { records, rejects } = await readAll(
      citationEdges,
      `2301.05217 2209.10652\n440 50\n2301.05217\n2301.05217 2209.10652 2103.00001\nfrom,to\n${'a '.repeat(100_000)}\n`,
    );
    expect(records).toHaveLength(1);
    expect(rejects.map(({ at }) => at.line)).toEqual([2, 3, 4, 5, 6]);
    expect(citationEdges.detect('440\t50\n440\t103\n', 'graph.txt')).toBe(0);
  });
});
