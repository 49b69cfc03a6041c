/** The reports of three real runs in a real browser: one certified, one not, one incomplete. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { findChromium } from '../tools/chromium.ts';

const executablePath = findChromium();
test.use({
  launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] },
  reducedMotion: 'reduce',
} as never);

const folder = mkdtempSync(join(tmpdir(), 'paycert-report-'));
const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const RUNS = { certified: [], 'not-certified': ['--fault', 'repeat-answered-3'], incomplete: ['--fault', 'resets'] } as const;
type Run = keyof typeof RUNS;
const fileOf = (run: Run, name = 'report.html') => join(folder, run, name);

/** Each run once, against the simulated partner, as a user makes it. */
test.beforeAll(async () => {
  // On a busy machine they take their time.
  test.setTimeout(120_000);
  for (const [run, more] of Object.entries(RUNS)) {
    const args = [MAIN, 'demo', '--out', join(folder, run), '--format', 'html,json,pdf', '--lang', 'en', ...more];
    await new Promise<void>((resolve) => void execFile(process.execPath, args, () => resolve()));
  }
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the page asked of any network, and what it complained of. */
let seen: string[] = [];

async function open(page: Page, run: Run, address = ''): Promise<void> {
  const url = pathToFileURL(fileOf(run)).href;
  seen = [];
  page.on('request', (request) => request.url().split(/[?#]/)[0] !== url && seen.push(request.url()));
  page.on('console', (message) => seen.push(message.text()));
  page.on('pageerror', (error) => seen.push(error.message));
  await page.goto(url + address);
}

test.afterEach(() => expect(seen).toEqual([]));

const VERDICTS: Record<Run, Record<'en' | 'ru' | 'kk', string>> = {
  certified: { en: 'Certified', ru: 'Сертифицирован', kk: 'Сертификатталды' },
  'not-certified': { en: 'Not certified', ru: 'Не сертифицирован', kk: 'Сертификатталмады' },
  incomplete: { en: 'No verdict', ru: 'Без вердикта', kk: 'Қорытынды жоқ' },
};

for (const run of ['certified', 'not-certified'] as const)
  test(`${run}: verdict and figures stand on the first screen of a laptop, in each language`, async ({ page }) => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await open(page, run);
    for (const lang of ['en', 'ru', 'kk']) {
      await page.locator(`[data-lang=${lang}]`).click();
      for (const part of ['#verdict', '.tiles']) await expect(page.locator(part)).toBeInViewport({ ratio: 1 });
    }
  });

test('on paper the figures fill one line, each in its own', async ({ page }) => {
  await page.setViewportSize({ width: 672, height: 960 });
  await page.emulateMedia({ media: 'print' });
  await open(page, 'not-certified');
  const boxes = await page.locator('.tiles > div').evaluateAll((tiles) => tiles.map((tile) => Math.round(tile.getBoundingClientRect().top)));
  expect(boxes.length).toBeGreaterThan(3);
  expect(new Set(boxes).size).toBe(1);
});

for (const run of Object.keys(RUNS) as Run[]) {
  test(`${run}: the verdict, in each language in place, without a violation of accessibility`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: run === 'certified' ? 'light' : 'dark', reducedMotion: 'reduce' });
    await open(page, run);
    for (const lang of ['ru', 'kk', 'en'] as const) {
      await page.locator(`[data-lang=${lang}]`).click();
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.locator('#verdict')).toContainText(VERDICTS[run][lang]);
      await expect(page).toHaveTitle(new RegExp(VERDICTS[run][lang]));
      await expect(page.locator(`[data-lang=${lang}]`)).toHaveAttribute('aria-pressed', 'true');
    }
    // The rows of a table are alike, and so are the lists of cases of every run: one of each says what two hundred would.
    const axe = new AxeBuilder({ page }).exclude('tbody tr:nth-child(n+2)');
    if (run !== 'not-certified') axe.exclude('section[aria-labelledby=cases]').exclude('section[aria-labelledby=clauses]');
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  test(`${run}: prints with all its evidence, and the PDF beside it is one`, async ({ page }) => {
    await open(page, run);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.tools')).toBeHidden();
    for (const command of await page.locator('.finding > details.evidence pre.copy').all()) await expect(command).toBeVisible();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(statSync(fileOf(run, 'report.pdf')).size).toBeGreaterThan(20_000);
  });
}

test('what comes first to do leads to its finding, and the finding to its evidence', async ({ page }) => {
  await open(page, 'not-certified');
  const first = page.locator('.steps > li').first();
  await expect(first).toContainText('A repeated pay gets another result than the first.');
  await first.locator('a', { hasText: 'repeats.in-turn' }).click();
  const finding = page.locator('[id="repeats.in-turn"]');
  await expect(finding).toBeFocused();
  await expect(finding.locator('.obs mark')).toHaveText('3');
  await expect(finding.locator('.exp mark')).toHaveText('0');
  await page.keyboard.press('o');
  const evidence = finding.locator('details.evidence').first();
  await expect(evidence).toContainText('GET /payment_app.cgi?command=pay');
  await expect(evidence.locator('pre.copy')).toContainText('curl -sS -i');
  await expect(evidence.locator('.phases li').first()).toBeVisible();
  await evidence.locator('.copy-it').click();
  await expect(evidence.locator('.copy-it')).toHaveText('Copied');
  await expect(evidence.locator('.copy-it')).toHaveText('Copy');
  await evidence.locator('details.bytes summary').click();
  await expect(evidence.locator('pre.hex')).toContainText('3c 3f 78 6d 6c');
  await expect(evidence).toContainText('UTC');
});

test('search and filters, by keyboard alone', async ({ page }) => {
  await open(page, 'not-certified');
  await page.keyboard.press('/');
  await expect(page.locator('#find')).toBeFocused();
  await page.keyboard.type('txn_date');
  await expect(page.locator('#shown')).toContainText(/^Shown: \d+ of \d+$/);
  await expect(page.locator('#verdict')).toBeHidden();
  const rows = page.locator('#main tr[data-v]:visible');
  const found = await rows.count();
  expect(found).toBeGreaterThan(0);
  for (const text of await rows.allTextContents()) expect(text.toLowerCase()).toContain('txn_date');
  await page.keyboard.press('Escape');
  await expect(page.locator('#verdict')).toBeVisible();

  const failed = page.locator('[data-show=failed]');
  await failed.focus();
  await page.keyboard.press('Enter');
  await expect(failed).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('#main tr[data-v]:visible')).toHaveCount(await page.locator('tr[data-v=failed]').count());
  await page.keyboard.press('l');
  await expect(page.locator('#shown')).toContainText('Показано');
  await page.keyboard.press('Escape');
  await page.locator('[id="clause-TP-7.7"] [data-find]').click();
  await expect(page.locator('#find')).toHaveValue('TP-7.7');
  await expect(page.locator('#main tr[data-v]:visible').first()).toContainText('TP-7.7');
  await page.locator('#find').fill('nothing is called so');
  await expect(page.locator('#none')).toBeVisible();
});

test('j and k walk the findings, ? tells the keys, t changes the light', async ({ page }) => {
  await open(page, 'not-certified');
  await page.keyboard.press('j');
  await expect(page.locator('article.finding').first()).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.locator('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toBeHidden();
  // The same keys on a Cyrillic keyboard.
  await page.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }))`);
  await expect(page.locator('article.finding').last()).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('an address leads to a case, a clause or an exchange, in the language it names', async ({ page }) => {
  await open(page, 'not-certified', '?lang=kk#broken-connections.half-closed');
  const case_ = page.locator('[id="broken-connections.half-closed"]');
  await expect(case_).toBeVisible();
  await expect(case_).toBeInViewport();
  await expect(page.locator('html')).toHaveAttribute('lang', 'kk');
  await page.evaluate(`location.hash = '#clause-TP-7.7'`);
  await expect(page.locator('[id="clause-TP-7.7"]')).toBeInViewport();
});

test('a phone needs no sideways scrolling, in any language', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'not-certified');
  await page.keyboard.press('e');
  for (const lang of ['en', 'ru', 'kk']) {
    await page.locator(`[data-lang=${lang}]`).click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  }
});

test('without script it is a whole paper in one language', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(fileOf('not-certified')).href);
  await expect(page.locator('#verdict')).toContainText('Not certified');
  await expect(page.locator('.tools')).toBeHidden();
  // What decides first lies open, and the rest opens without script too.
  await expect(page.locator('details.evidence pre.copy').first()).toBeVisible();
  const folded = page.locator('details.evidence:not([open]) > summary').first();
  await folded.click();
  await expect(page.locator('details.evidence[open]')).toHaveCount(2);
  await context.close();
});
