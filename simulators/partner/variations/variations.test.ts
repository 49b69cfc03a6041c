import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NUMBER, onOneConnection, onStage, pause, type Fields, type Stage, type Told } from '../ask.testing.ts';
import { VARIATIONS, type VariationName } from './index.ts';

const BOTH_KINDS = ['balance', 'order'] as const;
const BOTH_EDITIONS = ['xml', 'json'] as const;

/** How each variation shows, in the answer to a check or a pay. */
const SHOWS: Record<VariationName, (stage: Stage) => Promise<boolean>> = {
  'element-order': inCheck(/<response>\n {2}<comment>[^]*<fields>[^]*<result>[^]*<txn_id>/),
  whitespace: inCheck(/\t/),
  'no-whitespace': inCheck(/^[^\n]*$/),
  'comments-and-pis': inCheck(/<!--[^]*<\?/),
  cdata: inCheck(/<txn_id><!\[CDATA\[\d+\]\]><[^]*<comment><!\[CDATA\[/),
  'character-references': inCheck(/<result>&#48;</),
  'empty-comment': inCheck(/<comment\/>/),
  'no-declaration': inCheck(/^<response>/),
  bom: inCheck(/^\uFEFF<\?xml/),
  'single-quotes': inCheck(/encoding='UTF-8'[^]*name='balance'/, /encoding='UTF-8'/),
  'encoding-lower-case': inCheck(/"utf-8"/),
  'encoding-mixed-case': inCheck(/"Utf-8"/),
  standalone: inCheck(/standalone="yes"\?>/),
  'application-xml': async ({ check }) => (await check()).headers['content-type'] === 'application/xml; charset=utf-8',
  'charset-upper-case': async ({ check }) => (await check()).headers['content-type'] === 'text/xml; charset="UTF-8"',
  'no-charset': async ({ check }) => (await check()).headers['content-type'] === 'text/xml',
  chunked: async ({ check }) => (await check()).headers['transfer-encoding'] === 'chunked',
  'connection-close': ({ check }) => onOneConnection(async (agent) => (await check({}, { agent })).headers.connection === 'close'),
  'gzip-when-offered': async ({ check }) => {
    const encodings: unknown[] = [];
    for (const offer of ['gzip, deflate', '', 'gzip;q=0', 'deflate;q=1, gzip;q=0.5'])
      encodings.push((await check({}, { headers: { 'accept-encoding': offer } })).headers['content-encoding']);
    return encodings.join() === 'gzip,,,gzip';
  },
  'drops-idle-connections': ({ check }) =>
    onOneConnection(async (agent) => {
      let closed = 0;
      const told = await check({}, { agent });
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.on('close', () => closed++);
      for (let i = 0; i < 100 && closed === 0; i++) await pause(20);
      return closed === 1 && told.headers.connection !== 'close';
    }),
  slow: async ({ check }) => {
    const began = performance.now();
    await check();
    return performance.now() - began >= 140;
  },
  'no-comment': async ({ check }) => (await check()).comment === undefined,
  'no-fields': async ({ check }) => !(await check()).text.includes('field'),
  'extra-elements': inCheck(/node/),
  'check-echoes-sum': async ({ check }) => (await check({ sum: '7.00' })).sum === '7.00' && (await check()).sum === undefined,
  'check-has-prv-txn': async ({ check }) => /^\d+$/.test((await check()).prv_txn ?? ''),
  'empty-prv-txn-in-check': inCheck(/<prv_txn><\/prv_txn>\n {2}<sum><\/sum>/),
  '20-digit-prv-txn': async ({ pay }) => /^\d{20}$/.test((await settled(pay)).prv_txn ?? ''),
  'processing-first': async ({ pay, received }) => {
    const first = await pay();
    const nothing = received();
    return first.result === '4' && nothing === '0.00' && (await pay()).result === '0';
  },
  'balance-lags': async ({ check, pay, sum }) => {
    await pay();
    const late = (await check()).balance;
    await pause(400);
    return late === '0.00' && (await check()).balance === sum;
  },
  'balance-lags-seconds': async ({ check, pay, sum }) => {
    await pay();
    await pause(400);
    const late = (await check()).balance;
    await pause(1_800);
    return late === '0.00' && (await check()).balance === sum;
  },
  'balance-in-tenge': async ({ check, pay }) => {
    const before = (await check()).balance;
    await pay();
    return before === '0' && (await check()).balance === '200';
  },
  'refuses-after-4': async ({ partner, pay }) => {
    const order = { txn_id: '2', account: partner.accounts.cancelled[0]! };
    return (await pay(order)).result === '4' && (await pay(order)).result === '2';
  },
  'firewall-pages': async ({ check }) => {
    const [turned, plain] = [await check({ account: "' OR '1'='1" }), await check()];
    return turned.status === 403 && plain.result === '0';
  },
  'refuses-with-4xx': async ({ check, pay }) => {
    const [bad, unknown] = [await pay({ command: 'x' }), await check({ account: '0000000000' })];
    return bad.status === 400 && bad.result === '5' && unknown.status === 200;
  },
  'numbers-as-numbers': inCheck(/"txn_id":123456789012345678,"result":0/),
  'bin-field': inCheck(/"bin":"123456789012"/),
  'ledger-accounts-folded': async (stage) => {
    await payAnother(stage, { account: '0087654321' });
    return /,ord-100001,|,87654321,/.test(await ledgerOf(stage));
  },
  'ledger-accounts-masked': async (stage) => /,(49\*{4}5959|OR\*{4}0001),/.test(await ledgerOf(stage)),
  'ledger-accounts-last-four': async (stage) => /,(5959|0001),/.test(await ledgerOf(stage)),
  'ledger-tells-status': async (stage) => {
    await stage.pay({ account: 'NOBODY', txn_id: '2' });
    return /txn_date,status[^]*,success[^]*^2,,NOBODY.*,failed\r$/m.test(await ledgerOf(stage));
  },
  'ledger-logs-steps': async (stage) => {
    await stage.pay({ account: 'NOBODY', txn_id: '2' });
    const text = await ledgerOf(stage);
    return text.split('принято').length === 3 && text.split('зачислено').length === 2 && text.split('отказ').length === 2;
  },
  'ledger-of-last-rows': async (stage) => {
    for (let number = 1; number <= 50; number++) await payAnother(stage, { txn_id: String(number) });
    const rows = (await stage.get('/ledger.csv')).text.trim().split('\r\n');
    return rows.length === 41 && rows[1]!.startsWith('11,');
  },
  'ledger-of-today': async (stage) => {
    await payAnother(stage, { txn_date: '20261123235959' });
    return /^txn_id.*\r\n123456789012345678,.*\r\n$/.test(await ledgerOf(stage));
  },
  'ledger-lags': async (stage) => {
    const atOnce = await ledgerOf(stage);
    stage.clock.ms += 6_000;
    return !atOnce.includes('123456789012345678') && (await stage.get('/ledger.csv')).text.includes('123456789012345678');
  },
  'refusal-echoes-sum': async ({ pay, sum }) => (await pay({ account: '0000000000' })).sum === sum,
};

/** The books after one payment. */
async function ledgerOf({ pay, get }: Stage): Promise<string> {
  await pay();
  return (await get('/ledger.csv')).text;
}

/** Pays somebody else: another account, or another order its own price. */
async function payAnother({ partner, pay }: Stage, fields: Fields): Promise<void> {
  const other = partner.accounts.payable[1]!;
  const target = typeof other === 'string' ? { account: other } : other;
  const own = typeof other === 'string' ? fields : { ...fields, account: other.account };
  assert.equal((await pay({ txn_id: '1', ...target, ...own })).result, '0');
}

test('each variation shows, and the partner is as correct as without it', { concurrency: 8 }, async (t) => {
  const settings = VARIATIONS.flatMap(({ name, kinds = BOTH_KINDS, answers = BOTH_EDITIONS }) =>
    kinds.flatMap((kind) => answers.map((edition) => ({ variation: name, kind, answers: edition, orders: 3 }))),
  );
  const shown = settings.map((setting) =>
    t.test(Object.values(setting).join(' '), () =>
      onStage(setting, async (stage) => {
        assert.ok(await SHOWS[setting.variation](stage), 'it does not show');
        await isCorrect(stage);
      }),
    ),
  );
  await Promise.all(shown);
});

test('names are unique', () => {
  assert.equal(new Set(VARIATIONS.map(({ name }) => name)).size, VARIATIONS.length);
});

async function isCorrect({ check, pay, received, sum, partner }: Stage): Promise<void> {
  assert.equal((await check({ account: '0000000000' })).result, '1');
  const paid = await settled(pay);
  assert.deepEqual([paid.result, paid.txn_id, paid.sum], ['0', '123456789012345678', sum]);
  const repeats = await Promise.all([pay(), pay({ sum: '1.00' }), pay()]);
  for (const repeat of repeats) assert.deepEqual([repeat.result, repeat.prv_txn, repeat.sum], ['0', paid.prv_txn, sum]);
  assert.equal(received(), sum);
  assert.equal(partner.ledger().filter(({ txn_id }) => txn_id === NUMBER).length, 1);
}

async function settled(pay: Stage['pay']): Promise<Told> {
  const first = await pay();
  return first.result === '4' ? pay() : first;
}

function inCheck(...patterns: RegExp[]): (stage: Stage) => Promise<boolean> {
  return async ({ check }) => {
    const { text } = await check();
    return patterns.some((pattern) => pattern.test(text));
  };
}
