/**
 * The words that stand behind `--account` where more than one does and none of them is an address: an account with spaces, typed
 * without quotes, comes as several. Undefined where there is nothing of the kind.
 */
export function spacedAccount(args: readonly string[]): string | undefined {
  const words = args.slice(args.indexOf('--account') + 1);
  if (words.length === args.length) return undefined;
  const end = words.findIndex((word) => word.startsWith('-') || word.includes('://'));
  const account = end < 0 ? words : words.slice(0, end);
  return account.length > 1 ? account.join(' ') : undefined;
}
