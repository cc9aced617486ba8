import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { data, request } from '../api.js';
import { logins, who } from '../login.js';
import { follow } from '../stream.js';
import { explain, spinner, trouble } from '../parts.js';
import { browser } from '../storage.js';
import { left } from './drafts.js';
import { learn } from './signals.js';
import { message, welcome } from './message.js';
import { Sending } from './sending.js';
import './composer.js';

/** Other tabs of this browser that show the same conversation. */
const tabs = new BroadcastChannel('earshot.chat');

/** One conversation. A reply that is being written is followed wherever it is found: after sending, after a reload, in another tab. */
class Thread extends View {
  static properties = {
    conversation: {},
    rule: {},
    drafts: {},
    messages: { state: true },
    fault: { state: true },
    slip: { state: true },
    running: { state: true },
    sending: { state: true },
    lost: { state: true },
    news: { state: true },
  };
  #sending = new Sending(this);
  #following;
  #heard = ({ data: id }) => {
    if (id === this.shown && !this.running) this.load();
  };
  #again = () => {
    if (who() && this.fault?.kind === 'expired') this.load();
  };

  constructor() {
    super();
    this.messages = [];
    this.news = '';
  }

  connectedCallback() {
    super.connectedCallback();
    tabs.addEventListener('message', this.#heard);
    logins.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    tabs.removeEventListener('message', this.#heard);
    logins.removeEventListener('change', this.#again);
    this.leave();
  }

  willUpdate(changed) {
    if (changed.has('conversation') && this.conversation !== this.shown) {
      this.shown = this.conversation;
      this.leave();
      this.#sending.reset();
      this.running = this.lost = false;
      this.slip = this.fault = undefined;
      this.messages = this.conversation ? undefined : [];
      if (this.conversation) this.load();
    }
  }

  get composer() {
    return this.querySelector('e-composer');
  }

  get path() {
    return `/chat/conversations/${encodeURIComponent(this.shown)}`;
  }

  async load() {
    const id = this.shown;
    try {
      const { messages, draft } = await data(this.path);
      if (id !== this.shown) return;
      this.fault = undefined;
      this.show(messages, draft);
      const running = messages.find((one) => one.status === 'streaming');
      if (running && !this.running) this.follow(running, { after: `${running.id}/0` });
    } catch (failure) {
      if (id === this.shown) this.fault = failure;
    }
  }

  show(messages, { rule, after } = left(messages)) {
    this.messages = messages;
    messages.forEach((one) => learn(one.metadata?.suggestedSignals ?? []));
    const { draft: agents, audience } = messages.find((one) => one.id === after)?.metadata ?? {};
    this.tell('drafted', { conversation: this.shown, agents, rule, after, saved: audience?.id });
  }

  /** The draft was changed here, which other tabs don't know yet; or it is stale: a later reply has left another one. */
  redrafted(conversation, stale) {
    if (!stale) tabs.postMessage(conversation);
    else if (conversation === this.shown && !this.running) this.load();
  }

  /** A conversation has begun, with what was drafted and written before there was one. */
  opened(id) {
    this.shown = id;
    this.drafts.move('', id);
    this.composer.move('', id);
    browser.move('audience.', `audience.${id}`);
    location.hash = `#/chat/${id}`;
  }

  async ask(prompt) {
    const asked = { id: 'asked', role: 'user', content: prompt };
    const reply = { id: 'reply', role: 'agent', status: 'streaming', content: '' };
    const before = this.messages;
    this.messages = [...before, asked, reply];
    await this.follow(reply, { prompt, before });
  }

  async follow(reply, { prompt, after, before }) {
    const following = (this.#following = new AbortController());
    const id = this.shown;
    following.accepted = !prompt;
    this.running = true;
    reply.content = '';
    this.news = t('chat.answering');
    try {
      await follow(id, {
        prompt,
        after,
        signal: following.signal,
        accepted: () => this.accepted(following, id, prompt),
        lost: (lost) => following === this.#following && (this.lost = lost),
        on: (event, place) => this.hear(reply, event, place),
      });
    } catch (failure) {
      if (following !== this.#following) return;
      this.running = this.lost = false;
      if (!prompt) this.fault = failure;
      else if (following.accepted) await this.load();
      else this.unsent(failure, prompt, before);
      return;
    }
    if (following !== this.#following) return;
    await this.load();
    if (following !== this.#following) return;
    this.running = this.lost = false;
    this.news = this.messages?.at(-1)?.content ?? '';
    this.tell('settled');
    tabs.postMessage(id);
  }

  /** The server has the prompt, and goes on with or without viewers. */
  accepted(following, conversation, prompt) {
    if (!following.accepted) this.composer?.sent(conversation, prompt);
    following.accepted = true;
    if (following === this.#following) this.sending = false;
    if (following.left) following.abort();
  }

  /** No longer follows the reply that is shown. A prompt on its way is not called back: whether it has arrived would stay unknown. */
  leave() {
    if (this.#following?.accepted) this.#following.abort();
    else if (this.#following) this.#following.left = true;
    this.#following = undefined;
  }

  unsent(failure, prompt, before) {
    this.messages = before;
    if (failure.kind === 'offline' || failure.kind === 'broken')
      this.#sending.doubt(prompt, before.filter((one) => one.role === 'user').length);
    this.failed(failure);
  }

  failed(failure) {
    this.slip = failure;
    // Another prompt was quicker: its reply is the one to follow.
    if (failure.code === 'RUN_IN_PROGRESS') this.load();
  }

  hear(reply, event, place) {
    if (reply.id === 'reply' && place) {
      reply.id = place.split('/')[0];
      tabs.postMessage(this.shown);
      this.tell('settled');
    }
    if (event.chunk) reply.content += event.chunk;
    if (event.signals) reply.metadata = { suggestedSignals: event.signals.signals };
    if (event.done || event.error) reply.status = event.status ?? (event.done ? 'complete' : 'failed');
    this.requestUpdate();
  }

  /** Does something here and says what went wrong, unless another conversation is shown by then. Gives whether this one still is. */
  async attempt(work) {
    const { shown } = this;
    try {
      await work();
    } catch (failure) {
      if (shown === this.shown && failure.code !== 'NO_RUN') this.slip = failure;
    }
    return shown === this.shown;
  }

  stop() {
    return this.attempt(() => data(`${this.path}/stop`, { method: 'POST' }));
  }

  async regenerate(id) {
    if (this.running || this.sending) return;
    this.slip = undefined;
    this.running = true;
    this.news = t('chat.answering');
    if (!(await this.attempt(() => data(`/chat/messages/${id}/regenerate`, { method: 'POST' })))) return;
    this.running = false;
    await this.load();
    this.news = this.messages?.at(-1)?.content ?? '';
  }

  async rate(one, rating, comment) {
    await this.attempt(async () => {
      await request(`/chat/messages/${one.id}/feedback`, { body: { rating, comment } });
      Object.assign(one, { rating, comment });
      this.news = t('chat.rated');
    });
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
    return html` <div
        class="messages"
        tabindex="0"
        role="region"
        aria-label=${t('pane.thread')}
        @scroll=${this.scrolled}
      >
        ${this.body()}
      </div>
      <p class="hidden" role="status">${this.news}</p>
      ${this.lost ? html`<p class="strip warn" role="status">${t('chat.lost')}</p>` : nothing}
      ${this.slip ? html`<p class="strip bad" role="alert">${explain(this.slip)}</p>` : nothing}
      <e-composer
        .conversation=${this.conversation}
        .running=${this.running}
        .sending=${this.sending}
        @send=${({ detail }) => this.#sending.send(detail)}
        @stop=${this.stop}
      ></e-composer>`;
  }

  body() {
    if (this.fault?.code === 'CONVERSATION_NOT_FOUND')
      return html`<p class="notice pad">${t('chat.gone')} <a href="#/chat">${t('chat.new')}</a></p>`;
    if (this.fault) return trouble(this.fault, () => this.load());
    if (!this.messages) return spinner(t('loading'));
    if (this.messages.length === 0) return welcome((prompt) => this.#sending.send(prompt));
    const last = this.messages.at(-1);
    return repeat(
      this.messages,
      (one, at) => `${at}`,
      (one, at) =>
        message(this, one, {
          rule: this.rule,
          last: one === last && !this.running,
          replaced: one.role === 'agent' && this.messages[at + 1]?.role === 'agent',
        }),
    );
  }
}
customElements.define('e-thread', Thread);
