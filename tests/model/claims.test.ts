import fc from 'fast-check';
import { CLAIM_RANKS, foldClaims, type Claim, type ClaimRank } from '../../src/model/claims';
import { nodeId } from '../../src/model/ids';

interface Facts {
  readonly title: string;
  readonly abstract: string;
  readonly publishedOn: string;
  readonly identifiers: readonly string[];
  readonly sections: readonly string[];
}

function claim(source: string, rank: ClaimRank, facts: Partial<Facts>): Claim<Facts> {
  return { source: nodeId('Source', source), rank, at: '2026-01-01T00:00:00Z', facts };
}

it('keeps a curated fact against a poorer one, and takes the poorer where nothing better is known', () => {
  const curated = claim('b', 'CURATED', { title: 'Right' });
  const feed = claim('a', 'FEED', { title: 'Wrong', abstract: 'Only here' });
  expect(foldClaims([feed, curated])).toEqual({ title: 'Right', abstract: 'Only here' });
});

it('prefers the more precise of two equals, then the source that sorts first', () => {
  expect(
    foldClaims([claim('a', 'FEED', { abstract: 'We show' }), claim('b', 'FEED', { abstract: 'We show more' })]),
  ).toEqual({
    abstract: 'We show more',
  });
  expect(foldClaims([claim('b', 'FEED', { title: 'B' }), claim('a', 'FEED', { title: 'A' })])).toEqual({ title: 'A' });
});

it('lets a poorer source refine a date, not contradict it', () => {
  const curated = claim('a', 'CURATED', { publishedOn: '2022' });
  expect(foldClaims([curated, claim('b', 'FEED', { publishedOn: '2022-12-07' })])).toEqual({
    publishedOn: '2022-12-07',
  });
  expect(foldClaims([curated, claim('b', 'FEED', { publishedOn: '2023-01-09' })])).toEqual({ publishedOn: '2022' });
});

it('replaces a text that was cut off by the one that goes on, of any rank', () => {
  const cut = claim('a', 'CURATED', { abstract: 'We study some…' });
  expect(foldClaims([cut, claim('b', 'FEED', { abstract: 'We study something else.' })])).toEqual({
    abstract: 'We study something else.',
  });
  expect(
    foldClaims([claim('a', 'CURATED', { title: 'OpenOOD' }), claim('b', 'FEED', { title: 'OpenOOD: a bench' })]),
  ).toEqual({
    title: 'OpenOOD',
  });
});

it('unites lists, but takes the sections of an issue from one source', () => {
  const a = claim('a', 'CURATED', { identifiers: ['1'], sections: ['x'] });
  const b = claim('b', 'FEED', { identifiers: ['1', '2'], sections: ['y', 'z'] });
  expect(foldClaims([b, a])).toEqual({ identifiers: ['1', '2'], sections: ['x'] });
});

it('takes a missing value for silence', () => {
  const silent = claim('a', 'CURATED', { title: undefined, abstract: null } as unknown as Partial<Facts>);
  expect(foldClaims([silent, claim('b', 'FEED', { title: 'Said' })])).toEqual({ title: 'Said' });
});

it('depends on the set of claims alone, never on their order', () => {
  const facts = fc.record(
    {
      title: fc.constantFrom('A', 'AB', 'ABC…', 'B'),
      abstract: fc.constantFrom('We', 'We show…', 'We show it.', 'No'),
      publishedOn: fc.constantFrom('2022', '2022-03', '2022-03-04', '2023'),
      identifiers: fc.uniqueArray(fc.constantFrom('1', '2', '3')),
    },
    { requiredKeys: [] },
  );
  const claims = fc.uniqueArray(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom(...CLAIM_RANKS), facts),
    { selector: ([source]) => source },
  );
  const twoOrders = claims.chain((set) =>
    fc.tuple(fc.constant(set), fc.shuffledSubarray(set, { minLength: set.length })),
  );
  fc.assert(
    fc.property(twoOrders, ([set, shuffled]) => {
      const fold = (tuples: typeof set) => foldClaims(tuples.map(([source, rank, said]) => claim(source, rank, said)));
      expect(fold(shuffled)).toEqual(fold(set));
    }),
  );
});
