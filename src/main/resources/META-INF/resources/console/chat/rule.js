// An audience's rule: `{all: [{any: [criteria]}], none: [criteria]}`; a criterion is a signal's id, `{signal, within, atLeast}`,
// `{event, within, atLeast, where}` or `{sequence}`. Every change gives another rule.
export const EMPTY = { all: [], none: [] };

/** A rule as it came: whatever is missing is empty. */
export function of(raw) {
  return { all: (raw?.all ?? []).map((group) => ({ any: group.any ?? [] })), none: raw?.none ?? [] };
}

export function isEmpty(rule) {
  return rule.all.length === 0 && rule.none.length === 0;
}

/** What a criterion is known by, whatever its times are: a signal's id, or what it asks of events. */
export function idOf(criterion) {
  if (isOfEvents(criterion)) return JSON.stringify([criterion.event, criterion.where, criterion.sequence]);
  return criterion.signal ?? criterion;
}

export function isOfEvents(criterion) {
  return Boolean(criterion.event || criterion.sequence);
}

/** How recently it must have been shown, in ISO 8601; empty for no matter when. */
export function within(criterion) {
  return criterion.within ?? '';
}

export function signals(rule) {
  return criteria(rule).filter((one) => !isOfEvents(one)).map(idOf);
}

export function has(rule, id) {
  return signals(rule).includes(id);
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function drop(rule, id) {
  const others = (list) => list.filter((one) => idOf(one) !== id);
  return { all: rule.all.map(({ any }) => ({ any: others(any) })).filter(({ any }) => any.length > 0), none: others(rule.none) };
}

/** One more condition. */
export function also(rule, id) {
  const rest = drop(rule, id);
  return { ...rest, all: [...rest.all, { any: [criterion(rule, id)] }] };
}

/** One more condition: an event in the last seven days. */
export function alsoEvent(rule, event) {
  const added = { event, within: 'P7D' };
  const rest = drop(rule, idOf(added));
  return { ...rest, all: [...rest.all, { any: [added] }] };
}

/** Puts a signal where the menu says: `<number of a condition>`, `new` or `none`. */
export function move(rule, id, where) {
  if (where === 'new') return also(rule, id);
  const moved = criterion(rule, id);
  const rest = drop(rule, id);
  if (where === 'none') return { ...rest, none: [...rest.none, moved] };
  const neighbour = rule.all[Number(where)].any.map(idOf).find((one) => one !== id);
  if (!neighbour) return rule;
  return { ...rest, all: rest.all.map(({ any }) => ({ any: any.some((one) => idOf(one) === neighbour) ? [...any, moved] : any })) };
}

/** Says how recently a signal must have been shown. */
export function limit(rule, id, period) {
  const change = (list) => list.map((one) => (idOf(one) === id ? limited(one, period) : one));
  return { all: rule.all.map(({ any }) => ({ any: change(any) })), none: change(rule.none) };
}

function limited(one, period) {
  const { within: _, ...rest } = typeof one === 'string' ? { signal: one } : one;
  if (period) return { ...rest, within: period };
  return rest.atLeast || rest.event ? rest : rest.signal;
}

function criterion(rule, id) {
  return criteria(rule).find((one) => idOf(one) === id) ?? id;
}

function criteria(rule) {
  return [...rule.all.flatMap(({ any }) => any), ...rule.none];
}
