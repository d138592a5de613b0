import axe from 'axe-core';
import { readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { launchBrowser, recordPage, type PageRecord } from '../http/support/browser';
import { startProcess, type ServerProcess } from '../http/support/serverProcess';

const PAPER = 'paper:arxiv.2212.03827';
const ISSUE = 'issue:ml-safety-newsletter/7';
const PAPER_TITLE = 'Discovering Latent Knowledge in Language Models Without Supervision';

/** Frames that are timed while the map moves. */
const FRAMES = 16;
/** `UPDATE_IMAGES=1` renews the pictures of the README. */
const IMAGES = process.env['UPDATE_IMAGES'] ? join(__dirname, '..', '..', 'docs', 'images') : tmpdir();

let browser: Browser;
let server: ServerProcess;
let url: string;
beforeAll(async () => {
  browser = await launchBrowser();
  server = startProcess({ SEED: 'auto', LOG_LEVEL: 'warn' });
  url = await server.url;
  await server.written('files loaded.');
}, 90_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A page at an address of the map, drawn, with what goes wrong on it. */
async function openMap(
  query = '',
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<{ page: Page; record: PageRecord }> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 850 }, reducedMotion: 'reduce', ...options });
  const record = recordPage(page);
  await prepare(page);
  await page.goto(`${url}/${query}`);
  await page.locator('.overlay').waitFor({ state: 'detached' });
  return { page, record };
}

function expectNoProblems({ problems, hosts }: PageRecord): void {
  expect(problems).toEqual([]);
  expect([...hosts]).toEqual([new URL(url).host]);
}

/** How many nodes the page says that it shows. */
async function countNodes(page: Page): Promise<number> {
  const text = await page.locator('.start small').innerText();
  return Number(/^(?<count>[\d,]+) nodes?,/u.exec(text)?.groups?.['count']?.replace(',', ''));
}

const panelTitle = (page: Page) => page.locator('.panel h2').last();

const answerMap = (nodes: readonly object[], edges: readonly object[] = []) =>
  JSON.stringify({ data: { knowledgeMap: { revision: 1, truncated: false, nodes, edges } } });
const nodeOf = (id: string, label: string, place: number) => ({
  label,
  importance: 0.8,
  community: 0,
  x: Math.cos(place) * Math.sqrt(place + 1),
  y: Math.sin(place) * Math.sqrt(place + 1),
  area: null,
  year: 2000 + (place % 20),
  node: { __typename: 'Paper', id },
});
/** Answers the map’s question itself and lets everything else through. */
const withMap = (body: string) => (page: Page) =>
  page.route('**/graphql', (route) =>
    (route.request().postData() ?? '').includes('knowledgeMap')
      ? route.fulfill({ contentType: 'application/json', body })
      : route.continue(),
  );

