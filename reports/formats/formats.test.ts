import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { XMLParser } from 'fast-xml-parser';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import type { RecordEvent } from '../../harness/record/events.ts';
import { ATTACK, hostile } from '../fixtures/hostile.ts';
import { certified, flaky, incomplete, killed, notCertified } from '../fixtures/records.ts';
import { LANGS, type Lang } from '../messages/index.ts';
import type { Report, ReportWaiver } from '../model.ts';
import { buildReport } from '../report.ts';
import { renderCtrf } from './ctrf.ts';
import { renderGithub } from './github.ts';
import { renderJunit } from './junit.ts';
import { code, md, renderMarkdown } from './markdown.ts';
import { ctrfProblems, junitProblems, sarifProblems } from './published.testing.ts';
import { renderSarif } from './sarif.ts';

const FORMATS = { 'junit.xml': renderJunit, sarif: renderSarif, 'ctrf.json': renderCtrf, md: renderMarkdown, github: renderGithub };

const waiver: ReportWaiver = {
  case: 'answers.txn-id-18-digits',
  reason: 'fixed in release 7',
  owner: 'A. Bekova',
  ticket: 'PAY-17',
  expiry: '2026-12-31',
  cases: ['answers.txn-id-18-digits'],
};
const report = {
  certified: (lang: Lang) => buildReport(certified, lang),
  'not-certified': (lang: Lang) => buildReport(notCertified, lang),
  /** One failure waived, the other tried again. */
  waived: (lang: Lang) => buildReport(flaky, lang, { waivers: [waiver] }),
  incomplete: (lang: Lang) => buildReport(incomplete, lang),
  killed: (lang: Lang) => buildReport(killed, lang),
  hostile: (lang: Lang) => buildReport(hostile, lang),
} satisfies Record<string, (lang: Lang) => Report>;
const everywhere = Object.entries(report).flatMap(([name, make]) => LANGS.map((lang) => ({ name, lang, report: make(lang) })));

/** What the owners of a format publish for it. Markdown and annotations have no schema. */
const PUBLISHED = { 'junit.xml': junitProblems, sarif: sarifProblems, 'ctrf.json': ctrfProblems };
const publishedFor = (extension: string) => PUBLISHED[extension as keyof typeof PUBLISHED];

describe('golden files', () => {
  for (const [extension, render] of Object.entries(FORMATS)) {
    for (const [name, lang] of [
      ['waived', 'en'],
      ['incomplete', 'en'],
      ['not-certified', 'kk'],
    ] as const) {
      test(`${name} in ${lang} as ${extension}`, () => {
        const file = new URL(`../fixtures/golden/${name}.${lang}.${extension}`, import.meta.url);
        const made = render(report[name](lang), lang);
        if (process.env['UPDATE_GOLDEN']) writeFileSync(file, made);
        const golden = readFileSync(file, 'utf8');
        assert.equal(made, golden);
        if (extension in PUBLISHED) assert.deepEqual(publishedFor(extension)(golden), []);
      });
    }
  }
});

describe('published schemas', () => {
  for (const [extension, problems] of Object.entries(PUBLISHED)) {
    test(`every report is valid as ${extension}`, () => {
      for (const each of everywhere)
        assert.deepEqual(problems(FORMATS[extension as keyof typeof PUBLISHED](each.report, each.lang)), [], `${each.name} ${each.lang}`);
    });
  }

  test('refuse what is wrong, so that their silence means something', () => {
    const of = (extension: keyof typeof FORMATS) => FORMATS[extension](report.waived('en'), 'en');
    assert.match(junitProblems(of('junit.xml').replace('<skipped>', '<skipped message="x">')).join(), /'message' is not allowed/);
    assert.match(junitProblems(of('junit.xml').replaceAll('testcase', 'case')).join(), /Element 'case'/);
    assert.match(sarifProblems(of('sarif').replace('"kind": "external"', '"kind": "outside"')).join(), /allowedValues.*inSource/);
    assert.match(sarifProblems(of('sarif').replace('"uri": "record.jsonl"', '"uri": "a record"')).join(), /format.*uri-reference/);
    assert.match(ctrfProblems(of('ctrf.json').replace('"status": "other"', '"status": "open"')).join(), /status must be equal to one of/);
    assert.match(ctrfProblems(of('ctrf.json').replace('"duration": ', '"took": 1, "duration": ')).join(), /additionalProperty.*took/);
  });
});

const xsd = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync(new URL('../fixtures/schemas/junit.xsd', import.meta.url), 'utf8')));

