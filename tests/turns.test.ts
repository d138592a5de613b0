import { takeTurn } from '../src/turns';

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('turns in one process', () => {
  it('let others go first after some work, and not before', async () => {
    await new Promise(setImmediate);
    const order: string[] = [];
    await takeTurn();
    setImmediate(() => order.push('another'));
    order.push('first');
    await takeTurn();
    order.push('second');
    work(25);
    await takeTurn();
    order.push('third');
    expect(order).toEqual(['first', 'second', 'another', 'third']);
  });

  it('begin anew after a pause', async () => {
    await takeTurn();
    await new Promise((resolve) => setTimeout(resolve, 25));
    const order: string[] = [];
    setImmediate(() => order.push('another'));
    await takeTurn();
    order.push('after the pause');
    await new Promise(setImmediate);
    expect(order).toEqual(['after the pause', 'another']);
  });
});
