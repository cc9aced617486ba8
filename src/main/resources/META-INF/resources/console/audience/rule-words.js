import { t } from '../language.js';
import * as rules from '../chat/rule.js';
import { period, words } from '../chat/events.js';
import { signal } from '../chat/signals.js';

/** A rule in one line: "Hiking or Camping · Saved an item, last 7 days · none of: Students". The signals that it names were looked up before. */
export function inWords(raw) {
  const { all, none } = rules.of(raw);
  const parts = all.map(({ any }) => any.map(named).join(t('audiences.or')));
  if (none.length > 0) parts.push(t('audiences.noneOf', { what: none.map(named).join(', ') }));
  return parts.join(' · ');
}

function named(criterion) {
  const what = rules.isOfEvents(criterion) ? words(criterion) : signal(rules.idOf(criterion)).name;
  const times = [
    criterion.atLeast > 1 ? `≥ ${criterion.atLeast}×` : '',
    rules.within(criterion) ? period(rules.within(criterion)) : '',
  ];
  return [what, ...times.filter(Boolean)].join(', ');
}
