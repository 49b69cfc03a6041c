/**
 * The reference client as a command, to be named as a trigger: refunds one payment and prints what
 * became of it. `--ca FILE` trusts an operator's certificate that no public authority has signed.
 *
 *     node dist/simulators/refund-client/cli.js BASE_URL PAYMENT_ID AMOUNT REASON --login L --password P
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseInt64 } from '../../protocol/refund/index.ts';
import { habitsOf, refund } from './index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    login: { type: 'string' },
    password: { type: 'string' },
    fault: { type: 'string' },
    poll: { type: 'string' },
    timeout: { type: 'string' },
    ca: { type: 'string' },
  },
});
const [baseUrl, paymentId, amount, reason] = positionals;
const [id, sum] = [parseInt64(paymentId ?? ''), parseInt64(amount ?? '')];
if (baseUrl === undefined || id === undefined || sum === undefined || reason === undefined) {
  process.stderr.write('usage: BASE_URL PAYMENT_ID AMOUNT REASON --login L --password P [--fault NAME] [--poll MS] [--timeout MS] [--ca FILE]\n');
  process.exit(2);
}
const outcome = await refund(
  { baseUrl, paymentId: id, amount: sum, reason },
  {
    login: values.login ?? process.env['REFUND_LOGIN'] ?? '',
    password: values.password ?? process.env['REFUND_PASSWORD'] ?? '',
    habits: habitsOf(values.fault),
    ...(values.ca === undefined ? {} : { ca: readFileSync(values.ca, 'utf8') }),
    ...(values.poll === undefined ? {} : { pollMs: Number(values.poll) }),
    ...(values.timeout === undefined ? {} : { timeoutMs: Number(values.timeout) }),
  },
);
process.stdout.write(`outcome: ${outcome}\n`);
