import en from './messages/en.js';
import tr from './messages/tr.js';

const MESSAGES = { en, tr };
const KEY = 'earshot.language';

/** Says `change` when another language is chosen. */
export const languages = new EventTarget();

let chosen = localStorage.getItem(KEY);
if (!(chosen in MESSAGES)) chosen = navigator.language.startsWith('tr') ? 'tr' : 'en';
document.documentElement.lang = chosen;

export function language() {
  return chosen;
}

export function choose(another) {
  chosen = another;
  localStorage.setItem(KEY, another);
  document.documentElement.lang = another;
  languages.dispatchEvent(new Event('change'));
}

/** The text of a key; `{name}` in it is replaced by the value of that name. */
export function t(key, values = {}) {
  const text = MESSAGES[chosen][key] ?? en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Whether there is a text of this key. */
export function knows(key) {
  return key in en;
}

export function number(value) {
  return new Intl.NumberFormat(chosen).format(value);
}

export function percent(share) {
  return new Intl.NumberFormat(chosen, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share);
}

export function time(iso) {
  return new Intl.DateTimeFormat(chosen, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

export function moment(iso) {
  return new Intl.DateTimeFormat(chosen, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** "3 minutes ago". */
export function ago(iso) {
  const seconds = Math.round((Date.now() - new Date(iso)) / 1000);
  const [unit, size] =
    seconds < 60 ? ['second', 1] : seconds < 3600 ? ['minute', 60] : seconds < 86400 ? ['hour', 3600] : ['day', 86400];
  return new Intl.RelativeTimeFormat(chosen, { numeric: 'auto' }).format(
    -Math.max(0, Math.floor(seconds / size)),
    unit,
  );
}
