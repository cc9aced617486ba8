import { EventType, HttpAgent } from '@ag-ui/client';
import { EMPTY, concatMap, from, of, switchMap } from 'rxjs';

/** Earshot over AG-UI: stops on the server, and shows a conversation again after a reload. */
export class EarshotAgent extends HttpAgent {
  /** Aborting the request would only hang up; stopped on the server, the stream ends by itself with the draft. */
  abortRun() {
    fetch(`${this.url}/${this.threadId}/stop`, { method: 'POST', headers: this.headers });
  }

  /** CopilotKit connects when the chat is shown. A run without a prompt tells the latest reply, or the running one. */
  connect(input) {
    return from(this.#earlier(input.threadId)).pipe(
      switchMap((messages) => (messages.length === 0 ? EMPTY : this.run(input).pipe(after(messages)))),
    );
  }

  async #earlier(threadId) {
    const answer = await fetch(`/chat/ui/${threadId}/messages`, { headers: this.headers });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    const { data } = await answer.json();
    return data.map(({ id, role, parts }) => ({ id, role, content: parts.map(({ text }) => text ?? '').join('') }));
  }
}

/** Puts the messages before the reply that the run tells; if they end with a reply, it is that one. */
function after(messages) {
  const before = messages.at(-1).role === 'assistant' ? messages.slice(0, -1) : messages;
  const snapshot = { type: EventType.MESSAGES_SNAPSHOT, messages: before };
  return concatMap((event) => (event.type === EventType.RUN_STARTED ? of(event, snapshot) : of(event)));
}
