import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RecordEvent } from '../harness/record/events.ts';
import { hostile } from './fixtures/hostile.ts';
import { certified, flaky, incomplete, killed, notCertified } from './fixtures/records.ts';
import { renderHtml } from './html.ts';
import { esc } from './html/escape.ts';
import { script } from './html/script.ts';
import { LANGS, word, type Lang } from './messages/index.ts';
import { buildPolyglot, buildReport } from './report.ts';

const records: Record<string, RecordEvent[]> = { certified, notCertified, flaky, incomplete, killed, hostile };
const page = (events: RecordEvent[], lang: Lang) => renderHtml(buildPolyglot(events, lang));

/** Elements that are opened and not closed, or closed in the wrong order. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, close, name, rest] of html.matchAll(/<(\/?)([a-z][\w-]*)((?:[^<>"]|"[^"]*")*)>/g)) {
    if (/^(meta|br|img|link|hr|input)$/.test(name!) || rest!.endsWith('/')) continue;
    if (!close) open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

const ELEMENTS = new Set(
  'html head meta title style body a div header b span p h1 h2 h3 h4 h5 section ul ol li strong dl dt dd code time nav main footer blockquote q article details summary pre i mark table caption thead tbody tfoot tr th td label input button kbd dialog form'.split(
    ' ',
  ),
);
const ATTRIBUTES =
  /^\s(lang|charset|http-equiv|content|name|class|id|href="#[\w.-]*"|aria-[a-z]+|role|tabindex|scope|datetime|open|style="[\w:;%. -]*"|data-(?:[tlhsv]|lang|show|find)|type|checked|hidden|title|placeholder|autocomplete|spellcheck|method)(=|$)?/;

/** The page without its style, its own script and the table of its texts. */
function withoutScripts(html: string): string {
  return html
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(`<script>${script}</script>`, '')
    .replace(/<script type="application\/json" id="texts">[^<]*<\/script>/, '');
}