describe('JUnit', () => {
  test('every report is valid by the XSD, and control bytes are gone', () => {
    for (const each of everywhere) {
      const xml = renderJunit(each.report, each.lang);
      const document = XmlDocument.fromString(xml);
      try {
        assert.doesNotThrow(() => xsd.validate(document), `${each.name} ${each.lang}`);
      } finally {
        document.dispose();
      }
      assert.doesNotMatch(xml, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\ud800-\udfff]/u);
    }
  });

  /** An independent reader: what a pipeline would count. */
  const counted = (of: Report) => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testcase' || name === 'testsuite',
    });
    type Case = {
      name: string;
      failure?: { message: string };
      error?: { message: string; type: string };
      skipped?: string;
      'system-out'?: string;
    };
    const { testsuites } = parser.parse(renderJunit(of, 'en')) as {
      testsuites: { tests: string; failures: string; errors: string; testsuite: { name: string; skipped: string; testcase: Case[] }[] };
    };
    const cases = testsuites.testsuite.flatMap(({ testcase }) => testcase);
    return {
      testsuites,
      cases,
      of: (kind: 'failure' | 'error' | 'skipped') => cases.filter((each) => each[kind] !== undefined).map(({ name }) => name),
    };
  };

  test('failures are what failed, errors what stays undecided, and a remark passes with its words', () => {
    const { testsuites, cases, of } = counted(report['not-certified']('en'));
    assert.deepEqual(of('failure'), ['answers.txn-id-18-digits', 'repeats.on-a-new-connection']);
    assert.deepEqual(of('error'), ['time.within-15-seconds']);
    assert.deepEqual(of('skipped'), ['transport.outside-refused']);
    assert.deepEqual([testsuites.tests, testsuites.failures, testsuites.errors], ['8', '2', '1']);
    const remark = cases.find(({ name }) => name === 'answers.sum-format')!;
    assert.match(remark['system-out']!, /TP-6\.sum \(should\)[^]*Observed: 200/);
    assert.equal(remark.failure, undefined);
  });

  test('a waived failure is skipped, and says by whom', () => {
    const { cases, of } = counted(report.waived('en'));
    assert.deepEqual(of('failure'), ['repeats.on-a-new-connection']);
    const waived = cases.find(({ name }) => name === 'answers.txn-id-18-digits')!;
    assert.match(waived.skipped!, /Waived until 2026-12-31 by A\. Bekova \(PAY-17\)/);
    assert.match(JSON.stringify(cases.find(({ name }) => name === 'repeats.on-a-new-connection')), /flaky: failed in 2 of 3 tries/);
  });

  test('an incomplete run is never green', () => {
    for (const name of ['incomplete', 'killed'] as const) assert.ok(counted(report[name]('en')).of('error').includes('run.verdict'), name);
    assert.ok(!counted(report.certified('en')).of('error').includes('run.verdict'));
  });

  test('a text that ends a CDATA or an attribute stays a text', () => {
    const bad = buildReport(
      notCertified.map((event): RecordEvent => (event.type === 'finding' ? { ...event, observed: ']]></failure><x y="\u0001\ufffe&#0;' } : event)),
      'en',
    );
    const { cases } = counted(bad);
    assert.equal(cases.length, 8);
    assert.match(JSON.stringify(cases), /\]\]><\/failure><x y=\\"/);
  });
});

