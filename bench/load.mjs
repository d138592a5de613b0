// Load for a server: one operation after the other on each of a few connections, for a while.
import { Pool } from 'undici';

/**
 * @param next gives the body of each request
 * @returns requests per second, and milliseconds that half and 99 % of them took at most
 */
export async function load(url, next, { seconds, connections = 8 }) {
  const pool = new Pool(new URL(url).origin, { connections });
  const times = [];
  const start = performance.now();
  const end = start + 1000 * seconds;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) times.push(await time(() => ask(pool, next())));
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  await pool.close();
  return { perSecond: times.length / elapsed, ...percentiles(times) };
}

/** @returns milliseconds that the work took */
export async function time(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @returns milliseconds of processor time that the work took in this process */
export async function timeProcessor(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @returns milliseconds that half and 99 % of all took at most */
export function percentiles(times) {
  const sorted = Float64Array.from(times).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p99: at(0.99) };
}

/** Sends an operation and reads its whole answer; throws for one with errors. */
export async function ask(pool, body) {
  const answer = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.startsWith('{"errors"')) throw new Error(text.slice(0, 500));
  return text;
}
