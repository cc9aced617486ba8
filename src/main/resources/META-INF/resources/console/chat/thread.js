import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { data, request } from '../api.js';
import { follow } from '../stream.js';
import { explain, spinner, trouble } from '../parts.js';
import { learn } from './signals.js';
import { message } from './message.js';
import './composer.js';

/** Other tabs of this browser that show the same conversation. */
const tabs = new BroadcastChannel('earshot.chat');

/** One conversation. A reply that is being written is followed wherever it is found: after sending, after a reload, in another tab. */
class Thread extends View {
  static properties = {
    conversation: {}, rule: {}, messages: { state: true }, fault: { state: true }, slip: { state: true }, running: { state: true },
    lost: { state: true }, news: { state: true },
  };
  #shown;
  #following;
  #heard = ({ data: id }) => {
    if (id === this.#shown && !this.running) this.load();
  };

  constructor() {
    super();
    this.messages = [];
    this.news = '';
  }

  connectedCallback() {
    super.connectedCallback();
    tabs.addEventListener('message', this.#heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    tabs.removeEventListener('message', this.#heard);
    this.#following?.abort();
  }

  willUpdate(changed) {
    if (changed.has('conversation') && this.conversation !== this.#shown) {
      this.#shown = this.conversation;
      this.#following?.abort();
      this.running = this.lost = false;
      this.slip = undefined;
      this.messages = this.conversation ? undefined : [];
      if (this.conversation) this.load();
    }
  }

  async load() {
    const id = this.#shown;
    try {
      const { messages } = await data(`/chat/conversations/${id}`);
      if (id !== this.#shown) return;
      this.fault = undefined;
      this.show(messages);
      const running = messages.find((one) => one.status === 'streaming');
      if (running && !this.running) this.follow(running, { after: `${running.id}/0` });
    } catch (failure) {
      if (id === this.#shown) this.fault = failure;
    }
  }

  show(messages) {
    this.messages = messages;
    messages.forEach((one) => learn(one.metadata?.suggestedSignals ?? []));
    const whole = messages.findLast((one) => one.role === 'agent' && one.status === 'complete' && one.metadata);
    if (whole) this.tell('drafted', { conversation: this.#shown, rule: whole.metadata.draft });
  }

  async send({ detail: prompt }) {
    this.slip = undefined;
    const asked = { id: 'asked', role: 'user', content: prompt };
    const reply = { id: 'reply', role: 'agent', status: 'streaming', content: '' };
    this.messages = [...this.messages, asked, reply];
    this.running = true;
    try {
      if (!this.#shown) {
        this.#shown = (await data('/chat/conversations', { body: {} })).id;
        location.hash = `#/chat/${this.#shown}`;
      }
    } catch (failure) {
      return this.unsent(failure, prompt);
    }
    await this.follow(reply, { prompt });
  }

  /** The prompt goes back to where it was written. */
  unsent(failure, prompt) {
    this.running = false;
    this.messages = this.messages.filter((one) => one.id !== 'asked' && one.id !== 'reply');
    this.slip = failure;
    this.querySelector('e-composer').give(prompt);
  }

  async follow(reply, { prompt, after }) {
    const following = (this.#following = new AbortController());
    const id = this.#shown;
    this.running = true;
    reply.content = '';
    this.news = t('chat.answering');
    try {
      await follow(id, {
        prompt, after, signal: following.signal,
        lost: (lost) => (this.lost = lost),
        on: (event, place) => this.hear(reply, event, place),
      });
    } catch (failure) {
      if (following.signal.aborted) return;
      this.running = this.lost = false;
      // Somebody else was quicker: theirs is the reply to follow.
      if (failure.code === 'RUN_IN_PROGRESS') this.load();
      if (prompt) this.unsent(failure, prompt);
      else this.fault = failure;
      return;
    }
    await this.load();
    if (following.signal.aborted) return;
    this.running = this.lost = false;
    this.news = this.messages.at(-1)?.content ?? '';
    this.tell('settled');
    tabs.postMessage(id);
  }

  hear(reply, event, place) {
    if (reply.id === 'reply') {
      reply.id = place.split('/')[0];
      tabs.postMessage(this.#shown);
      this.tell('settled');
    }
    if (event.chunk) reply.content += event.chunk;
    if (event.signals) reply.metadata = { suggestedSignals: event.signals.signals };
    if (event.done || event.error) reply.status = event.status ?? (event.done ? 'complete' : 'failed');
    this.requestUpdate();
  }

  async stop() {
    try {
      await data(`/chat/conversations/${this.#shown}/stop`, { method: 'POST' });
    } catch (failure) {
      if (failure.code !== 'NO_RUN') this.slip = failure;
    }
  }

  async regenerate(id) {
    this.slip = undefined;
    this.running = true;
    this.news = t('chat.answering');
    try {
      await data(`/chat/messages/${id}/regenerate`, { method: 'POST' });
    } catch (failure) {
      this.slip = failure;
    }
    this.running = false;
    await this.load();
    this.news = this.messages.at(-1)?.content ?? '';
  }

  async rate(one, rating, comment) {
    try {
      await request(`/chat/messages/${one.id}/feedback`, { body: { rating, comment } });
      one.rating = rating;
      this.news = t('chat.rated');
    } catch (failure) {
      this.slip = failure;
    }
    this.requestUpdate();
  }

  updated() {
    const scroll = this.querySelector('.messages');
    if (scroll && (this.atEnd ?? true)) scroll.scrollTop = scroll.scrollHeight;
  }

  scrolled({ target }) {
    this.atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < 60;
  }

  view() {
    return html`
      <div class="messages" tabindex="0" role="region" aria-label=${t('pane.thread')} @scroll=${this.scrolled}>${this.body()}</div>
      <p class="hidden" role="status">${this.news}</p>
      ${this.lost ? html`<p class="strip warn" role="status">${t('chat.lost')}</p>` : nothing}
      ${this.slip ? html`<p class="strip bad" role="alert">${explain(this.slip)}</p>` : nothing}
      <e-composer .conversation=${this.conversation} .running=${this.running} @send=${this.send} @stop=${this.stop}></e-composer>`;
  }

  body() {
    if (this.fault?.code === 'CONVERSATION_NOT_FOUND') return html`<p class="notice pad">${t('chat.gone')} <a href="#/chat">${t('chat.new')}</a></p>`;
    if (this.fault) return trouble(this.fault, () => this.load());
    if (!this.messages) return spinner(t('loading'));
    if (this.messages.length === 0) return this.welcome();
    const last = this.messages.at(-1);
    return repeat(this.messages, (one, at) => `${at}`, (one, at) => message(this, one, {
      rule: this.rule,
      last: one === last && !this.running,
      replaced: one.role === 'agent' && this.messages[at + 1]?.role === 'agent',
    }));
  }

  welcome() {
    return html`<div class="welcome">
      <h1>${t('chat.welcome')}</h1>
      <p class="muted">${t('chat.welcomeAbout')}</p>
      <div class="stack">${['chat.try1', 'chat.try2', 'chat.try3'].map((key) => html`<button class="try" @click=${() => this.send({ detail: t(key) })}>${t(key)}</button>`)}</div>
    </div>`;
  }
}
customElements.define('e-thread', Thread);
