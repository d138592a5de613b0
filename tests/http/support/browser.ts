import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The machine's own Chromium: CHROMIUM_PATH, else where systems put it. */
function findChromium(): string {
  const path = process.env['CHROMIUM_PATH'] ?? USUAL_PLACES.find((place) => existsSync(place));
  if (path === undefined) throw new Error('No Chromium found: install the package "chromium" or set CHROMIUM_PATH.');
  return path;
}

export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  // Chromium refuses its sandbox to root, which containers run as; the only pages that it opens here are our own.
  return chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...more],
  });
}

/** What went wrong on a page, and which hosts it asked. */
export interface PageRecord {
  readonly problems: string[];
  readonly hosts: Set<string>;
}

export function recordPage(page: Page): PageRecord {
  const record: PageRecord = { problems: [], hosts: new Set() };
  page.on('console', (message) => {
    // The driver of a machine without a graphics card speaks of its own slowness.
    const isOurs = !message.text().includes('GL Driver Message');
    if (isOurs && ['error', 'warning'].includes(message.type())) record.problems.push(message.text());
  });
  page.on('pageerror', (error) => record.problems.push(error.message));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:') record.hosts.add(host);
  });
  page.on('requestfailed', (request) => record.problems.push(`${request.url()} failed`));
  return record;
}
