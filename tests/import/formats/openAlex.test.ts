import { detectFormat } from '../../../src/import/formats/detectFormat';
import { openAlex } from '../../../src/import/formats/openAlex';
import { fixture, readAll } from './readAll';

const ANSWER = 'references/openalex.json';

it('is recognised as an answer and as JSON Lines', () => {
  expect(detectFormat(fixture(ANSWER), 'x.json').name).toBe('openalex');
  expect(detectFormat('{"id":"https://openalex.org/W1234","title":"A"}\n', 'x.jsonl').name).toBe('openalex');
});

it('gives works with ids of all schemes, abstract, weighted topics and citations', async () => {
  const { articles, rejects, records } = await readAll(openAlex, fixture(ANSWER));
  expect(rejects).toEqual([]);
  expect(records.map(({ at }) => at.line)).toEqual([4, 33]);
  expect(articles).toEqual([
    {
      kind: 'paper',
      title: 'Quiet Robots',
      abstract: 'We watch robots that watch robots.',
      publishedOn: '2020-12-05',
      url: 'https://doi.org/10.5555/calm.2020.1',
      identifiers: [
        'https://openalex.org/W4300000001',
        'https://doi.org/10.5555/calm.2020.1',
        'https://pubmed.ncbi.nlm.nih.gov/31000001',
        'http://arxiv.org/abs/2012.00001',
      ],
      authors: [{ name: 'Ann Röe', orcid: '0000-0002-1825-0097' }, { name: 'Bob Poe' }],
      venue: 'Journal of Careful Machines',
      topics: [{ name: 'Calm Machines', kind: 'TAG', weight: 0.91 }],
      cites: ['https://openalex.org/W4300000002'],
    },
    {
      kind: 'resource',
      resourceKind: 'DATASET',
      title: 'A Data Set of Calm',
      publishedOn: '2019',
      url: 'https://openalex.org/W4300000002',
      identifiers: ['https://openalex.org/W4300000002'],
    },
  ]);
});

it('reads lines of a snapshot, and goes on after bad ones', async () => {
  const { articles, rejects } = await readAll(
    openAlex,
    [
      '{"id":"https://openalex.org/W1000","title":"First"}',
      '{"id":"https://openalex.org/W1001","title":null}',
      '{"error":"Work not found","message":"no such work"}',
      '{"id":["W1"],"title":"Odd","authorships":{"a":1},"topics":["x"],"referenced_works":"W1000","abstract_inverted_index":{"far":[999999999],"no":"x","__proto__":[0]}}',
      '[]x',
      '{"id":"W1002","title":"Last","referenced_works":["W1000"]}',
    ].join('\n'),
  );
  expect(articles).toEqual([
    {
      kind: 'paper',
      title: 'First',
      url: 'https://openalex.org/W1000',
      identifiers: ['https://openalex.org/W1000'],
    },
    { kind: 'paper', title: 'Odd', abstract: '__proto__', cites: ['https://openalex.org/W1000'] },
    {
      kind: 'paper',
      title: 'Last',
      url: 'https://openalex.org/W1002',
      identifiers: ['https://openalex.org/W1002'],
      cites: ['https://openalex.org/W1000'],
    },
  ]);
  expect(rejects.map(({ at }) => at.line)).toEqual([2, 3, 5]);
  expect(rejects[1]?.reason).toBe('OpenAlex answered with an error: no such work');
});
