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
    /** Milliseconds after which to ask again, where the server says so. */
    this.retryAfter = problem.retryAfter ?? 0;
  }
}

/**
 * A request with the caller's token. An expired one is renewed once where the identity provider allows; otherwise the login has ended.
 * Options: method, body (an object, sent as JSON), headers, signal, key (a platform's API key in place of the token); or file, with its type, and
 * progress, which is told what share of it has been sent.
 */
export async function request(path, options = {}) {
  let response = await send(path, options);
  if (response.status === 401 && !options.key) {
    if (await renewed()) response = await send(path, options);
    if (response.status === 401) {
      end();
      throw new Failure('expired');
    }
  }
  if (response.ok) return response;
  throw await failure(response);
}

async function renewed() {
  try {
    return await renew();
  } catch {
    throw new Failure('offline');
  }
}

/** The data of an answer; for lists, with `nextCursor` beside. */
export async function data(path, options) {
  return (await envelope(path, options)).data;
}

export async function envelope(path, options) {
  const response = await request(path, options);
  return response.status === 204 ? {} : response.json();
}

async function send(path, { method, body, headers, signal, key, file, type, progress }) {
  const all = { ...headers };
  if (key) all['X-API-Key'] = key;
  else if (bearer()) all.Authorization = `Bearer ${bearer()}`;
  if (file)
    return sendFile(path, { file, progress, headers: { ...all, 'Content-Type': type, 'Accept': 'application/json' } });
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

/** `fetch` does not say how much of a body has been sent. */
function sendFile(path, { file, progress, headers }) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', at(path));
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    call.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 1));
    call.addEventListener('load', () =>
      resolve(new Response(call.responseText, { status: call.status, statusText: call.statusText })),
    );
    call.addEventListener('error', () => reject(new Failure('offline')));
    call.send(file);
  });
}

async function failure(response) {
  const problem = await response.json().catch(() => ({ detail: response.statusText }));
  const kind =
    response.status === 401
      ? 'expired'
      : response.status === 403
        ? 'forbidden'
        : response.status < 500
          ? 'refused'
          : 'broken';
  const retryAfter = 1000 * (Number(response.headers.get('Retry-After')) || 0);
  return new Failure(kind, { ...problem, status: response.status, retryAfter });
}
