import axe, { type AxeResults } from 'axe-core';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { GraphStore } from '../../src/store/port';
import { paper } from '../support/builders';
import { openEmptyStore } from '../support/graph';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';
import { launchBrowser, recordPage } from '../http/support/browser';

const PATHS = [
  '/papers',
  '/papers/arxiv.2212.03827',
  '/issues',
  '/issues/ml-safety-newsletter/7',
  '/topics',
  '/topics/robustness',
  '/authors/jacob-steinhardt',
  '/newsletters/ml-safety-newsletter',
  '/venues',
  '/search?q=latent+knowledge',
  '/search?q=latent+knowledge&kind=Paper',
];
const RTL = paper('rtl', { title: 'الأمان في التعلم الآلي: <b>مقدمة</b>', abstract: 'ملخص قصير.' });
/** `UPDATE_IMAGES=1` renews the pictures of the README. */
const IMAGES = process.env['UPDATE_IMAGES'] ? join(__dirname, '..', '..', 'docs', 'images') : tmpdir();
const PHONE = { width: 360, height: 740 };
/** What may differ between widths and color schemes. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

let store: GraphStore;
let server: GraphqlServer;
let browser: Browser;
beforeAll(async () => {
  store = await openEmptyStore();
  await fillWithSeeds(store);
  await store.write({ putNodes: [RTL] });
  server = await startGraphqlServer(store);
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await store.close();
});

/** Opens a page as people have it without scripts, and fails on any console error or other host. */
async function withPage(
  path: string,
  options: { readonly colorScheme?: 'light' | 'dark'; readonly viewport?: { width: number; height: number } },
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const record = recordPage(page);
    const response = await page.goto(server.url + path);
    expect(response?.status()).toBe(200);
    await look(page);
    expect(record.problems).toEqual([]);
    expect([...record.hosts]).toEqual([new URL(server.url).host]);
  } finally {
    await context.close();
  }
}

async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${options})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe.each(PATHS)('%s', (path) => {
  it('has nothing that axe-core objects to', async () => {
    await withPage(path, { colorScheme: 'light' }, async (page) => {
      expect(await violationsOn(page)).toEqual([]);
    });
  });

  it('neither on a phone, in the dark, where it fits in width', async () => {
    await withPage(path, { colorScheme: 'dark', viewport: PHONE }, async (page) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
      expect(await violationsOn(page, RULES_OF_LOOKS)).toEqual([]);
    });
  });
});

it('a page that is not there is as accessible as the others', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/papers/nothing-like-this`);
  expect(await violationsOn(page)).toEqual([]);
  await page.close();
});

it('a title in right-to-left script is set from the right, and its markup is text', async () => {
  await withPage('/papers/rtl', {}, async (page) => {
    expect(await page.locator('h1').textContent()).toBe(RTL.kind === 'Paper' ? RTL.facts.title : null);
    const direction = await page.locator('h1').evaluate((heading) => getComputedStyle(heading).direction);
    expect(direction).toBe('rtl');
    expect(await page.locator('h1 b').count()).toBe(0);
    expect(await violationsOn(page)).toEqual([]);
  });
});

it('the way from an issue to a paper, its topic and back to a search needs no script', async () => {
  await withPage('/issues/ml-safety-newsletter/7', {}, async (page) => {
    await page.getByRole('link', { name: 'Discovering Latent Knowledge' }).first().click();
    await page.waitForURL('**/papers/arxiv.2212.03827');
    await page.getByRole('link', { name: 'Interpretability', exact: true }).click();
    await page.waitForURL('**/topics/interpretability');
    await page.getByRole('searchbox').fill('grokking');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=grokking');
    await page.locator('main').getByRole('link', { name: 'Grokking', exact: true }).click();
    await page.waitForURL('**/topics/grokking');
  });
});

it('the first Tab reaches the link that skips to the content', async () => {
  await withPage('/topics/robustness', {}, async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });
});

it.each([
  ['page-issue.png', '/issues/ml-safety-newsletter/7', 'light'],
  ['page-paper-dark.png', '/papers/arxiv.2212.03827', 'dark'],
] as const)('has its picture taken: %s', async (name, path, colorScheme) => {
  await withPage(path, { colorScheme, viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.screenshot({ path: join(IMAGES, name) });
    expect(statSync(join(IMAGES, name)).size).toBeGreaterThan(20_000);
  });
});
