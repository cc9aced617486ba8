import { at } from './address.js';
import { bearer, end, renew } from './login.js';

/** What came back instead of an answer. `kind`: offline, expired, forbidden, refused or broken. */
export class Failure extends Error {
  constructor(kind, problem = {}) {
    super(problem.detail ?? kind);
    this.kind = kind;
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

/**
 * A request with the caller's token. An expired one is renewed once where the identity provider allows; otherwise the login has ended.
 * Options: method, body (an object, sent as JSON), headers, signal, key (a platform's API key in place of the token).
 */
export async function request(path, options = {}) {
  let response = await send(path, options);
  if (response.status === 401 && !options.key) {
    if (await renew()) response = await send(path, options);
    if (response.status === 401) {
      end();
      throw new Failure('expired');
    }
  }
  if (response.ok) return response;
  throw await failure(response);
}

/** The data of an answer; for lists, with `nextCursor` beside. */
export async function data(path, options) {
  return (await envelope(path, options)).data;
}

export async function envelope(path, options) {
  const response = await request(path, options);
  return response.status === 204 ? {} : response.json();
}

async function send(path, { method, body, headers, signal, key }) {
  const all = { ...headers };
  if (key) all['X-API-Key'] = key;
  else if (bearer()) all.Authorization = `Bearer ${bearer()}`;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  try {
    return await fetch(at(path), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Failure('offline');
  }
}

async function failure(response) {
  const problem = await response.json().catch(() => ({ detail: response.statusText }));
  const kind = response.status === 401 ? 'expired' : response.status === 403 ? 'forbidden' : response.status < 500 ? 'refused' : 'broken';
  return new Failure(kind, { ...problem, status: response.status });
}
