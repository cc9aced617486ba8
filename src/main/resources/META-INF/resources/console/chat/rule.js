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

/** What a criterion is about, whatever its times are: a signal's id, or what it asks of events. */
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
  return criteria(rule)
    .filter((one) => !isOfEvents(one))
    .map(idOf);
}

export function has(rule, id) {
  return signals(rule).includes(id);
}

/** Whether two rules ask for the same, whatever the order of their members' names is: the server has another one. */
export function same(one, other) {
  return JSON.stringify(one, ordered) === JSON.stringify(other, ordered);
}

function ordered(_, value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Without a signal, wherever it is asked for. */
export function drop(rule, id) {
  const others = (list) => list.filter((one) => isOfEvents(one) || idOf(one) !== id);
  return whole({ all: rule.all.map(({ any }) => ({ any: others(any) })), none: others(rule.none) });
}

/** One more condition: a signal. One that stands elsewhere goes there with its times, as long as it stands there alone. */
export function also(rule, id) {
  const known = places(rule).filter((place) => !isOfEvents(at(rule, place)) && idOf(at(rule, place)) === id);
  return known.length === 1 ? move(rule, known[0], 'new') : { ...rule, all: [...rule.all, { any: [id] }] };
}

/** One more condition: an event in the last seven days. */
export function alsoEvent(rule, event) {
  return { ...rule, all: [...rule.all, { any: [{ event, within: 'P7D' }] }] };
}

// A criterion is changed where it stands, `{group, at}`; the group is the number of a condition, or `none`. A rule may ask for one signal or
// event in several places, with other times: "in the last 90 days, and not in the last 7".

/** Without the criterion of this place. */
export function dropAt(rule, place) {
  return put(rule, place, []);
}

/** Puts a criterion where the menu says: `<number of a condition>`, `new` or `none`. */
export function move(rule, place, where) {
  if (where === String(place.group)) return rule;
  const moved = at(rule, place);
  const to = (list, group) => (String(group) === where ? [...others(list, moved), moved] : list);
  const { all, none } = without(rule, place);
  const conditions = all.map(({ any }, group) => ({ any: to(any, group) }));
  return whole({
    all: where === 'new' ? [...conditions, { any: [moved] }] : conditions,
    none: to(none, 'none'),
  });
}

/** Says how recently a signal must have been shown. */
export function limit(rule, place, period) {
  return put(rule, place, [timed(at(rule, place), { within: period })]);
}

/** Says how often it must have been. */
export function often(rule, place, atLeast) {
  return put(rule, place, [timed(at(rule, place), { atLeast })]);
}

/** Says what a parameter of an event must be; no matter what, without a value. */
export function only(rule, place, parameter, value) {
  const one = at(rule, place);
  const { [parameter]: _, ...rest } = one.where ?? {};
  return put(rule, place, [timed(one, { where: value === undefined ? rest : { ...rest, [parameter]: value } })]);
}

/** Adds a step to a sequence, or makes one of an event. How often an event was is not asked in a sequence. */
export function alsoStep(rule, place, step) {
  const { sequence, atLeast: _, ...first } = at(rule, place);
  return put(rule, place, [{ sequence: [...(sequence ?? [first]), step] }]);
}

/** Takes a later step out of a sequence; an event is left of two. */
export function dropStep(rule, place, step) {
  const sequence = at(rule, place).sequence.filter((_, index) => index !== step);
  return put(rule, place, sequence.length > 1 ? [{ sequence }] : sequence);
}

function at(rule, place) {
  return listOf(rule, place.group)[place.at];
}

function listOf(rule, group) {
  return group === 'none' ? rule.none : rule.all[group].any;
}

function places(rule) {
  return [...rule.all.keys(), 'none'].flatMap((group) => [...listOf(rule, group).keys()].map((at) => ({ group, at })));
}

/** These in the place of one; where its list asks for the same already, it does so once. */
function put(rule, place, next) {
  const change = (list, group) =>
    group === place.group
      ? list.flatMap((one, at) => (at === place.at ? next : next.length > 0 ? others([one], next[0]) : [one]))
      : list;
  return whole(each(rule, change));
}

function without(rule, place) {
  return each(rule, (list, group) => (group === place.group ? list.filter((_, at) => at !== place.at) : list));
}

function each(rule, change) {
  return { all: rule.all.map(({ any }, group) => ({ any: change(any, group) })), none: change(rule.none, 'none') };
}

function others(list, criterion) {
  return list.filter((one) => !same(one, criterion));
}

/** Without conditions that ask for nothing. */
function whole({ all, none }) {
  return { all: all.filter(({ any }) => any.length > 0), none };
}

/** Without what says nothing; a signal without times is its id. */
function timed(one, change) {
  const { signal, event, within, atLeast, where } = { ...(typeof one === 'string' ? { signal: one } : one), ...change };
  const times = { ...(within && { within }), ...(atLeast > 1 && { atLeast }) };
  if (event) return { event, ...times, ...(where && Object.keys(where).length > 0 && { where }) };
  return within || atLeast > 1 ? { signal, ...times } : signal;
}

function criteria(rule) {
  return [...rule.all.flatMap(({ any }) => any), ...rule.none];
}
