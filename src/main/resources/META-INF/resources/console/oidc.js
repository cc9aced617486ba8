import { at } from './address.js';

// Authorization code with PKCE (RFC 7636) for a public client: no secret in the page, and none needed.
const UNDER_WAY = 'earshot.oidc';

/** Off to the identity provider. */
export async function redirect(way) {
  const { authorization_endpoint: endpoint } = await metadata(way);
  const verifier = random();
  const state = random();
  sessionStorage.setItem(UNDER_WAY, JSON.stringify({ verifier, state }));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: way.clientId,
    redirect_uri: here(),
    scope: way.scope,
    audience: way.audience,
    state,
    code_challenge: await challenge(verifier),
    code_challenge_method: 'S256',
  });
  location.assign(`${endpoint}?${query}`);
}

/** What the identity provider sent the page back with; undefined when it didn't. */
export function callback() {
  const query = new URLSearchParams(location.search);
  if (!query.has('state')) return undefined;
  const { verifier, state } = JSON.parse(sessionStorage.getItem(UNDER_WAY) ?? '{}');
  sessionStorage.removeItem(UNDER_WAY);
  history.replaceState(null, '', at('/'));
  if (query.get('state') !== state) throw new Error('login.foreign');
  if (query.has('error')) throw new Error(query.get('error_description') ?? query.get('error'));
  return { code: query.get('code'), verifier };
}

/** A code, or a refresh token, for an access token. A failure is `refused` where the provider takes neither any more. */
export async function exchange(way, { code, verifier, refresh }) {
  const { token_endpoint: endpoint } = await metadata(way);
  const grant = refresh
    ? { grant_type: 'refresh_token', refresh_token: refresh }
    : { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: here() };
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: way.clientId, ...grant }),
  });
  if (!response.ok) throw Object.assign(new Error('login.refused'), { refused: [400, 401].includes(response.status) });
  const answer = await response.json();
  return { token: answer.access_token, refresh: answer.refresh_token ?? refresh };
}

async function metadata(way) {
  return (await fetch(`${way.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)).json();
}

function here() {
  return at('/');
}

function random() {
  return encode(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function encode(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
