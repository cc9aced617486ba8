import { Failure, request } from './api.js';
import { logins, who } from './login.js';

const TOO_MANY = 429;
const PAUSES = [500, 1000, 2000, 4000, 8000];

/**
 * Follows a reply to its end. Begins with a prompt, or where `after` (`<messageId>/<n>`) left off; a lost connection is taken up again where
 * it was lost, as long as it takes, and so is one whose login has ended, after the next. A prompt is sent once: `on.accepted` says that the server
 * has it. `on(event, id)` gets every `data` of the stream; `on.lost` whether the connection is.
 */
export async function follow(conversationId, { prompt, after, on, accepted = () => {}, lost = () => {}, signal }) {
  const path = `/chat/conversations/${encodeURIComponent(conversationId)}/stream`;
  let last = after;
  let failures = 0;
  for (;;) {
    let atLeast = 0;
    try {
      const response = await request(
        path,
        last ? { headers: { 'Last-Event-ID': last }, signal } : { body: { content: prompt }, signal },
      );
      lost(false);
      accepted();
      // There is nothing that was not seen.
      if (response.status === 204) return;
      for await (const frame of frames(response.body)) {
        failures = 0;
        last = frame.id ?? last;
        const event = JSON.parse(frame.data).data;
        on(event, last);
        if (event.done || event.error) return;
      }
    } catch (failure) {
      if (signal?.aborted || !last || !mayBeResumed(failure)) throw failure;
      if (failure.kind === 'expired') {
        await nextLogin(signal);
        continue;
      }
      atLeast = failure.retryAfter ?? 0;
    }
    if (!last) throw new Failure('offline');
    lost(true);
    const pause = PAUSES[Math.min(failures++, PAUSES.length - 1)];
    await new Promise((go) => setTimeout(go, Math.max(pause, atLeast)));
    signal?.throwIfAborted();
  }
}

/** 429 says that too many follow just now, as when a replica has restarted and all come back at once. */
function mayBeResumed(failure) {
  return (
    !(failure instanceof Failure) ||
    ['offline', 'broken', 'expired'].includes(failure.kind) ||
    failure.status === TOO_MANY
  );
}

/** Waits for the next login, or until the caller gives up. */
function nextLogin(signal) {
  return new Promise((go, giveUp) => {
    const look = () => {
      if (who()) done(go);
    };
    const stop = () => done(() => giveUp(signal.reason));
    const done = (then) => {
      logins.removeEventListener('change', look);
      signal?.removeEventListener('abort', stop);
      then();
    };
    logins.addEventListener('change', look);
    signal?.addEventListener('abort', stop);
    look();
  });
}

/** The events of a stream, `{id, data}`; comments are passed over. */
async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const whole = text.split('\n\n');
    text = whole.pop();
    for (const lines of whole) {
      const frame = {};
      for (const line of lines.split('\n')) {
        const colon = line.indexOf(':');
        if (colon > 0) frame[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, '');
      }
      if (frame.data) yield frame;
    }
  }
}
