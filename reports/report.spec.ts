/** The report in a real browser: it shows, opens by keyboard, prints, and runs nothing of what a partner sent. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { RecordEvent } from '../harness/record/events.ts';
import { hostile } from './fixtures/hostile.ts';
import { certified, flaky, incomplete, killed, notCertified } from './fixtures/records.ts';
import { renderHtml } from './html.ts';
import { LANGS, text, word, type Lang } from './messages/index.ts';
import { findChromium } from '../tools/chromium.ts';
import { buildPolyglot, buildReport } from './report.ts';

const executablePath = findChromium();
test.use({ launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] } });

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const records: Record<string, RecordEvent[]> = { certified, notCertified, flaky, incomplete, killed, hostile };

const OPEN_ALL = `document.querySelectorAll('details').forEach((each) => { each.open = true; })`;

/** Opens a record's report; whatever the page asks of the network or complains of is collected. */
async function open(page: Page, events: RecordEvent[], lang: Lang): Promise<{ requests: string[]; complaints: string[] }> {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.html`);
  writeFileSync(file, renderHtml(buildPolyglot(events, lang)));
  const url = pathToFileURL(file).href;
  const seen = { requests: [] as string[], complaints: [] as string[] };
  page.on('request', (request) => request.url() !== url && seen.requests.push(request.url()));
  page.on('console', (message) => seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  page.on('dialog', (dialog) => {
    seen.complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  return seen;
}

for (const [name, events] of Object.entries(records)) {
  test(`${name}: the verdict shows in every language, nothing is fetched, nothing runs`, async ({ page }) => {
    const seen = await open(page, events, 'en');
    for (const lang of LANGS) {
      await page.locator(`[data-lang=${lang}]`).click();
      await expect(page.locator('#verdict')).toBeVisible();
      await expect(page.locator('#verdict')).toContainText(word(lang, 'verdict', buildReport(events, lang).verdict));
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate('window.hacked')).toBeUndefined();
    }
    expect(seen).toEqual({ requests: [], complaints: [] });
  });

  // Whole runs are looked at in cli/report.spec.ts; here what they do not have.
  if (!['killed', 'flaky', 'hostile'].includes(name)) continue;
  for (const colorScheme of name === 'hostile' ? (['light', 'dark'] as const) : (['light'] as const)) {
    test(`${name}: no axe violations, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, events, 'en');
      await page.evaluate(OPEN_ALL);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  }
}

test('the first evidence is open, and the next opens by keyboard', async ({ page }) => {
  await open(page, notCertified, 'en');
  await expect(page.locator('details.evidence pre.copy').first()).toBeVisible();
  const summary = page.locator('details.evidence > summary').nth(1);
  const command = page.locator('details.evidence pre.copy').nth(1);
  await expect(command).toBeHidden();
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(command).toBeVisible();
  await expect(command).toContainText('curl -sS -i');
});

test('the later tries of a case open below its finding, in every language', async ({ page }) => {
  for (const lang of LANGS) {
    await open(page, flaky, lang);
    const tries = page.locator('article.finding details.tries');
    await expect(tries).toHaveCount(1);
    await tries.locator('summary').first().click();
    for (const number of [1, 2, 3]) await expect(tries.getByText(text(lang, 'ui.try', { number }))).toBeVisible();
    await tries.locator('details.evidence > summary').click();
    await expect(tries.locator('details.evidence')).toContainText('<prv_txn>1003');
    await expect(tries.locator('pre.copy')).toBeVisible();
  }
});

test('the first key press offers the way past the cover', async ({ page }) => {
  await open(page, notCertified, 'ru');
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await expect(page.locator('.skip')).toBeInViewport();
});

test('a phone needs no sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const lang of LANGS) {
    await open(page, notCertified, lang);
    await page.evaluate(OPEN_ALL);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  }
});

test('print shows all evidence', async ({ page }) => {
  await open(page, notCertified, 'en');
  await page.emulateMedia({ media: 'print' });
  for (const command of await page.locator('details.evidence pre.copy').all()) await expect(command).toBeVisible();
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
});
