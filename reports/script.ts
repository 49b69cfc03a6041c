import { bufferOf } from './bytes.ts';
import { curlOf, type CurlContext } from './curl.ts';
import { text, type Lang } from './messages/index.ts';
import type { KeptExchange } from './gather.ts';
import { isPlain, quote } from './shell.ts';
import type { StoryLine } from './story.ts';
import { visible } from './visible.ts';

/** What a script is made of. */
export interface ScriptSource {
  /** The finding's sentence. */
  message: string;
  story: readonly StoryLine[];
  exchanges: ReadonlyMap<number, KeptExchange>;
  kind: 'balance' | 'order';
  context: CurlContext;
}

/** Less is no time for any answer or request; milliseconds. */
const SHORTEST_CUT_MS = 10;

/**
 * A script for a POSIX shell that asks the steps of a counterexample again and shows every answer.
 * Payment numbers are new each time: those of the record are known to the partner by now. Whatever
 * an account or a header holds stays text.
 */
export function storyScript(source: ScriptSource, lang: Lang): string {
  const { message, story, exchanges, kind, context } = source;
  const places = placesOf(source);
  const command = (id: number | undefined) => {
    const exchange = id === undefined ? undefined : exchanges.get(id);
    if (!exchange) return ':';
    return places.fill(curlOf({ ...exchange, request: places.mark(exchange.request) }, context));
  };
  const orders = places.orders.map((written, at) => [`order_${at + 1}=${quote(written)}`, `[ $# -lt ${at + 1} ] || order_${at + 1}=$${at + 1}`]);
  const [balance] = story.filter(({ does }) => does === 'balance');
  const secrets = [...new Set(story.flatMap(({ exchanges: [id] }) => command(id).match(/PAYCERT_(?:HEADER_[A-Z0-9_]+|SECRET)/g) ?? []))];
  const lines = [
    '#!/bin/sh',
    ...remark(text(lang, 'script.lead', { message })),
    ...remark(text(lang, 'script.numbers')),
    ...(kind === 'order' ? remark(text(lang, 'script.orders')) : []),
    ...(secrets.length > 0 ? remark(text(lang, 'script.secrets', { names: secrets.join(', ') })) : []),
    ...(story.some(({ does }) => does === 'pay-cut') ? remark(text(lang, 'script.cut')) : []),
    'set -u',
    'run=$(date +%s)$(printf %05d $(($$ % 100000)))',
    ...places.payments.map((_, at) => `txn_${at + 1}=\${run}${at + 1}`),
    ...orders.flat(),
    'folder=$(mktemp -d)',
    `trap 'rm -rf "$folder"' EXIT`,
    ...(balance ? ['', `${command(balance.exchanges[0])}`, 'echo'] : []),
  ];
  for (const step of new Set(story.map((each) => each.step))) {
    const here = story.filter((each) => each.step === step);
    lines.push('', ...here.map(({ line }) => `printf '%s\\n' ${quote(visible(line))}`), ...asking(here, command, exchanges));
  }
  return `${lines.join('\n')}\n`;
}

/** One after the other in the script; what went out at once goes out at once, and is shown in order. */
function asking(here: readonly StoryLine[], command: (id: number | undefined) => string, known: ScriptSource['exchanges']): string[] {
  const commands = here.map(({ does, exchanges: ids }) => {
    const asked = command(ids.at(-1));
    if (does !== 'pay-cut') return asked;
    // A time limit breaks the connection when ours was broken.
    const after = Math.max(SHORTEST_CUT_MS, Math.ceil(known.get(ids.at(-1) ?? 0)?.timing.totalMs ?? 0) + 2);
    return asked.replace('--max-time 15', `--max-time ${after / 1000}`);
  });
  if (commands.length === 1) return [commands[0]!, 'echo'];
  const file = (at: number) => `"$folder/${at + 1}"`;
  return [...commands.map((asked, at) => `{ ${asked}; } > ${file(at)} 2>&1 &`), 'wait', ...commands.flatMap((_, at) => [`cat ${file(at)}`, 'echo'])];
}

function remark(sentence: string): string[] {
  return [`# ${visible(sentence)}`];
}

/** What the script writes anew: payment numbers, and orders, which are paid once. */
interface Places {
  payments: string[];
  /** As they stand in the query. */
  orders: string[];
  mark(request: KeptExchange['request']): KeptExchange['request'];
  fill(command: string): string;
}

/** Letters alone, so that no quoting touches them; a text of the partner that holds them gets digits in their place, no more. */
const place = (kind: 'TXN' | 'ORDER', at: number) => `PAYCERT${kind}${at + 1}END`;
const PLACES = /PAYCERT(TXN|ORDER)(\d+)END/g;
const ACCOUNT = /([?&]account=)([^&\s]*)/;
const TXN_ID = /([?&]txn_id=)(\d+)/;

function placesOf({ story, exchanges, kind }: ScriptSource): Places {
  const requestOf = (id: number) => bufferOf(exchanges.get(id)?.request ?? { text: '' }).toString('latin1');
  const payments = [...new Set(story.filter(({ payment }) => payment !== '').map(({ txn_id }) => txn_id))];
  const paid = story.filter(({ does }) => does !== 'pay-unknown' && does !== 'balance').flatMap((step) => step.exchanges);
  const accounts = [...new Set(paid.map((id) => ACCOUNT.exec(requestOf(id))?.[2] ?? ''))];
  const orders = kind === 'order' ? accounts.filter((account) => account !== '' && isPlain(account)) : [];
  const swap = (known: readonly string[], what: 'TXN' | 'ORDER') => (whole: string, name: string, value: string) =>
    known.includes(value) ? `${name}${place(what, known.indexOf(value))}` : whole;
  return {
    payments,
    orders,
    mark: (request) => {
      const marked = bufferOf(request).toString('latin1').replace(TXN_ID, swap(payments, 'TXN')).replace(ACCOUNT, swap(orders, 'ORDER'));
      return { base64: Buffer.from(marked, 'latin1').toString('base64') };
    },
    // The command holds them inside single quotes.
    fill: (command) => command.replace(PLACES, (_, what: string, at: string) => `'"$${what === 'TXN' ? 'txn' : 'order'}_${at}"'`),
  };
}
