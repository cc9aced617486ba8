// What customers did, as a rule asks for it: an event with conditions and times, or a sequence of events.
import { language, knows, t } from '../language.js';

export const EVENTS = [
  'ai_session_started',
  'ai_query_submitted',
  'ai_result_viewed',
  'ai_item_saved',
  'ai_conversion_completed',
];

/** A span of time in ISO 8601 in words: "last 7 days". */
export function period(iso) {
  if (knows(`within.${iso}`)) return t(`within.${iso}`);
  return t('within.any', { span: span(iso) });
}

/** "saved an item (category: outdoors; price from 50)", "saved an item, then within 7 days: not bought". */
export function words(criterion) {
  if (criterion.sequence) return criterion.sequence.map(step).join(' ');
  return happening(criterion);
}

/** A step of a sequence: "→ within 7 days: not: bought". */
export function step(one, at) {
  const what = one.not ? t('event.not', { what: happening(one.not) }) : happening(one);
  if (at === 0) return one.within ? `${what} (${period(one.within)})` : what;
  return one.within ? t('event.thenWithin', { what, span: span(one.within) }) : t('event.then', { what });
}

function happening({ event, where }) {
  const name = knows(`event.${event}`) ? t(`event.${event}`) : event;
  const conditions = Object.entries(where ?? {}).map(([parameter, value]) => condition(parameter, value));
  return conditions.length > 0 ? `${name} (${conditions.join('; ')})` : name;
}

/** "price ≥ 50". */
export function condition(parameter, value) {
  const name = knows(`parameter.${parameter}`) ? t(`parameter.${parameter}`) : parameter.replaceAll('_', ' ');
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return `${name}: ${[value].flat().join(', ')}`;
  return [name, value.min === undefined ? '' : `≥ ${value.min}`, value.max === undefined ? '' : `≤ ${value.max}`]
    .filter(Boolean)
    .join(' ');
}

/** "7 days", in the words of the browser. */
function span(iso) {
  const units = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso);
  if (!units) return iso;
  const names = ['year', 'month', 'week', 'day', 'hour', 'minute'];
  return (
    names
      .map((unit, at) =>
        units[at + 1]
          ? new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(units[at + 1])
          : '',
      )
      .filter(Boolean)
      .join(' ') || iso
  );
}
