import { at } from './address.js';
import { callback, exchange, redirect } from './oidc.js';
import { forget as forgetPerson, tab } from './storage.js';

const KEY = 'earshot.login';
const PLACE = 'place';
const OWNER = 'owner';

/** Says `change` when somebody logs in, out, or is logged out. */
export const logins = new EventTarget();

let setup;
let login = kept();
let ended = false;
let renewal;

/** How people log in here, and who is: called once, before anything else. Comes back from the identity provider where that is where it was. */
export async function begin() {
  setup = await (await fetch(at('/console/setup.json'), { cache: 'no-store' })).json();
  const answer = callback();
  if (answer) {
    keep(await exchange(setup.login, answer));
    history.replaceState(null, '', at('/') + (tab.get(PLACE) ?? ''));
  }
}

export function way() {
  return setup.login;
}

export function bearer() {
  return login?.token;
}

/** Whether there was a login that is over. */
export function hasEnded() {
  return ended;
}

/** Who is logged in: `{name, roles}`; null for nobody. */
export function who() {
  if (!login) return null;
  const claims = claimsOf(login.token);
  return { name: claims.preferred_username ?? claims.name ?? claims.sub ?? '?', roles: rolesOf(claims) };
}

/** As the server reads them: each claim a path, or one name in quotes; a group of Keycloak's may begin with a slash. */
function rolesOf(claims) {
  return setup.login.roleClaims
    .flatMap((path) => {
      const name = /^"(.*)"$/.exec(path)?.[1];
      const value = name ? claims[name] : path.split('/').reduce((within, step) => within?.[step], claims);
      return typeof value === 'string' ? value.split(' ') : (value ?? []);
    })
    .map((role) => role.replace(/^\/(?=[^/]+$)/, ''));
}

export function has(role) {
  return who()?.roles.includes(role) ?? false;
}

/** At the identity provider; the page comes back to the place where it was. */
export async function atProvider() {
  tab.set(PLACE, location.hash);
  await redirect(setup.login);
}

/** With a token of the sandbox: these roles, no questions asked. */
export async function inSandbox(roles) {
  const query = new URLSearchParams({ subject: roles.length > 1 ? 'demo' : `demo-${roles[0]}` });
  // A platform's role lets tools be tried for any customer; without it, they would act for the one who logged in.
  [...roles, 'platform'].forEach((role) => query.append('role', role));
  const response = await fetch(at(`/sandbox/token?${query}`));
  if (!response.ok) throw new Error('login.failed');
  keep({ token: await response.text() });
}

/** With a token that somebody has from elsewhere. */
export function withToken(token) {
  keep({ token });
}

/**
 * Another token for the one that has expired, if the identity provider gave the means; many may ask at once. `false` if the login is over. Fails
 * if the provider can't be asked now, which ends no login.
 */
export function renew() {
  if (!login?.refresh) return Promise.resolve(false);
  renewal ??= exchange(setup.login, { refresh: login.refresh })
    .then(keep, (failure) => {
      if (failure.refused) return false;
      throw failure;
    })
    .finally(() => (renewal = undefined));
  return renewal;
}

/** The login is over; what is on the page stays. */
export function end() {
  if (!login) return;
  ended = true;
  forget();
}

/** Nothing of who leaves stays in this tab, neither kept nor on the page: it begins anew. */
export function logOut() {
  sessionStorage.removeItem(KEY);
  beginAnew();
}

function keep(fresh) {
  const owner = claimsOf(fresh.token).sub ?? '';
  // Another person must not go on where the one before them was.
  const another = (tab.get(OWNER) ?? owner) !== owner;
  login = fresh;
  ended = false;
  sessionStorage.setItem(KEY, JSON.stringify(login));
  if (another) {
    beginAnew();
    return true;
  }
  tab.set(OWNER, owner);
  logins.dispatchEvent(new Event('change'));
  return true;
}

function beginAnew() {
  forgetPerson();
  history.replaceState(null, '', location.pathname);
  location.reload();
}

/** The login that this tab has; one that can't be read is none. */
function kept() {
  try {
    const one = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (one) tab.set(OWNER, tab.get(OWNER) ?? claimsOf(one.token).sub ?? '');
    return one;
  } catch {
    return null;
  }
}

function forget() {
  login = null;
  sessionStorage.removeItem(KEY);
  logins.dispatchEvent(new Event('change'));
}

/** What a token says of itself, for showing only: the server checks it. */
function claimsOf(token) {
  const text = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0))));
}
