import { warmUp } from '../../src/connect/warmUp';
import { GraphError } from '../../src/model/errors';
import type { GraphStore } from '../../src/store/port';
import { link, paper } from '../support/builders';
import { openEmptySqliteStore } from '../support/engines';

let store: GraphStore;
beforeEach(async () => {
  store = await openEmptySqliteStore();
});
afterEach(() => store.close());

it('asks for the connected articles of the paper that most know, and again when the engine took too long', async () => {
  const [a, b] = [paper('a'), paper('b')];
  await store.write({ putNodes: [a, b], putRelationships: [link('CITES', a, b)] });
  const gatherEvidence = jest
    .spyOn(store, 'gatherEvidence')
    .mockRejectedValueOnce(new GraphError('TIMEOUT', 'Planning took too long.'));
  await warmUp(store);
  const asked = gatherEvidence.mock.calls.map(([{ seeds }]) => seeds.map(({ id }) => id));
  expect(asked).toEqual([[b.id], [b.id]]);
});

it('leaves an empty graph and an engine that is away alone', async () => {
  await warmUp(store);
  const list = jest.spyOn(store, 'list').mockRejectedValue(new GraphError('SERVICE_UNAVAILABLE', 'away'));
  await warmUp(store);
  expect(list).toHaveBeenCalledTimes(3);
});
