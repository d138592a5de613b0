import { project } from '../../src/model/projection';
import type { PartialDate } from '../../src/model/dates';

it('orders by the folded name', () => {
  const named = (name: string) => project({ kind: 'Author', facts: { name, variants: [], identifiers: [] } }).sortName;
  expect(['Zoë', 'Émile', 'Øystein', 'anna'].sort((a, b) => (named(a) < named(b) ? -1 : 1))).toEqual([
    'anna',
    'Émile',
    'Øystein',
    'Zoë',
  ]);
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
