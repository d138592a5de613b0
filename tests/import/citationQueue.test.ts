import { CitationQueue, type PendingCitation } from '../../src/import/plan/citationQueue';
import { titleKey, type LookupKey } from '../../src/model/keys';
import { paperId } from '../support/builders';

function citation(n: number): PendingCitation {
  return { from: n % 2 === 0 ? paperId(`p${n}`) : titleKey(`Überblick ${n}`), to: `doi:10.5555/${n}` as LookupKey };
}

async function takeAll(queue: CitationQueue, count: number): Promise<PendingCitation[][]> {
  const batches: PendingCitation[][] = [];
  for await (const batch of queue.take(count)) batches.push(batch);
  return batches;
}

it.each([0, 1, 7, 19_999, 20_000, 45_001])('gives back all of %i citations, in their order', async (count) => {
  const queue = new CitationQueue();
  try {
    const pushed = Array.from({ length: count }, (_, n) => citation(n));
    for (const each of pushed) queue.push(each);
    const batches = await takeAll(queue, 10_000);
    expect(batches.flat()).toEqual(pushed);
    expect(batches.slice(0, -1).every(({ length }) => length === 10_000)).toBe(true);
  } finally {
    queue.close();
  }
});
