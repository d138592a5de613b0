import type { Browser } from 'playwright-core';
import type { GraphStore } from '../../src/store/port';
import { launchBrowser, recordPage } from '../http/support/browser';
import { link, paper, topic } from '../support/builders';
import { openEmptyStore } from '../support/graph';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';

const NEIGHBORS = 50_000;
const BATCH = 5000;
const HUB = topic('hub', { name: 'Hub', kind: 'AREA' });

let store: GraphStore;
let server: GraphqlServer;
let browser: Browser;
beforeAll(async () => {
  store = await openEmptyStore();
  await store.write({ putNodes: [HUB] });
  for (let from = 0; from < NEIGHBORS; from += BATCH) {
    const papers = Array.from({ length: BATCH }, (_each, index) =>
      paper(String(from + index), { title: `Neighbor ${String(from + index)}`, on: String(2010 + (index % 15)) }),
    );
    await store.write({ putNodes: papers, putRelationships: papers.map((each) => link('ABOUT', each, HUB)) });
  }
  server = await startGraphqlServer(store);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await store.close();
});

describe('a topic of 50,000 articles', () => {
  it('has a map of its newest, which says that there are more, and a panel that counts them all', async () => {
    const page = await browser.newPage({ viewport: { width: 1360, height: 850 }, reducedMotion: 'reduce' });
    const record = recordPage(page);
    await page.goto(`${server.url}/?topic=hub&select=${HUB.id}&view=list`);
    await page.locator('.start', { hasText: 'there are more' }).waitFor();
    await page.locator('.panel', { hasText: '50,000 articles' }).waitFor();
    expect(await page.locator('.list ol > li').count()).toBeLessThanOrEqual(150);
    expect(record.problems).toEqual([]);
    await page.close();
  });

  it('has a page that begins with the newest and leads on', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/topics/hub`);
    await page.getByText('50,000 articles').waitFor();
    await page.getByRole('link', { name: 'More' }).click();
    await page.waitForURL(/after=/u);
    expect(await page.locator('main h3').count()).toBeGreaterThan(0);
    await page.close();
  });
});
