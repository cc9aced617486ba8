import { callback, exchange, redirect } from './oidc.js';

const KEY = 'earshot.login';
const PLACE = 'earshot.place';

/** Says `change` when somebody logs in, out, or is logged out. */
export const logins = new EventTarget();

let setup;
let login = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
let ended = false;
let renewal;

/** How people log in here, and who is: called once, before anything else. Comes back from the identity provider where that is where it was. */
export async function begin() {
  setup = await (await fetch('/console/setup.json', { cache: 'no-store' })).json();
  const answer = callback();
  if (answer) {
    keep(await exchange(setup.login, answer));
    history.replaceState(null, '', '/' + (sessionStorage.getItem(PLACE) ?? ''));
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
  return { name: claims.preferred_username ?? claims.name ?? claims.sub ?? '?', roles: claims.groups ?? [] };
}

export function has(role) {
  return who()?.roles.includes(role) ?? false;
}

/** At the identity provider; the page comes back to the place where it was. */
export async function atProvider() {
  sessionStorage.setItem(PLACE, location.hash);
  await redirect(setup.login);
}

/** With a token of the sandbox: these roles, no questions asked. */
export async function inSandbox(roles) {
  const query = new URLSearchParams({ subject: roles.length > 1 ? 'demo' : `demo-${roles[0]}` });
  // A platform's role lets tools be tried for any customer; without it, they would act for the one who logged in.
  [...roles, 'platform'].forEach((role) => query.append('role', role));
  const response = await fetch(`/sandbox/token?${query}`);
  keep({ token: await response.text() });
}

/** With a token that somebody has from elsewhere. */
export function withToken(token) {
  claimsOf(token);
  keep({ token });
}

/** Another token for the one that has expired, if the identity provider gave the means; many may ask at once. */
export function renew() {
  if (!login?.refresh) return Promise.resolve(false);
  renewal ??= exchange(setup.login, { refresh: login.refresh })
    .then(keep, () => false)
    .finally(() => (renewal = undefined));
  return renewal;
}

/** The login is over; what is on the page stays. */
export function end() {
  if (!login) return;
  ended = true;
  forget();
}

export function logOut() {
  ended = false;
  forget();
}

function keep(fresh) {
  login = fresh;
  ended = false;
  sessionStorage.setItem(KEY, JSON.stringify(login));
  logins.dispatchEvent(new Event('change'));
  return true;
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
