import { project } from '../../src/model/projection';
import { dateOfPlace, type PartialDate } from '../../src/model/dates';

it('orders by the folded name', () => {
  const named = (name: string) => project({ kind: 'Author', facts: { name, variants: [], identifiers: [] } }).sortName;
  expect(['Zoë', 'Émile', 'Øystein', 'anna'].sort((a, b) => (named(a) < named(b) ? -1 : 1))).toEqual([
    'anna',
    'Émile',
    'Øystein',
    'Zoë',
  ]);
});

it('places issues of one date by their numbers, and what has no date before all dates', () => {
  const placed = (date?: string, number?: number) => {
    const dated = {
      ...(date !== undefined && { publishedOn: date as PartialDate }),
      ...(number !== undefined && { number }),
    };
    return project({ kind: 'Issue', facts: { title: '', identifiers: [], sections: [], ...dated } }).publishedOn;
  };
  const undated = [placed(), placed(undefined, 0), placed(undefined, 2), placed(undefined, 10)];
  const dated = [
    placed('2018-04'),
    placed('2018-04', 9),
    placed('2018-04', 10),
    placed('2018-04-01', 1),
    placed('2019'),
  ];
  const places = [...undated, ...dated];
  expect([...places].sort()).toEqual(places);
  expect(places.map(dateOfPlace)).toEqual(['', '', '', '', '2018-04', '2018-04', '2018-04', '2018-04-01', '2019']);
});

it('finds a name by its variants and aliases', () => {
  const facts = { slug: 'trojans', name: 'Trojans', topicKind: 'TOPIC', aliases: ['Data poisoning'] } as const;
  expect(project({ kind: 'Topic', facts }).nameWords).toBe('trojans data poisoning');
});

it('searches an issue by what its entries are called, and leaves their summaries to the articles', () => {
  const entry = { key: 'a', title: 'Grokking', summary: 'Memorised first', coverage: 'FEATURE', links: [] } as const;
  const facts = {
    title: 'Newsletter #7',
    publishedOn: '2023-01-09' as PartialDate,
    identifiers: [],
    sections: [{ heading: 'Monitoring', entries: [entry] }],
  };
  const { terms, publishedOn, name } = project({ kind: 'Issue', facts });
  expect({ name, publishedOn }).toEqual({ name: 'Newsletter #7', publishedOn: '2023-01-09' });
  expect([...terms.keys()].sort()).toEqual(['7', 'grok', 'newslett']);
});
