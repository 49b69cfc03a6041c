import type { Endpoint } from './profile.ts';
import { usage } from './usage-error.ts';

/**
 * `https://kaspi.partner.kz/payment_app.cgi?tenant=1` as a place to connect to and a path that is
 * ready for the protocol's fields. Query fields in it are kept. Throws a UsageError for what is no
 * http(s) address, or carries a user name, which the system never sends.
 */
export function parseEndpoint(text: string, place: string): Endpoint {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw usage('usage.bad-url', { place, url: text });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw usage('usage.bad-url', { place, url: text });
  if (url.username !== '' || url.password !== '') throw usage('usage.url-credentials', { place });
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  return {
    url: text,
    scheme,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
    authority: url.host,
    path: `${url.pathname}${url.search === '' || url.search === '?' ? '?' : `${url.search}&`}`,
  };
}
