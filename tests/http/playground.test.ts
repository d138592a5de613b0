import type { Browser, Page } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createToken } from '../../src/auth/createToken';
import { launchBrowser, recordPage, type PageRecord } from './support/browser';
import { startProcess, type ServerProcess } from './support/serverProcess';

const EXAMPLES = join(__dirname, '..', '..', 'web', 'playground', 'examples');
const NAMES = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.graphql'))
  .sort();
const SECRET = 'a secret of this test with enough bytes';

let server: ServerProcess;
let url: string;
beforeAll(async () => {
  server = startProcess({ SEED: 'auto', AUTH_JWT_SECRET: SECRET, LOG_LEVEL: 'warn' });
  url = await server.url;
  await server.written('files loaded.');
}, 90_000);
afterAll(() => server.stop());

describe('every example of the playground', () => {
  it.each(NAMES)('%s answers without an error, from the seeds', async (name) => {
    const query = readFileSync(join(EXAMPLES, name), 'utf8');
    const variables: unknown = JSON.parse(
      readFileSync(join(EXAMPLES, name.replace('.graphql', '.variables.json')), 'utf8'),
    );
    const token = await createToken({ secret: SECRET, subject: 'ada', roles: ['importer'], expiresIn: '1h' });
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
    expect(errors).toBeUndefined();
    for (const value of Object.values(data ?? { nothing: null })) expect(value).not.toBeNull();
  });
});

describe('the playground in a browser', () => {
  let browser: Browser;
  let page: Page;
  let record: PageRecord;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    record = recordPage(page);
    await page.goto(`${url}/playground`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  }, 60_000);
  afterAll(() => browser.close());

  it('opens with a tab for every example and the variables of the first', async () => {
    expect(await page.locator('.graphiql-tab').count()).toBe(NAMES.length);
    await page.locator('.graphiql-editor-tool .view-line', { hasText: 'arXiv:2212.03827' }).waitFor();
  });

  it.each([1280, 390])('has its name and its tabs beside each other, %d pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    const [tabs, name] = await Promise.all(
      ['.graphiql-tabs', '.graphiql-logo'].map((part) => page.locator(part).boundingBox()),
    );
    if (!tabs) throw new Error('There are no tabs.');
    if (name) expect([name.x >= tabs.x + tabs.width, name.height < 40]).toEqual([true, true]);
    expect(name !== null).toBe(width === 1280);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('shows the answer of the first example', async () => {
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).waitFor();
    await page.locator('.graphiql-response .view-line', { hasText: 'paper:arxiv.2212.03827' }).waitFor();
  });

  it('completes what is typed, so its workers run', async () => {
    await page.locator('.graphiql-query-editor').click({ position: { x: 120, y: 120 } });
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{ sta');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'stats' }).first().waitFor();
  });

  it('asked no other host and reported no problem', () => {
    expect([...record.hosts]).toEqual([new URL(url).host]);
    expect(record.problems).toEqual([]);
  });
});

it('sends the page’s files compressed and to be kept for good', async () => {
  const page = await (await fetch(`${url}/playground`)).text();
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/u);
  const script = /src="(?<path>\/assets\/[^"]+\.js)"/u.exec(page)?.groups?.['path'] ?? '';
  const response = await fetch(url + script, { headers: { 'accept-encoding': 'br' } });
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});