describe('the map', () => {
  it('opens with the whole field, its areas and how much there is', async () => {
    const { page, record } = await openMap();
    expect(await countNodes(page)).toBe(150);
    await page.locator('.panel', { hasText: /\d+ papers/u }).waitFor();
    await page.locator('.panel .plain', { hasText: 'Robustness' }).waitFor();
    expect(await page.locator('.canvas canvas').count()).toBeGreaterThan(0);
    expectNoProblems(record);
    await page.close();
  });

  it('starts from what the keyboard finds, and the address says it', async () => {
    const { page, record } = await openMap();
    await page.keyboard.press('/');
    await page.keyboard.type('adversarial rob');
    await page.locator('[role=option]:first-child', { hasText: 'Adversarial robustness' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.start', { hasText: 'Adversarial robustness' }).waitFor();
    expect(new URL(page.url()).searchParams.get('topic')).toBe('adversarial-robustness');
    expect(await panelTitle(page).innerText()).toBe('Adversarial robustness');
    expectNoProblems(record);
    await page.close();
  });

  it('searches for words that are nobody’s name', async () => {
    const { page } = await openMap();
    await page.locator('[role=combobox]').fill('reward hacking in language models');
    await page.keyboard.press('Enter');
    await page.locator('.start', { hasText: 'Search: reward hacking' }).waitFor();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    expect(await countNodes(page)).toBeGreaterThan(5);
    await page.close();
  });

  it.each(['https://arxiv.org/abs/2212.03827', 'arXiv:2212.03827v2', '10.48550/arXiv.2212.03827'])(
    'opens the paper that an address or identifier names: %s',
    async (identifier) => {
      const { page } = await openMap();
      await page.locator('[role=combobox]').fill(identifier);
      await page.keyboard.press('Enter');
      await panelTitle(page).filter({ hasText: PAPER_TITLE }).waitFor();
      await page.locator('.start', { hasText: PAPER_TITLE }).waitFor();
      await page.close();
    },
  );

  it('says of a paper what it is and why each neighbor is connected', async () => {
    const { page } = await openMap(`?center=arXiv:2212.03827&select=${PAPER}`);
    const panel = page.locator('.panel');
    await panel.locator('h2', { hasText: PAPER_TITLE }).waitFor();
    await panel.locator('.plain', { hasText: 'Collin Burns' }).waitFor();
    await panel.locator('h3', { hasText: 'Featured in' }).waitFor();
    const [first] = await panel.locator('section', { hasText: 'Connected articles' }).locator('li').all();
    const bars = await first
      ?.locator('rect:not(.rest)')
      .evaluateAll((all) => all.map((bar) => bar.getAttribute('width')));
    const score = Number(await first?.locator('.score span').innerText());
    const sum = (bars ?? []).reduce((total, width) => total + Number(width) / 100, 0);
    expect(sum).toBeCloseTo(score, 1);
    expect(await first?.locator('p').innerText()).toMatch(/\.$/u);
    await page.close();
  });

  it('walks to a neighbor and back again', async () => {
    const { page } = await openMap(`?center=${PAPER}&select=${PAPER}`);
    await panelTitle(page).filter({ hasText: PAPER_TITLE }).waitFor();
    const before = await countNodes(page);
    const far = page.locator('.panel section', { hasText: 'Connected articles' }).locator('li .plain').last();
    const title = await far.innerText();
    await far.click();
    await panelTitle(page).filter({ hasText: title }).waitFor();
    await page.locator('[role=status]', { hasText: 'nodes more' }).waitFor({ state: 'attached' });
    expect(await countNodes(page)).toBeGreaterThan(before);
    await page.goBack();
    await panelTitle(page).filter({ hasText: PAPER_TITLE }).waitFor();
    await expect(countNodes(page)).resolves.toBe(before);
    await page.goForward();
    await panelTitle(page).filter({ hasText: title }).waitFor();
    await page.close();
  });

  it('is walked, expanded and left with the keyboard alone', async () => {
    const { page } = await openMap('?topic=interpretability');
    const before = await countNodes(page);
    await page.locator('.canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/select=/u);
    const first = new URL(page.url()).searchParams.get('select');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((address) => ![null, first].includes(address.searchParams.get('select')));
    await page.keyboard.press('e');
    await page.waitForURL(/expand=/u);
    await page.locator('[role=status]', { hasText: 'nodes more' }).waitFor({ state: 'attached' });
    expect(await countNodes(page)).toBeGreaterThan(before);
    await page.keyboard.press('Escape');
    await page.waitForURL((address) => !address.searchParams.has('select'));
    await page.close();
  });

  it('leaves a path that is being picked by Escape, and the selection by the next', async () => {
    const { page } = await openMap('?topic=honesty');
    await panelTitle(page).filter({ hasText: 'Honesty' }).waitFor();
    await page.locator('.canvas').focus();
    await page.keyboard.press('p');
    await page.waitForURL(/path=topic:honesty/u);
    await page.keyboard.press('Escape');
    await page.waitForURL((address) => !address.searchParams.has('path'));
    expect(new URL(page.url()).searchParams.get('select')).toBe('topic:honesty');
    await page.keyboard.press('Escape');
    await page.waitForURL((address) => !address.searchParams.has('select'));
    await page.close();
  });

  it('says why two are joined when the line between them is clicked', async () => {
    const ends = [nodeOf(PAPER, PAPER_TITLE, 0), { ...nodeOf(ISSUE, 'Issue seven', 0), x: -1 }];
    const edge = { from: PAPER, to: ISSUE, relation: 'CONNECTED', score: 0.2, signals: [] };
    const { page, record } = await openMap('', {}, withMap(answerMap(ends, [edge])));
    // A place of its own for the pointer: the middle of the map, where only the line is.
    await page.locator('.canvas').click();
    const panel = page.getByRole('region', { name: 'Why connected' });
    await panel.getByText('the issue features this paper.').waitFor();
    expect(await panel.locator('.plain').allInnerTexts()).toEqual([PAPER_TITLE, 'Issue seven']);
    expect(Number(await panel.locator('.score span').innerText())).toBeGreaterThan(0);
    expect(new URL(page.url()).searchParams.get('link')).toBe(`${PAPER},${ISSUE}`);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expectNoProblems(record);
    await page.close();
  });

  it('says why a topic is joined to an article where the list is asked', async () => {
    const { page } = await openMap('?topic=honesty&view=list');
    const row = page.locator('.list ol > li', { has: page.locator('.name', { hasText: /^Honesty$/u }) });
    await row.getByRole('button', { name: 'about' }).first().click();
    const sentence = page.getByRole('region', { name: 'Why connected' }).getByText('is about Honesty.');
    await sentence.waitFor();
    await page.reload();
    await sentence.waitFor();
    await page.close();
  });

  it('keeps what lies outermost clear of the buttons of the zoom', async () => {
    const ends = [nodeOf(PAPER, PAPER_TITLE, 0), { ...nodeOf(ISSUE, 'Issue seven', 0), x: -1 }];
    const { page } = await openMap('?view=map', {}, withMap(answerMap(ends)));
    const [map, zoom] = await Promise.all(['.canvas', '.zoom'].map((part) => page.locator(part).boundingBox()));
    if (!map || !zoom) throw new Error('The map is not drawn.');
    await page.locator('.canvas').click({ position: { x: zoom.x - map.x - 24, y: map.height / 2 } });
    await page.waitForURL((address) => address.searchParams.get('select') === PAPER);
    await page.close();
  });

  it('finds the path between two that are picked, with a sentence for each step', async () => {
    const { page } = await openMap(`?center=${PAPER}&select=${PAPER}`);
    await page.getByRole('button', { name: 'Path from here' }).click();
    await page.locator('[role=combobox]').fill('AI governance');
    await page.locator('[role=option]', { hasText: 'AI governance' }).first().click();
    await page.locator('.steps').waitFor();
    const sentences = await page.locator('.steps p').allInnerTexts();
    const nodes = await page.locator('.steps .plain').allInnerTexts();
    expect(nodes.at(0)).toBe(PAPER_TITLE);
    expect(nodes.at(-1)).toBe('AI governance');
    expect(sentences).toHaveLength(nodes.length - 1);
    for (const sentence of sentences) expect(sentence).toMatch(/\.$/u);
    await page.close();
  });

  it('picks the end of a path from what a search found', async () => {
    const { page } = await openMap(`?center=${PAPER}&select=${PAPER}`);
    await page.getByRole('button', { name: 'Path from here' }).click();
    await page.locator('[role=combobox]').fill('reward hacking');
    await page.keyboard.press('Enter');
    await page.locator('.start', { hasText: 'Search: reward hacking' }).waitFor();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'List' }).click();
    const end = page.locator('.list .name').first();
    const name = await end.innerText();
    await end.click();
    await page.locator('.steps').waitFor();
    expect((await page.locator('.steps .plain').allInnerTexts()).at(-1)).toBe(name);
    await page.close();
  });

  it('shows of the map what the filters and the years leave, and the address keeps them', async () => {
    const { page } = await openMap('?topic=robustness&view=list');
    const rows = page.locator('.list ol > li');
    const all = await rows.count();
    await page.getByRole('checkbox', { name: /Papers/u }).uncheck();
    const withoutPapers = await rows.count();
    expect(withoutPapers).toBeLessThan(all);
    expect(await rows.locator('> small', { hasText: /^Paper/u }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'From' }).selectOption('2022');
    expect(await rows.count()).toBeLessThan(withoutPapers);
    const kept = await rows.count();
    await page.reload();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(kept);
    await page.getByRole('button', { name: 'Show everything' }).first().click();
    expect(await rows.count()).toBe(all);
    await page.close();
  });

  it('takes filters back, one step for each, and brings them again', async () => {
    const { page } = await openMap('?topic=robustness&view=list');
    const rows = page.locator('.list ol > li');
    const all = await rows.count();
    await page.getByRole('checkbox', { name: /Papers/u }).uncheck();
    const withoutPapers = await rows.count();
    await page.getByRole('slider').focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await page.waitForURL(/score=0\.03/u);
    for (let step = 0; step < 3; step++) await page.goBack();
    expect(new URL(page.url()).searchParams.has('score')).toBe(false);
    expect(await rows.count()).toBe(withoutPapers);
    await page.goBack();
    expect(await rows.count()).toBe(all);
    await page.goForward();
    expect(await rows.count()).toBe(withoutPapers);
    await page.close();
  });

  it('leaves out links by signal and by score', async () => {
    const { page } = await openMap('?topic=robustness&view=list');
    const links = page.locator('.list ol ul small', { hasText: /^0\./u });
    const scores = async () => (await links.allInnerTexts()).map(Number);
    expect(Math.min(...(await scores()))).toBeLessThan(0.2);
    await page.getByRole('slider').fill('0.25');
    expect(Math.min(...(await scores()))).toBeGreaterThanOrEqual(0.25);
    await page.getByRole('slider').fill('0');
    const before = await scores();
    await page.getByRole('checkbox', { name: 'Similar text' }).uncheck();
    expect(Math.max(...(await scores()))).toBeLessThan(Math.max(...before));
    await page.close();
  });

  it('is the same in the list as on the canvas', async () => {
    const { page } = await openMap('?topic=robustness');
    const count = await countNodes(page);
    await page.getByRole('button', { name: 'List' }).click();
    expect(await page.locator('.list ol > li').count()).toBe(count);
    await page.locator('.list .name', { hasText: 'Robustness' }).first().click();
    await panelTitle(page).filter({ hasText: 'Robustness' }).waitFor();
    await page.close();
  });

  it('brushes years with the pointer', async () => {
    const { page } = await openMap('?topic=robustness');
    const box = await page.locator('.timeline svg').boundingBox();
    if (!box) throw new Error('The timeline is not drawn.');
    await page.mouse.move(box.x + box.width * 0.6, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.95, box.y + 10);
    await page.mouse.up();
    expect(new URL(page.url()).searchParams.get('years')).toMatch(/^\d{4}-\d{4}$/u);
    // However far it was drawn, one step back takes it away.
    await page.goBack();
    expect(new URL(page.url()).searchParams.has('years')).toBe(false);
    await page.close();
  });
});

describe('what is taken along', () => {
  async function download(page: Page, name: string): Promise<Buffer> {
    await page.locator('.menu summary').click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFileSync(await file.path());
  }

  it('is a picture, a graph in GraphML or JSON, and each holds what is shown', async () => {
    const { page, record } = await openMap('?topic=robustness&kinds=Paper,Topic');
    const shown = await page.evaluate(() => document.querySelectorAll('.choice').length);
    expect(shown).toBeGreaterThan(0);
    const json = JSON.parse((await download(page, 'Graph (JSON)')).toString()) as {
      nodes: { id: string; kind: string }[];
      edges: { from: string; to: string }[];
    };
    const ids = new Set(json.nodes.map(({ id }) => id));
    expect(new Set(json.nodes.map(({ kind }) => kind))).toEqual(new Set(['Paper', 'Topic']));
    for (const { from, to } of json.edges) expect(ids.has(from) && ids.has(to)).toBe(true);

    const graphml = (await download(page, 'Graph (GraphML)')).toString();
    const svg = (await download(page, 'Picture (SVG)')).toString();
    const counts = await page.evaluate(
      ([graph, picture]) =>
        [graph, picture].map((text) => {
          const xml = new DOMParser().parseFromString(text ?? '', 'application/xml');
          return [xml.querySelectorAll('parsererror, script').length, xml.querySelectorAll('node').length];
        }),
      [graphml, svg],
    );
    expect(counts).toEqual([
      [0, ids.size],
      [0, 0],
    ]);
    const png = await download(page, 'Picture (PNG)');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expectNoProblems(record);
    await page.close();
  });

  it('is the query behind the view, which the playground answers', async () => {
    const { page } = await openMap('?topic=robustness');
    await page.locator('.menu summary').click();
    await page.getByRole('link', { name: 'Copy as GraphQL' }).click();
    await page.locator('.graphiql-editor-tool .view-line', { hasText: 'robustness' }).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response .view-line', { hasText: '"knowledgeMap"' }).waitFor();
    await page.close();
  });
});

describe('for everyone', () => {
  async function findViolations(page: Page): Promise<unknown> {
    await page.evaluate(axe.source);
    return page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
      return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
    });
  }

  const PHONE = { viewport: { width: 360, height: 740 } };
  const LOOKS: readonly [string, string, BrowserContextOptions][] = [
    ['the overview', '', {}],
    ['a paper', `?center=${PAPER}&select=${PAPER}`, {}],
    ['an issue', `?center=${ISSUE}&select=${ISSUE}`, {}],
    ['a topic on a phone', '?topic=robustness&select=topic:robustness', PHONE],
    ['a path on the map', `?topic=honesty&path=${PAPER},topic:robustness`, {}],
    ['a line', `?topic=honesty&link=${PAPER},topic:honesty`, {}],
    ['a path that is being picked', `?topic=honesty&path=${PAPER},`, PHONE],
    ['the list, filtered', '?topic=robustness&view=list&kinds=Paper&years=2019-2021&score=0.1', {}],
  ];
  const SCHEMES = ['light', 'dark'] as const;
  it.each(LOOKS.flatMap((look) => SCHEMES.map((scheme) => [...look, scheme] as const)))(
    'axe finds nothing wrong with %s, at %j with %j, in the %s',
    async (_name, query, options, colorScheme) => {
      const { page, record } = await openMap(query, { ...options, colorScheme });
      await page.locator('.panel .skeleton').waitFor({ state: 'detached' });
      expect(await findViolations(page)).toEqual([]);
      // Nothing wider than the screen.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expectNoProblems(record);
      await page.close();
    },
  );

  it('on a phone has the filters above the map, and brings up what is told of a node', async () => {
    const { page } = await openMap('?topic=robustness&view=list', PHONE);
    await page.locator('.filters summary').click();
    await page.getByRole('checkbox', { name: 'Papers' }).uncheck();
    await page.locator('.filters summary').click();
    await page.locator('.list .name', { hasText: 'Adversarial robustness' }).first().click();
    const title = panelTitle(page).filter({ hasText: 'Adversarial robustness' });
    await title.waitFor();
    const box = await title.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(PHONE.viewport.height);
    await page.close();
  });

  it('is printed without what only a screen can use', async () => {
    const { page } = await openMap('?topic=robustness');
    await page.locator('.panel h3').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('input:visible, select:visible, button:not(.plain):visible').count()).toBe(0);
    expect(await page.locator('.start:visible, .panel h2:visible').count()).toBe(2);
    await page.close();
  });

  it('says what happens, and has a way past the head of the page', async () => {
    const { page } = await openMap();
    await page.locator('[role=status]', { hasText: '150 nodes' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stage');
    await page.close();
  });

  it.each<[string, string, RegExp]>([
    ['the overview', '', /\d+ papers/u],
    ['a paper', `?center=${PAPER}&select=${PAPER}`, /Connected articles/u],
  ])('%s weighs less than 200 kB before the map is drawn, and does not shift', async (_name, query, shown) => {
    const page = await browser.newPage({ viewport: { width: 1360, height: 850 } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    let bytes = 0;
    const types = new Map<string, string>();
    devtools.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (types.get(requestId) !== 'Fetch') bytes += encodedDataLength;
    });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${url}/${query}`);
    await page.locator('.overlay').waitFor({ state: 'detached' });
    await page.locator('.panel', { hasText: shown }).waitFor();
    const [shifted, interactive] = await page.evaluate(() => [
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
      (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).domInteractive,
    ]);
    console.log(
      `first view: ${String(Math.round(bytes / 1000))} kB, interactive after ${String(Math.round(interactive))} ms`,
    );
    expect(bytes).toBeLessThan(200_000);
    expect(shifted).toBeLessThan(0.01);
    await page.close();
  });
});

describe('what cannot be as hoped', () => {
  it('is an empty graph, which says what to do', async () => {
    const page = await browser.newPage();
    await withMap(answerMap([]))(page);
    await page.goto(url);
    await page.locator('.overlay', { hasText: 'npm run cli -- import' }).waitFor();
    await page.close();
  });

  it('is a browser without WebGL, which has the list and a sentence', async () => {
    const bare = await launchBrowser(['--disable-3d-apis']);
    const page = await bare.newPage();
    const record = recordPage(page);
    await page.goto(`${url}/?topic=robustness`);
    await page.getByText('This browser draws no WebGL').waitFor();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    expect(await page.locator('.list ol > li').count()).toBe(await countNodes(page));
    expectNoProblems(record);
    await bare.close();
  });

  it('is a node without edges', async () => {
    const { page, record } = await openMap('', {}, withMap(answerMap([nodeOf('paper:alone', 'Alone', 0)])));
    expect(await countNodes(page)).toBe(1);
    expectNoProblems(record);
    await page.close();
  });

  it('is text with markup, or from right to left: it stays text', async () => {
    const labels = ['<img src=x onerror="document.title=1">', 'ما هو الذكاء', '</script><b>bold</b>'];
    const body = answerMap(labels.map((label, index) => nodeOf(`paper:${String(index)}`, label, index)));
    const { page, record } = await openMap('?view=list', {}, withMap(body));
    expect(await page.locator('.list .name').allInnerTexts()).toEqual(expect.arrayContaining(labels));
    expect(await page.locator('.list img, .list b').count()).toBe(0);
    expectNoProblems(record);
    await page.close();
  });

  it('is a lost connection, which can be tried again', async () => {
    const page = await browser.newPage();
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(url);
    await page.locator('.overlay[role=alert]', { hasText: 'cannot be reached' }).waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    expect(await countNodes(page)).toBe(150);
    await page.close();
  });

  it('is a slow answer, which can be given up', async () => {
    const page = await browser.newPage();
    await page.route('**/graphql', () => undefined);
    await page.goto(url);
    await page.locator('.overlay .skeleton').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.overlay', { hasText: 'Stopped' }).waitFor();
    await page.close();
  });

  it('is going back while the next map has not come: the last one is there, and nothing waits', async () => {
    const { page } = await openMap('?topic=honesty');
    const count = await countNodes(page);
    await page.route('**/graphql', () => undefined);
    await page.locator('[role=combobox]').fill('reward hacking');
    await page.keyboard.press('Enter');
    await page.locator('.overlay .skeleton').waitFor({ state: 'attached' });
    await page.goBack();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    expect(await countNodes(page)).toBe(count);
    await page.close();
  });

  it('is an expansion that takes its time, which is said, and one that fails, which can be taken back', async () => {
    const { page } = await openMap(`?center=${PAPER}&select=${PAPER}`);
    const asked = new Promise<Route>((resolve) => void page.route('**/graphql', resolve, { times: 1 }));
    await page.locator('.panel').getByRole('button', { name: 'Expand' }).click();
    await page.locator('.start small', { hasText: 'more are coming' }).waitFor();
    await (await asked).abort();
    await page.locator('.overlay[role=alert]').waitFor();
    await page.goBack();
    await page.locator('.overlay').waitFor({ state: 'detached' });
    expect(await countNodes(page)).toBeGreaterThan(1);
    await page.close();
  });

  it('is an address that expands what is no longer there: the rest is drawn', async () => {
    const { page } = await openMap('?topic=honesty&expand=paper:none');
    expect(await countNodes(page)).toBeGreaterThan(5);
    await page.close();
  });

  it('is filters that leave nothing, which can be put away', async () => {
    const page = await browser.newPage();
    await page.goto(`${url}/?topic=honesty&kinds=`);
    const overlay = page.locator('.overlay', { hasText: 'The filters leave nothing' });
    await overlay.getByRole('button', { name: 'Show everything' }).click();
    await overlay.waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.has('kinds')).toBe(false);
    await page.close();
  });

  it('is a map that is given up, with nothing beside it that seems to come', async () => {
    const page = await browser.newPage();
    await page.route('**/graphql', () => undefined);
    await page.goto(`${url}/?center=${PAPER}&select=${PAPER}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.panel .skeleton').waitFor({ state: 'detached' });
    await page.close();
  });

  it('is a reference to nothing, which is named', async () => {
    const page = await browser.newPage();
    await page.goto(`${url}/?center=arXiv:9999.99999`);
    await page.locator('.overlay[role=alert]', { hasText: 'arXiv:9999.99999' }).waitFor();
    await page.close();
  });

  it('is an address of nonsense, which is the overview', async () => {
    const { page } = await openMap('?depth=99&years=x&at=1,2&kinds=Nothing&score=-3&path=,');
    expect(await countNodes(page)).toBe(150);
    await page.close();
  });

  it('is 5,000 nodes at once, which still move', async () => {
    const nodes = Array.from({ length: 5000 }, (_each, index) =>
      nodeOf(`paper:${String(index)}`, `Paper ${String(index)}`, index),
    );
    const edges = Array.from({ length: 15_000 }, (_each, index) => ({
      from: `paper:${String(index % 5000)}`,
      to: `paper:${String((index * 7919 + 13) % 5000)}`,
      relation: 'CONNECTED',
      score: 0.3,
      signals: [{ signal: 'CITATION', contribution: 0.3 }],
    }));
    const { page, record } = await openMap('', {}, withMap(answerMap(nodes, edges)));
    expect(await countNodes(page)).toBe(5000);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const scripted = async (): Promise<number> =>
      (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    await page.locator('.canvas').hover();
    const before = await scripted();
    const frames = page.evaluate(
      (count) =>
        new Promise<number[]>((resolve) => {
          const starts: number[] = [];
          const step = (now: number): void => {
            starts.push(now);
            if (starts.length <= count) requestAnimationFrame(step);
            else resolve(starts.slice(1).map((start, index) => start - (starts[index] ?? start)));
          };
          requestAnimationFrame(step);
        }),
      FRAMES,
    );
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, turn % 2 === 0 ? -200 : 200);
    const median = (await frames).sort((a, b) => a - b)[FRAMES / 2] ?? 0;
    const script = (((await scripted()) - before) / FRAMES) * 1000;
    console.log(
      `5,000 nodes, 15,000 edges: ${script.toFixed(1)} ms of script a frame; ` +
        `${median.toFixed(0)} ms a frame as drawn without a graphics card`,
    );
    expect(record.problems).toEqual([]);
    await page.close();
  });
});

it('is served under a policy that lets no inline script run', async () => {
  const response = await fetch(url);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'self';/u);
  expect(policy).not.toContain('unsafe-eval');
  expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc=)/u);
});

it.each<[string, string, BrowserContextOptions]>([
  ['map.png', `?topic=interpretability&depth=1&select=${PAPER}`, {}],
  ['map-dark.png', `?center=${PAPER}&select=${PAPER}&depth=2`, { colorScheme: 'dark' }],
])('has its picture taken: %s', async (name, query, options) => {
  const { page } = await openMap(query, options);
  await page.locator('.panel section', { hasText: 'Connected articles' }).waitFor();
  await page.screenshot({ path: join(IMAGES, name) });
  expect(statSync(join(IMAGES, name)).size).toBeGreaterThan(20_000);
  await page.close();
});
