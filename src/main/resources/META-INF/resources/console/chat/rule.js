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

export function drop(rule, id) {
  const others = (list) => list.filter((one) => idOf(one) !== id);
  return {
    all: rule.all.map(({ any }) => ({ any: others(any) })).filter(({ any }) => any.length > 0),
    none: others(rule.none),
  };
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
  return {
    ...rest,
    all: rest.all.map(({ any }) => ({ any: any.some((one) => idOf(one) === neighbour) ? [...any, moved] : any })),
  };
}

/** Says how recently a signal must have been shown. */
export function limit(rule, id, period) {
  return replace(rule, id, timed(criterion(rule, id), { within: period }));
}

/** Says how often it must have been. */
export function often(rule, id, atLeast) {
  return replace(rule, id, timed(criterion(rule, id), { atLeast }));
}

/** Says what a parameter of an event must be; no matter what, without a value. */
export function only(rule, id, parameter, value) {
  const one = criterion(rule, id);
  const { [parameter]: _, ...others } = one.where ?? {};
  return replace(rule, id, timed(one, { where: value === undefined ? others : { ...others, [parameter]: value } }));
}

/** Adds a step to a sequence, or makes one of an event. How often an event was is not asked in a sequence. */
export function alsoStep(rule, id, step) {
  const { sequence, atLeast: _, ...first } = criterion(rule, id);
  return replace(rule, id, { sequence: [...(sequence ?? [first]), step] });
}

/** Takes a later step out of a sequence; an event is left of two. */
export function dropStep(rule, id, at) {
  const sequence = criterion(rule, id).sequence.filter((_, index) => index !== at);
  return replace(rule, id, sequence.length > 1 ? { sequence } : sequence[0]);
}

/** Another criterion in the place of one; where the rule asks for the same already, it does so once. */
function replace(rule, id, next) {
  const change = (list) =>
    list.filter((one) => idOf(one) === id || idOf(one) !== idOf(next)).map((one) => (idOf(one) === id ? next : one));
  return {
    all: rule.all.map(({ any }) => ({ any: change(any) })).filter(({ any }) => any.length > 0),
    none: change(rule.none),
  };
}

/** Without what says nothing; a signal without times is its id. */
function timed(one, change) {
  const { signal, event, within, atLeast, where } = { ...(typeof one === 'string' ? { signal: one } : one), ...change };
  const times = { ...(within && { within }), ...(atLeast > 1 && { atLeast }) };
  if (event) return { event, ...times, ...(where && Object.keys(where).length > 0 && { where }) };
  return within || atLeast > 1 ? { signal, ...times } : signal;
}

function criterion(rule, id) {
  return criteria(rule).find((one) => idOf(one) === id) ?? id;
}

function criteria(rule) {
  return [...rule.all.flatMap(({ any }) => any), ...rule.none];
}
