import type { LoadJob } from '../harness/load.ts';

/** Makes requests by writing a number between two pieces that are ready. */
export interface Requests {
  /** `412503178844120067`: the number of a payment. */
  numberOf(payment: number): string;
  /** The payment that has this number, or -1. */
  paymentOf(number: string): number;
  /** A buffer for one connection to write its requests into. */
  paper(): Paper;
}

export interface Paper {
  /** The request; valid until the next one is written. */
  write(payment: number, template: number): Buffer;
  /** Where the number stands in it. */
  start: number;
  end: number;
}

const LOW = 1_000_000_000;

export function requests({ first, templates }: LoadJob): Requests {
  const base = BigInt(first);
  // A number of 18 digits is two halves of 9, which doubles hold exactly.
  const high = Number(base / BigInt(LOW));
  const low = Number(base % BigInt(LOW));
  const longest = Math.max(...templates.map(({ before, behind }) => before.length + behind.length)) + 18;
  const numberOf = (payment: number) => (base + BigInt(payment)).toString();
  return {
    numberOf,
    paymentOf: (number) => {
      if (!/^\d{1,18}$/.test(number)) return -1;
      const payment = BigInt(number) - base;
      return payment >= 0n && payment < 0xffff_ffffn ? Number(payment) : -1;
    },
    paper: () => {
      const bytes = Buffer.alloc(longest);
      let last = -1;
      let request = bytes;
      let width = 0;
      let upper = 0;
      const writeAnew = (payment: number, template: number, paper: Paper) => {
        const { before, behind } = templates[template]!;
        const number = numberOf(payment);
        bytes.set(before, 0);
        bytes.write(number, before.length, 'latin1');
        bytes.set(behind, before.length + number.length);
        request = bytes.subarray(0, before.length + number.length + behind.length);
        width = number.length;
        upper = high + Math.floor((low + payment) / LOW);
        last = template;
        paper.start = before.length;
        paper.end = before.length + width;
      };
      const digits = (value: number, end: number, count: number) => {
        let rest = value;
        for (let at = end - 1; at >= end - count; at--) {
          const next = (rest / 10) | 0;
          bytes[at] = 48 + (rest - next * 10);
          rest = next;
        }
      };
      const paper: Paper = {
        start: 0,
        end: 0,
        write: (payment, template) => {
          if (template !== last || width !== 18) {
            writeAnew(payment, template, paper);
          } else {
            const sum = low + payment;
            const carry = Math.floor(sum / LOW);
            digits(sum - carry * LOW, paper.end, 9);
            if (high + carry !== upper) digits((upper = high + carry), paper.end - 9, 9);
          }
          return request;
        },
      };
      return paper;
    },
  };
}