function validator(name: string) {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(new URL(`../fixtures/schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object);
}

describe('SARIF', () => {
  const valid = validator('sarif');
  interface Sarif {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      invocations: { executionSuccessful: boolean; toolExecutionNotifications: { level: string }[] }[];
      results: {
        ruleId: string;
        ruleIndex: number;
        kind: string;
        level: string;
        suppressions?: unknown[];
        partialFingerprints: { 'paycert/v1': string };
      }[];
    }[];
  }
  const parsed = (of: Report, lang: Lang = 'en') => JSON.parse(renderSarif(of, lang)) as Sarif;

  test('every report is valid, and rules stand where results say', () => {
    for (const each of everywhere) {
      const sarif = parsed(each.report, each.lang);
      assert.ok(valid(sarif), `${each.name} ${each.lang}: ${JSON.stringify(valid.errors)}`);
      const [run] = sarif.runs;
      for (const { ruleId, ruleIndex } of run!.results) assert.equal(run!.tool.driver.rules[ruleIndex]!.id, ruleId);
    }
  });

  test('violations are errors, remarks warnings, undecided ones for review, waived ones suppressed', () => {
    const [run] = parsed(report.waived('en')).runs;
    const told = run!.results.map(({ ruleId, kind, level, suppressions }) => [ruleId, kind, level, suppressions?.length ?? 0]);
    assert.deepEqual(told, [
      ['TP-2.timeout', 'review', 'none', 0],
      ['TP-6.txn_id', 'fail', 'error', 1],
      ['TP-6.sum', 'fail', 'warning', 0],
      ['TP-7.7', 'fail', 'error', 0],
    ]);
    assert.equal(run!.invocations[0]!.executionSuccessful, true);
    assert.equal(parsed(report.incomplete('en')).runs[0]!.invocations[0]!.executionSuccessful, false);
  });

  test('a finding is the same one in every run and language', () => {
    const prints = (lang: Lang) => parsed(report['not-certified'](lang), lang).runs[0]!.results.map((each) => each.partialFingerprints['paycert/v1']);
    assert.deepEqual(prints('kk'), prints('en'));
    assert.equal(new Set(prints('en')).size, prints('en').length);
  });
});

describe('CTRF', () => {
  const valid = validator('ctrf');
  const parsed = (of: Report, lang: Lang = 'en') =>
    JSON.parse(renderCtrf(of, lang)) as {
      results: { summary: Record<string, number>; tests: { name: string; status: string; rawStatus: string; flaky?: boolean }[] };
    };

  test('every report is valid, and its sums are right', () => {
    for (const each of everywhere) {
      const ctrf = parsed(each.report, each.lang);
      assert.ok(valid(ctrf), `${each.name} ${each.lang}: ${JSON.stringify(valid.errors)}`);
      const { summary, tests } = ctrf.results;
      for (const status of ['passed', 'failed', 'skipped', 'other']) assert.equal(summary[status], tests.filter((of) => of.status === status).length);
    }
  });

  test('our own verdict stands beside the status', () => {
    const told = parsed(report.waived('en')).results.tests.map(({ status, rawStatus, flaky }) => [status, rawStatus, flaky ?? false]);
    assert.deepEqual(told, [
      ['passed', 'passed', false],
      ['skipped', 'skipped', false],
      ['other', 'inconclusive', false],
      ['skipped', 'failed (waived)', false],
      ['passed', 'passed', false],
      ['passed', 'remark', false],
      ['failed', 'failed', true],
      ['passed', 'passed', false],
    ]);
    assert.equal(parsed(report.incomplete('en')).results.tests.at(-1)!.rawStatus, 'incomplete');
  });
});

describe('Markdown', () => {
  test('hostile text is text', () => {
    for (const lang of LANGS) {
      const page = renderMarkdown(report.hostile(lang), lang);
      const outsideCode = page.replace(/(?<![\\`])(`+) [^\n]*? \1(?!`)/g, '');
      assert.doesNotMatch(outsideCode, /<[a-z/!]/i, 'no element');
      assert.doesNotMatch(page, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\ud800-\udfff]/u);
    }
  });

  test('no markup comes of a text', () => {
    assert.equal(
      md('[x](http://a.b) **b** <img src=x> @team `c` | ![i](y)'),
      '\\[x\\](http:&#8203;//a.b) \\*\\*b\\*\\* &lt;img src=x&gt; &#64;&#8203;team \\`c\\` \\| \\!\\[i\\](y)',
    );
    assert.equal(md('- a\n# b'), '&#8203;- a␊\\# b');
    assert.equal(code('a `` b | c'), '``` a `` b ¦ c ```');
    assert.equal(code(''), '` `');
  });

  test('a summary has a size that its host takes', () => {
    const big = report['not-certified']('en');
    const failed = big.cases.find(({ verdict }) => verdict === 'failed')!;
    for (let at = 0; at < 2000; at += 1)
      big.cases.push({
        ...failed,
        id: `answers.more-${at}`,
        findings: [{ ...failed.findings[0]!, causeKey: `cause.${at}`, observed: ATTACK.repeat(50) }],
      });
    assert.ok(renderMarkdown(big, 'en').length < 200_000);
  });
});

describe('GitHub annotations', () => {
  test('every line is one command of ours, whatever a text holds', () => {
    for (const each of everywhere) {
      for (const line of renderGithub(each.report, each.lang).trimEnd().split('\n'))
        assert.match(line, /^::(error|warning|notice) title=[^:,]*::[^\r\n]*$/);
    }
    const [first] = renderGithub({ ...report.certified('en'), partner: 'x\n::error::y%0A::warning::z', reasons: [] }, 'en').split('\n');
    assert.equal(first, '::notice title=paycert%3A Certified::x␊::error::y%250A::warning::z · https://kaspi.partner.kz/payment_app.cgi');
  });
});