/** Elements and attributes that no page of ours has: a text has become markup. */
function strangers(html: string): string[] {
  const found: string[] = [];
  for (const [tag, name, rest] of withoutScripts(html).matchAll(/<\/?([a-zA-Z][\w-]*)((?:[^<>"]|"[^"]*")*)>/g)) {
    const attributes = rest!.match(/\s[^\s="]+(="[^"]*")?/g) ?? [];
    if (!ELEMENTS.has(name!) || attributes.join('') !== rest || !attributes.every((each) => ATTRIBUTES.test(each))) found.push(tag);
  }
  return found;
}

describe('renderHtml', () => {
  for (const [name, events] of Object.entries(records)) {
    for (const lang of LANGS) {
      test(`${name} in ${lang}: whole, harmless, self-contained`, () => {
        const html = page(events, lang);
        assert.deepEqual(unbalanced(withoutScripts(html)), []);
        assert.doesNotMatch(withoutScripts(html), /<script/i);
        assert.ok(html.includes("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"));
        assert.deepEqual(strangers(html), []);
        assert.deepEqual(html.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/), null);
        assert.ok(html.includes(`<html lang="${lang}">`));
        assert.ok(html.includes(word(lang, 'verdict', buildReport(events, lang).verdict)));
      });
    }
  }

  test('links lead somewhere, and ids are single', () => {
    for (const events of Object.values(records)) {
      const html = page(events, 'en');
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
      assert.equal(new Set(ids).size, ids.length);
      for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) assert.ok(ids.includes(target!), target);
    }
  });

  test('headings follow each other without gaps', () => {
    for (const events of Object.values(records)) {
      const levels = [...page(events, 'en').matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
      for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 0) + 1, `h${level} after h${levels[at - 1]}`);
    }
  });

  test('the difference is marked, the clause quoted in both languages, the command there', () => {
    const html = page(notCertified, 'en');
    assert.match(html, /10000000000000000<mark>7<\/mark>/);
    assert.match(html, /<q lang="ru">Номер Платежа в системе/);
    assert.match(html, /<p class="tr"><span data-t="\d+">The number of the Payment in the system/);
    assert.match(html, /curl -sS -i --max-time 15/);
    assert.match(html, /<strong><span data-t="\d+">How to fix<\/span>\.<\/strong> <span data-t="\d+">Put a UNIQUE index on txn_id/);
    assert.match(html, /2026-11-24 05:00:00 UTC \(10:00:00 Almaty\)/);
  });

  test('what is waived stands on the cover and at its case, in every language', () => {
    const waiver = {
      case: 'repeats.on-a-new-connection',
      reason: 'the release of January',
      owner: 'A. Bekova',
      ticket: 'PAY-17',
      expiry: '2026-12-31',
      cases: ['repeats.on-a-new-connection'],
    };
    const html = renderHtml(buildPolyglot(notCertified, 'en', { waivers: [waiver] }));
    const [cover, rest] = html.split('<main') as [string, string];
    for (const part of [cover, rest]) assert.match(part, /Waived until 2026-12-31 by A\. Bekova \(PAY-17\): the release of January/);
    assert.match(html, /<article class="finding" data-s data-v="remark"[^>]* id="repeats\.on-a-new-connection"/);
  });

  test('each try of a case that was tried again stands at its finding, once, with its evidence', () => {
    const html = withoutScripts(page(flaky, 'en'));
    const blocks = html.match(/<details class="tries">[^]*?<\/ul>\n?<\/details>/g)!;
    assert.equal(blocks.length, 1);
    const said = blocks[0].replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    assert.match(said, /^ flaky: failed in 2 of 3 tries Try 1 .*Failed.*Try 2 .*Passed.*Try 3 .*Failed.*Observed prv_txn 100 3 .*Exchange 7/i);
    assert.match(blocks[0], /<details class="evidence" id="x7">[^]*prv_txn&gt;1003/);
    assert.match(html, /id="repeats\.on-a-new-connection"[^]*<details class="tries">/);
    const rows = html.slice(html.indexOf('id="cases"'));
    assert.equal(rows.match(/flaky: failed in 2 of 3 tries/g)?.length, 1, 'the list of cases says it too');
  });

  test('what a page shows is bounded, and it says what it leaves out', () => {
    const report = buildPolyglot(notCertified, 'en');
    const [exchange] = report.exchanges;
    report.exchanges = Array.from({ length: 900 }, (_, at) => ({ ...exchange!, id: at + 1 }));
    const failed = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!;
    const [found] = failed.findings;
    failed.findings = Array.from({ length: 400 }, (_, at) => ({ ...found!, causeKey: `cause.${at}`, exchanges: [2 * at + 1, 2 * at + 2], count: 2 }));
    report.payments = Array.from({ length: 2000 }, () => report.payments[0]!);
    const html = renderHtml(report);
    assert.equal(html.match(/<details class="evidence"/g)?.length, 300);
    assert.match(html, /Exchange 301 stands in record\.jsonl/);
    assert.match(html, /this page shows 300 that findings cite/);
    assert.match(html, /and 1500 more: they stand in report\.json/);
  });

  test('the same report gives the same bytes', () => {
    assert.equal(page(notCertified, 'kk'), page(notCertified, 'kk'));
  });

  test('the escape leaves nothing that could be markup', () => {
    assert.equal(esc(`<a href='x' b="&">\u202e\u0000\r\n\tж`), '&lt;a href=&#39;x&#39; b=&quot;&amp;&quot;&gt;⟨U+202E⟩␀\n\tж');
    for (let code = 0; code < 0x3000; code += 1) {
      const char = String.fromCharCode(code);
      if ('\n\t'.includes(char)) continue;
      assert.doesNotMatch(esc(char), /[<>"'\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
    }
  });

  test('130 cases cost little', () => {
    const report = buildPolyglot(notCertified, 'en');
    report.cases = Array.from({ length: 130 }, (_, at) => ({ ...report.cases[at % 8]!, id: `case-${at}` }));
    renderHtml(report);
    const before = process.cpuUsage();
    renderHtml(report);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 50_000, `${user + system} µs`);
  });
});
