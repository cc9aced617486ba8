import { data } from '../api.js';

/**
 * Sends a thread's prompts, each once. The text stays in the composer until the server has it: whatever goes wrong before, it is still there.
 */
export class Sending {
  #thread;
  #turn = 0;
  // A prompt that may or may not have arrived, and the number of prompts before it.
  #doubt;

  constructor(thread) {
    this.#thread = thread;
  }

  /** Another conversation is shown from now on. */
  reset() {
    this.#turn++;
    this.#doubt = undefined;
    this.#thread.sending = false;
  }

  /** The connection was lost before the server said that it has the prompt. */
  doubt(prompt, before) {
    this.#doubt = { prompt, before };
  }

  async send(prompt) {
    const thread = this.#thread;
    if (thread.running || thread.sending) return;
    const turn = ++this.#turn;
    const goesOn = () => turn === this.#turn && thread.isConnected;
    thread.sending = true;
    thread.slip = undefined;
    try {
      if (!thread.shown) await this.#begin(goesOn);
      else if (!thread.messages || this.#doubt) await this.#lookBack(goesOn);
      if (!goesOn() || this.#arrived(prompt) || thread.running) return;
      await thread.drafts.saved(thread.shown);
      if (goesOn()) await thread.ask(prompt);
    } catch (failure) {
      if (goesOn()) thread.failed(failure);
    } finally {
      if (turn === this.#turn) thread.sending = false;
    }
  }

  /** A conversation for the first prompt. A planner who has left for another page meanwhile stays there. */
  async #begin(goesOn) {
    const { id } = await data('/chat/conversations', { body: {} });
    if (goesOn()) this.#thread.opened(id);
  }

  /** What was said before must be known: an answer may be on its way, or this very prompt have arrived. */
  async #lookBack(goesOn) {
    await this.#thread.load();
    if (goesOn() && this.#thread.fault) throw this.#thread.fault;
  }

  #arrived(prompt) {
    const asked = this.#thread.messages.filter((one) => one.role === 'user');
    const there =
      this.#doubt?.prompt === prompt && asked.length > this.#doubt.before && asked.at(-1).content === prompt;
    this.#doubt = undefined;
    if (there) this.#thread.composer.sent(this.#thread.shown, prompt);
    return there;
  }
}
