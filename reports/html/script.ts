/**
 * What makes the page more than paper: language in place, search, filters, keys, deep links. The page says
 * everything without it. It reads what stands in the page and the table of its texts, writes text alone
 * (never markup), asks nothing of any network, and is let in by its digest.
 */
export const script = `(() => {
'use strict';
const one = (what) => document.querySelector(what);
const all = (what) => [...document.querySelectorAll(what)];
const texts = JSON.parse(one('#texts').textContent);
const root = document.documentElement;
const body = document.body;
const find = one('#find');
const langs = Object.keys(texts);
let show = '';

function speak(lang) {
  if (!texts[lang]) return;
  root.lang = lang;
  const words = texts[lang];
  for (const each of all('[data-t]')) each.textContent = words[each.dataset.t];
  for (const each of all('[data-l]')) each.setAttribute('aria-label', words[each.dataset.l]);
  for (const each of all('[data-h]')) each.setAttribute('placeholder', words[each.dataset.h]);
  for (const each of all('[data-lang]')) each.setAttribute('aria-pressed', String(each.dataset.lang === lang));
  known.clear();
  sift();
}

/** Texts of what can be found, in small letters, as they are needed. */
const known = new Map();
function textOf(item) {
  let text = known.get(item);
  if (text === undefined) known.set(item, (text = item.textContent.toLowerCase()));
  return text;
}

const items = all('[data-s]');
const rows = items.filter((item) => item.localName === 'tr' && item.dataset.v);
function sift() {
  const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const sifting = words.length > 0 || show !== '';
  body.classList.toggle('sifting', sifting);
  for (const item of items) {
    const fits = (show === '' || item.dataset.v === show) && (words.length === 0 || words.every((word) => textOf(item).includes(word)));
    if (item.hidden === fits) item.hidden = !fits;
  }
  for (const group of all('.group')) {
    group.hidden = sifting && !group.querySelector('[data-s]:not([hidden])');
    if (sifting && !group.hidden && group.localName === 'details') group.open = true;
  }
  for (const section of all('main > section')) if (!section.classList.contains('static')) section.hidden = sifting && !section.querySelector('[data-s]:not([hidden])');
  const seen = rows.filter((row) => !row.hidden).length;
  one('#shown').textContent = sifting ? one('#shown-text').textContent.replace('{count}', seen).replace('{all}', rows.length) : '';
  one('#none').hidden = !sifting || items.some((item) => !item.hidden);
}

function choose(verdict) {
  show = verdict;
  for (const each of all('[data-show]')) each.setAttribute('aria-pressed', String(each.dataset.show === verdict));
  sift();
}

function clear() {
  find.value = '';
  choose('');
}

/** Goes to what an address names, whatever is closed or hidden around it. */
function go(name) {
  let id;
  try { id = decodeURIComponent(name); } catch { return; }
  const there = document.getElementById(id);
  if (!there) return;
  if (there.closest('[hidden]') || body.classList.contains('sifting')) clear();
  for (let at = there; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
  for (const each of all('.here')) each.classList.remove('here');
  there.classList.add('here');
  if (!there.hasAttribute('tabindex')) there.setAttribute('tabindex', '-1');
  there.focus({ preventScroll: true });
  there.scrollIntoView({ block: 'start' });
}

function step(by) {
  const open = (what) => all(what).filter((each) => each.getClientRects().length > 0);
  const list = open('article.finding').length > 0 ? open('article.finding') : open('tr[data-v]');
  if (list.length === 0) return;
  const at = list.indexOf(document.activeElement?.closest('article.finding, tr[data-v]'));
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))];
  if (!next.hasAttribute('tabindex')) next.setAttribute('tabindex', '-1');
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start' });
}

function unfold(list) {
  const closed = list.some((each) => !each.open);
  for (const each of list) each.open = closed;
}

function theme() {
  const next = { dark: 'light', light: '' }[root.dataset.theme ?? ''] ?? 'dark';
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
}

const keys = one('#keys');
const does = {
  '/': () => { find.focus(); find.select(); },
  j: () => step(1),
  k: () => step(-1),
  o: () => unfold([...(document.activeElement?.closest('article.finding') ?? body).querySelectorAll(':scope > details')]),
  e: () => unfold(all('details.evidence, details.also')),
  l: () => speak(langs[(langs.indexOf(root.lang) + 1) % langs.length]),
  t: theme,
  '?': () => keys.showModal(),
  Escape: clear,
};
/** The key by its letter, and where the layout has none of ours (Cyrillic) by its place. */
function nameOf({ key, code, shiftKey }) {
  if (Object.hasOwn(does, key)) return key;
  if (code === 'Slash' && /^[.,]$/.test(key)) return shiftKey ? '?' : '/';
  const letter = /^Key([A-Z])$/.exec(code)?.[1].toLowerCase();
  return letter && key.charCodeAt(0) > 127 && Object.hasOwn(does, letter) ? letter : undefined;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  const name = nameOf(event);
  if (name === undefined) return;
  const typing = event.target.localName === 'input';
  if (typing && name === 'Escape') find.blur();
  if (name !== 'Escape' && (typing || !one('#keys-on').checked)) return;
  const act = does[name];
  event.preventDefault();
  act();
});

document.addEventListener('click', (event) => {
  const on = (what) => event.target.closest?.(what);
  const lang = on('[data-lang]');
  if (lang) speak(lang.dataset.lang);
  const chip = on('[data-show]');
  if (chip) choose(chip.dataset.show);
  if (on('#theme')) theme();
  if (on('#help')) keys.showModal();
  const copy = on('.copy-it');
  if (copy) take(copy);
  const cases = on('[data-find]');
  if (cases) {
    event.preventDefault();
    find.value = cases.dataset.find;
    choose('');
    find.focus();
    scrollTo(0, 0);
    return;
  }
  const link = on('a[href^="#"]');
  if (link && link.hash === location.hash) go(link.hash.slice(1));
});

function take(button) {
  const from = button.parentElement.querySelector('pre');
  const said = button.textContent;
  const done = () => {
    button.textContent = one('#copied-text').textContent;
    setTimeout(() => { button.textContent = texts[root.lang][button.firstElementChild?.dataset.t] ?? said; }, 1500);
  };
  if (navigator.clipboard) navigator.clipboard.writeText(from.textContent).then(done, () => from.focus());
  else from.focus();
}

let wait;
find.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(sift, 120); });
window.addEventListener('hashchange', () => go(location.hash.slice(1)));
one('.tools').hidden = false;
for (const each of all('.copy-it')) each.hidden = false;
const asked = new URLSearchParams(location.search).get('lang');
if (asked && asked !== root.lang) speak(asked);
else for (const name of ['shown', 'copied']) { const each = one('#' + name + '-text'); each.textContent = texts[root.lang][each.dataset.t]; }
if (location.hash) go(location.hash.slice(1));
})();`;
