/** Beyond this many digits a number is left as it was written. */
const MOST_DIGITS = 400;

/**
 * A JSON number without its exponent: `2E+2`, as serialisers of decimals write it, to `200`. All
 * digits are kept, and a text without an exponent stays what it is.
 */
export function plainNumber(text: string): string {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,4})$/.exec(text);
  if (!match) return text;
  const [, sign, whole, decimals = '', exponent] = match as unknown as [string, string, string, string | undefined, string];
  const shift = Number(exponent);
  if (Math.abs(shift) > MOST_DIGITS) return text;
  const digits = whole.padStart(whole.length - Math.min(0, shift + whole.length - 1), '0') + decimals.padEnd(Math.max(0, shift), '0');
  const point = digits.length - Math.max(decimals.length, Math.max(0, shift)) + shift;
  const left = digits.slice(0, point).replace(/^0+(?=.)/, '');
  const right = digits.slice(point);
  return sign + (left || '0') + (right === '' ? '' : `.${right}`);
}
