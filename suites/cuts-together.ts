import { setTimeout as sleep } from 'node:timers/promises';
import { chapter, expect, isLost, type Outcome } from '../harness/index.ts';
import { amidWork, askAfter, AT_MOST_MS, paysTake } from './cuts.ts';
import { expectOneResult, payEach, winnerOf } from './repeats-at-once.ts';

/** Connections that break while others are at work, or one after the other. */
const { must, cases } = chapter('broken-connections');
export const cutsTogether = cases;

const WAITING = 3;

must(
  ['TP-7.7', 'TP-7.5.pay'],
  'cut-among-repeats',
  'a pay that is cut while 3 repeats of it wait is credited once, and they all get one result',
  { pays: 1, credited: true, connections: 1 + WAITING },
  async (at) => {
    const { partner, payment, watch } = at;
    const breaking = await amidWork(at, 0.5);
    const paid = await payment();
    const balance = await watch(paid.account);
    const cutting = partner.pay(paid, { connection: 'new', cut: breaking, nature: 'cut', once: true });
    // Behind the first, and before it is cut.
    await sleep(Math.floor(breaking.abortAfterMs / 2));
    const all = await payEach(
      partner,
      Array.from({ length: WAITING }, () => paid),
    );
    const broken = await cutting;
    const settled = await askAfter(at, paid, broken);
    expectOneResult(all, winnerOf(all));
    if (settled !== undefined) await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [broken.exchange, settled] });
  },
);

const BESIDE = 3;

must(
  ['TP-7.7', 'TP-7.5.pay'],
  'beside-others',
  'a pay that is cut tears none of 3 others that are at work beside it, and each is credited once',
  { kind: 'balance', pays: 1 + BESIDE, credited: true, connections: 1 + BESIDE },
  async (at) => {
    const { partner, payment, payable, watch } = at;
    const breaking = await amidWork(at, 0.5);
    const balance = await watch(payable.account);
    const paid = await payment();
    const others = await Promise.all(Array.from({ length: BESIDE }, () => payment()));
    const asking = others.map((each) => partner.pay(each, { connection: 'new', closing: true, once: true }));
    const broken = await partner.pay(paid, { connection: 'new', cut: breaking, nature: 'cut', once: true });
    const torn = (await Promise.all(asking)).filter(isLost);
    // Every one is asked for to its end before any is judged.
    const asked = await Promise.all(others.map((each) => partner.pay(each)));
    const settled = await askAfter(at, paid, broken);
    // One alone may be the network's.
    if (torn.length > 1) expect(torn[0]!).toBeWell();
    for (const seen of asked) expect(seen).toSucceedAfterAll();
    if (settled !== undefined)
      await expect(balance).toHaveGrownBy(
        [paid, ...others].reduce((sum, each) => sum + each.sum, 0n),
        { exchanges: [broken.exchange, settled] },
      );
  },
);

/** More than a pool of connections or workers usually holds. */
const MANY = 16;

must(
  ['TP-7.7', 'TP-2.timeout'],
  'many-cut',
  'a pay that is cut 16 times leaves the endpoint well, and is credited once',
  { pays: 1, credited: true },
  async (at) => {
    const { partner, payment, watch, hostile } = at;
    const takes = Math.min(AT_MOST_MS, await paysTake(at));
    const paid = await payment();
    const balance = await watch(paid.account);
    const broken = await hostile(async () => {
      let last: Outcome | undefined;
      for (let turn = 0; turn < MANY; turn++)
        last = await partner.pay(paid, { connection: 'new', cut: { abort: 'sent' }, nature: 'cut', once: true });
      // Who works off what nobody waits for any more, one by one, is given the time.
      await sleep(MANY * takes);
      return last!;
    });
    const settled = await askAfter(at, paid, broken);
    if (settled !== undefined) await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [broken.exchange, settled] });
  },
);
