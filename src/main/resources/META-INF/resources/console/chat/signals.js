import { data } from '../api.js';
import { language } from '../language.js';

const known = new Map();

/** Remembers signals that came with something else, by the name that planners read. */
export function learn(signals) {
  signals.forEach((signal) => known.set(signal.id, { ...signal, name: signal.label ?? signal.name, label: undefined }));
}

/** What is known of a signal, at least its id. */
export function signal(id) {
  return known.get(id) ?? { id, name: id, type: '', path: [] };
}

/** Looks up those that nothing is known of yet; a signal that the taxonomy has lost keeps its id for a name. */
export async function lookUp(ids) {
  const unknown = ids.filter((id) => !known.has(id));
  const found = await Promise.allSettled(
    unknown.map((id) => data(`/taxonomy/signals/${encodeURIComponent(id)}`, { headers: inOwnLanguage() })),
  );
  learn(found.filter((one) => one.status === 'fulfilled').map((one) => one.value));
  return unknown.length > 0;
}

export async function search(words, signal) {
  const found = await data(`/taxonomy/signals?limit=8&q=${encodeURIComponent(words)}`, {
    signal,
    headers: inOwnLanguage(),
  });
  learn(found);
  return found.map((one) => known.get(one.id));
}

function inOwnLanguage() {
  return { 'Accept-Language': language() };
}
