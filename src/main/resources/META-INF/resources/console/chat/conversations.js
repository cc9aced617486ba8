import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { ago, t } from '../language.js';
import { data, envelope, request } from '../api.js';
import { icon } from '../icons.js';
import { logins, who } from '../login.js';
import { Pages } from '../pages.js';
import { explain, trouble } from '../parts.js';

/** A planner's conversations: look for one, rename it, delete it. */
class Conversations extends View {
  static properties = {
    current: {},
    stamp: {},
    words: { state: true },
    fault: { state: true },
    slip: { state: true },
    naming: { state: true },
    leaving: { state: true },
  };
  #pages = new Pages(this, (cursor) => {
    const query = new URLSearchParams({ limit: 30, ...(this.words && { q: this.words }), ...(cursor && { cursor }) });
    return envelope(`/chat/conversations?${query}`);
  });
  #again = () => {
    if (who() && this.fault?.kind === 'expired') this.load();
  };

  constructor() {
    super();
    this.words = '';
  }

  willUpdate(changed) {
    if (changed.has('stamp')) this.load();
  }

  connectedCallback() {
    super.connectedCallback();
    logins.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    logins.removeEventListener('change', this.#again);
  }

  async load() {
    try {
      await this.#pages.load();
      this.fault = undefined;
    } catch (failure) {
      this.fault = failure;
    }
  }

  view() {
    return html` <div class="list-head">
        <a class="button primary" href="#/chat">${icon('plus')} ${t('chat.new')}</a>
        <label class="search"
          ><span class="hidden">${t('chat.search')}</span>${icon('search')}
          <input type="search" placeholder=${t('chat.search')} .value=${this.words} @input=${this.look}
        /></label>
      </div>
      ${this.slip ? html`<p class="notice bad small" role="alert">${explain(this.slip)}</p>` : nothing}
      ${this.fault ? trouble(this.fault, () => this.load()) : this.list()}`;
  }

  list() {
    const { entries, next } = this.#pages;
    if (!entries) return html`<p class="muted pad" role="status">${t('loading')}</p>`;
    if (entries.length === 0) return html`<p class="muted pad">${t(this.words ? 'chat.noneFound' : 'chat.none')}</p>`;
    return html` <ul class="list" aria-label=${t('pane.list')}>
        ${repeat(
          entries,
          (one) => one.id,
          (one) => html`<li>${this.entry(one)}</li>`,
        )}
      </ul>
      ${next ? html`<button class="quiet wide" @click=${() => this.attempt(() => this.#pages.more())}>${t('more')}</button>` : nothing}`;
  }

  entry(one) {
    if (this.naming === one.id) {
      return html`<form class="row" @submit=${(event) => this.rename(event, one)}>
        <input
          name="title"
          aria-label=${t('chat.title')}
          maxlength="200"
          required
          .value=${one.title}
          @keydown=${this.cancel}
        />
        <button class="quiet" aria-label=${t('save')}>${icon('check')}</button>
      </form>`;
    }
    const title = one.title || t('chat.untitled');
    if (this.leaving === one.id) {
      return html`<div
        class="row leaving"
        role="group"
        aria-label=${t('chat.deleteAsk', { title })}
        @keydown=${this.cancel}
      >
        <span>${t('chat.deleteSure')}</span>
        <button class="danger" @click=${() => this.remove(one)}>${t('delete')}</button>
        <button @click=${() => (this.leaving = undefined)}>${t('cancel')}</button>
      </div>`;
    }
    return html`<a href="#/chat/${one.id}" aria-current=${one.id === this.current ? 'page' : nothing}>
        <span class="title">${title}</span><span class="muted small">${ago(one.updatedAt)}</span></a
      >
      <span class="acts">
        <button
          class="quiet"
          aria-label=${t('chat.renameOne', { title })}
          title=${t('rename')}
          @click=${() => this.begin('naming', one, 'input')}
        >
          ${icon('pencil')}
        </button>
        <button
          class="quiet"
          aria-label=${t('chat.deleteOne', { title })}
          title=${t('delete')}
          @click=${() => this.begin('leaving', one, '.danger')}
        >
          ${icon('trash')}
        </button>
      </span>`;
  }

  look(event) {
    this.words = event.target.value.trim();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.load(), 250);
  }

  async begin(what, one, focus) {
    this.naming = this.leaving = undefined;
    this[what] = one.id;
    await this.updateComplete;
    this.querySelector(`li ${focus}`)?.focus();
  }

  cancel(event) {
    if (event.key === 'Escape') this.naming = this.leaving = undefined;
  }

  async rename(event, one) {
    event.preventDefault();
    const title = new FormData(event.target).get('title');
    await this.attempt(async () => {
      await data(`/chat/conversations/${one.id}`, { method: 'PATCH', body: { title } });
      if (this.naming === one.id) this.naming = undefined;
      await this.load();
    });
  }

  async remove(one) {
    this.leaving = undefined;
    await this.attempt(async () => {
      await request(`/chat/conversations/${one.id}`, { method: 'DELETE' });
      if (one.id === this.current) location.hash = '#/chat';
      await this.load();
    });
    this.querySelector('.search input')?.focus();
  }

  /** What goes wrong is said above the list, which stays. */
  async attempt(work) {
    this.slip = undefined;
    try {
      await work();
    } catch (failure) {
      this.slip = failure;
    }
  }
}
customElements.define('e-conversations', Conversations);
