import { identifierKey, isSharedKey, lookupKeys, nameKey, slugKey, titleKey } from '../../src/model/keys';

it('finds an article by each of its identifiers and by its title', () => {
  const facts = {
    title: 'Toy Models of Superposition',
    identifiers: [
      { scheme: 'ARXIV', value: '2209.10652' },
      { scheme: 'URL', value: 'https://transformer-circuits.pub/2022/toy_model' },
    ],
  } as const;
  expect(lookupKeys({ kind: 'Paper', facts })).toEqual([
    'arxiv:2209.10652',
    'url:https://transformer-circuits.pub/2022/toy_model',
    'title:toy models of superposition',
  ]);
});

it('finds a topic by its slug, name and aliases, each once', () => {
  const facts = { slug: 'trojans', name: 'Trojans', topicKind: 'TOPIC', aliases: ['trojans', 'Backdoors'] } as const;
  expect(lookupKeys({ kind: 'Topic', facts })).toEqual([
    'slug:topic:trojans',
    'name:topic:trojans',
    'name:topic:backdoors',
  ]);
});

it('gives no key to a title without a letter or digit', () => {
  expect(lookupKeys({ kind: 'Resource', facts: { title: '???', identifiers: [], resourceKind: 'OTHER' } })).toEqual([]);
});

it('lets titles and names be shared, identifiers and slugs not', () => {
  expect([titleKey('A'), nameKey('Author', 'Dan Klein')].every(isSharedKey)).toBe(true);
  expect([identifierKey({ scheme: 'DOI', value: '10.1000/1' }), slugKey('Topic', 'trojans')].some(isSharedKey)).toBe(
    false,
  );
});
