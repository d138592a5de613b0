import { getMaxListeners } from 'node:events';
import { Operation } from '../../src/http/operation';

it('lets any number of reads listen for its end, of which Node does not warn', () => {
  expect(getMaxListeners(new Operation('id', false).signal)).toBe(Infinity);
});
