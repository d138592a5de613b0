import { setTimeout as wait } from 'node:timers/promises';
import { readConfig, readSpan, SPANS } from '../config';
import type { FetchLimits } from '../import/fetch/download';
import { importUrl } from '../import/importUrl';
import { parseHttpUrl } from '../model/urls';
import type { GraphStore } from '../store/port';
import { describePoll } from './describeReport';
import { UsageError } from './exitStatus';
import { withStore } from './withStore';

/**
 * Imports feeds again and again until SIGINT or SIGTERM, a line on standard output for each poll. A feed that fails is
 * tried again with the next round. A round that takes longer than the span is followed by the next at once.
 */
export async function watchFeeds(addresses: readonly string[], { every }: { readonly every?: string }): Promise<void> {
  const { fetch, watch } = readConfig(process.env);
  const feeds = new Set(addresses.length > 0 ? addresses : watch.feeds);
  if (feeds.size === 0) throw new UsageError('Name the addresses of feeds, or set WATCH_FEEDS.');
  for (const feed of feeds)
    if (!parseHttpUrl(feed))
      throw new UsageError(`${feed} is no http or https address; files are imported with \`import\`.`);
  const everyMs = every === undefined ? watch.everyMs : readSpan(every);
  if (everyMs === null) throw new UsageError(`--every is ${SPANS}.`);
  const stop = stopOnSignals();
  await withStore(async (store) => {
    while (!stop.aborted) {
      const next = Date.now() + everyMs;
      for (const feed of feeds) await poll(store, feed, fetch, stop);
      await wait(Math.max(0, next - Date.now()), undefined, { signal: stop }).catch(() => undefined);
    }
  });
}

/** A second signal ends the program at once, as it would have without this. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop.abort();
    });
  return stop.signal;
}

async function poll(store: GraphStore, url: string, limits: FetchLimits, stop: AbortSignal): Promise<void> {
  const now = new Date().toISOString();
  try {
    const report = await importUrl(store, { url, limits, now, signal: stop });
    process.stdout.write(`${now} ${describePoll(report)}\n`);
  } catch (error) {
    // What was given up because the program ends is no failure of the feed.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    if (!stop.aborted) process.stdout.write(`${now} ${reason.includes(url) ? reason : `${url}: ${reason}`}\n`);
  }
}
