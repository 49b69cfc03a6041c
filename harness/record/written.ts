/** The ways in which an answer may write a text: as it is, in a URL, in XML and HTML, in JSON, in base64. */
export function written(text: string): string[] {
  const url = encodeURIComponent(text);
  const xml = text.replace(/[&<>"']/g, (char) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[char]!};`);
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const bytes = Buffer.from(text, 'utf8');
  const inUrl = [url, url.replaceAll('%20', '+'), url.replace(/%../g, (hex) => hex.toLowerCase())];
  return [...new Set([text, ...inUrl, xml, json, ascii, json.replaceAll('/', '\\/'), bytes.toString('base64'), bytes.toString('base64url')])];
}
