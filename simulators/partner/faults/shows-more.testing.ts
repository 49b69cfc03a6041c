/** More of what the test of the faults does to a partner: below HTTP, many times over, and in the exported books. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls, type SecureVersion } from 'node:tls';
import { NUMBER, onOneConnection, pause, type Fields } from '../ask.testing.ts';
import { code, within, type Probe } from './shows.testing.ts';

const DAY_MS = 86_400_000;

/** Whether the certificate is valid now, and for how long. */
export const certificate: Probe<string> = async ({ partner }) => {
  const socket = connectTls({ port: partner.port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { valid_from, valid_to } = socket.getPeerCertificate();
  socket.destroy();
  const [from, to] = [Date.parse(valid_from) - Date.now(), Date.parse(valid_to) - Date.now()];
  return from > 0 ? 'not begun' : to < 0 ? 'ended' : to < 30 * DAY_MS ? 'ends soon' : 'valid';
};

/** What is spoken with a caller who offers this version alone. */
export const speaks =
  (version: SecureVersion): Probe<string> =>
  async ({ partner }) => {
    const socket = connectTls({
      port: partner.port,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      minVersion: version,
      maxVersion: version,
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
    try {
      await once(socket, 'secureConnect');
      return socket.getProtocol() ?? 'nothing';
    } catch {
      return 'nothing';
    } finally {
      socket.destroy();
    }
  };

export const twoStatuses: Probe<string> = ({ check }) =>
  onOneConnection(async (agent) => `${(await check({}, { agent })).status} ${(await check({}, { agent })).status}`);

/** The different outcomes of so many in turn. */
export async function how<T>(times: number, one: () => Promise<T>): Promise<T[]> {
  const seen = new Set<T>();
  for (let time = 0; time < times; time++) seen.add(await one());
  return [...seen];
}

export const afterEmptyConnections: Probe<number> = async ({ partner, check }) => {
  for (let time = 0; time < 4; time++) {
    const socket = connect(partner.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  }
  await pause(100);
  return (await check()).status;
};

/** Does the answer to a check fit this, byte for byte as it comes? */
export const rawHas =
  (pattern: RegExp): Probe<boolean> =>
  async ({ partner }) => {
    const socket = connect(partner.port, '127.0.0.1').setEncoding('latin1');
    socket.write(
      `GET /payment_app.cgi?command=check&txn_id=${NUMBER}&account=4957835959 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n`,
    );
    let text = '';
    for await (const piece of socket) text += String(piece);
    return pattern.test(text);
  };

/** The longest account, with another end behind so many characters. */
export const longAccountCutAt =
  (length: number): Probe<string> =>
  ({ check, partner }) =>
    code(check({ account: `${String(partner.accounts.payable.at(-1)).slice(0, length)}-somebody-else` }));

export const differentAtOnce: Probe<string> = async ({ pay, received }) => {
  await Promise.all(['1', '2', '3'].map((txn_id) => pay({ txn_id })));
  return received();
};

/** Three at once of a number that five divides. */
export const sameAtOnce: Probe<string> = async ({ pay, received }) => {
  const seen = await Promise.all([1, 2, 3].map(() => pay({ txn_id: '5' })));
  return `${seen.map(({ result }) => result).join()} ${received()}`;
};

/** Two numbers by turns, all at once. */
export const interleaved: Probe<string> = async ({ pay, received }) => {
  await Promise.all(['1', '2', '1', '2', '1'].map((txn_id) => pay({ txn_id })));
  return received();
};

export const whileChecked: Probe<string> = async ({ check, pay, received }) => {
  const checked = check();
  await Promise.all([checked, pay()]);
  return received();
};

/** One column of the exported books, after these pays. */
export const exported =
  (column: string, ...pays: Fields[]): Probe<string> =>
  async ({ pay, get }) => {
    for (const fields of pays.length > 0 ? pays : [{}]) await pay(fields);
    const rows = JSON.parse((await get('/ledger.json')).text) as Record<string, string>[];
    return rows.map((row) => row[column]).join(' ');
  };

/** A check while somebody holds a connection open and sends nothing. */
export const besideSilence: Probe<string> = async ({ partner, check }) => {
  const socket = connect(partner.port, '127.0.0.1');
  await once(socket, 'connect');
  await pause(50);
  const told = await within(check(), 1_000);
  socket.destroy();
  return told;
};
