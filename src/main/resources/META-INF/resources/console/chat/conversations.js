import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { ago, t } from '../language.js';
import { data, envelope, request } from '../api.js';
import { icon } from '../icons.js';
import { trouble } from '../parts.js';

/** A planner's conversations: look for one, rename it, delete it. */
class Conversations extends View {
  static properties = {
    current: {}, stamp: {}, entries: { state: true }, next: { state: true }, words: { state: true }, fault: { state: true },
    naming: { state: true }, leaving: { state: true },
  };

  constructor() {
    super();
    this.words = '';
  }

  willUpdate(changed) {
    if (changed.has('stamp')) this.load();
  }

  async load(cursor) {
    const query = new URLSearchParams({ limit: 30, ...(this.words && { q: this.words }), ...(cursor && { cursor }) });
    const words = this.words;
    try {
      const page = await envelope(`/chat/conversations?${query}`);
      if (words !== this.words) return;
      this.entries = cursor ? [...this.entries, ...page.data] : page.data;
      this.next = page.nextCursor;
      this.fault = undefined;
    } catch (failure) {
      this.fault = failure;
    }
  }

  view() {
    return html`
      <div class="list-head">
        <a class="button primary" href="#/chat">${icon('plus')} ${t('chat.new')}</a>
        <label class="search"><span class="hidden">${t('chat.search')}</span>${icon('search')}
          <input type="search" placeholder=${t('chat.search')} .value=${this.words} @input=${this.look}></label>
      </div>
      ${this.fault ? trouble(this.fault, () => this.load()) : this.list()}`;
  }

  list() {
    if (!this.entries) return html`<p class="muted pad" role="status">${t('loading')}</p>`;
    if (this.entries.length === 0) return html`<p class="muted pad">${t(this.words ? 'chat.noneFound' : 'chat.none')}</p>`;
    return html`
      <ul class="list" aria-label=${t('pane.list')}>${repeat(this.entries, (one) => one.id, (one) => html`<li>${this.entry(one)}</li>`)}</ul>
      ${this.next ? html`<button class="quiet wide" @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}`;
  }

  entry(one) {
    if (this.naming === one.id) {
      return html`<form class="row" @submit=${(event) => this.rename(event, one)}>
        <input name="title" aria-label=${t('chat.title')} maxlength="200" required .value=${one.title} @keydown=${this.cancel}>
        <button class="quiet" aria-label=${t('save')}>${icon('check')}</button></form>`;
    }
    const title = one.title || t('chat.untitled');
    if (this.leaving === one.id) {
      return html`<div class="row leaving" role="group" aria-label=${t('chat.deleteAsk', { title })} @keydown=${this.cancel}>
        <span>${t('chat.deleteSure')}</span>
        <button class="danger" @click=${() => this.remove(one)}>${t('delete')}</button>
        <button @click=${() => (this.leaving = undefined)}>${t('cancel')}</button></div>`;
    }
    return html`<a href="#/chat/${one.id}" aria-current=${one.id === this.current ? 'page' : nothing}>
        <span class="title">${title}</span><span class="muted small">${ago(one.updatedAt)}</span></a>
      <span class="acts">
        <button class="quiet" aria-label=${t('chat.renameOne', { title })} title=${t('rename')} @click=${() => this.begin('naming', one, 'input')}>${icon('pencil')}</button>
        <button class="quiet" aria-label=${t('chat.deleteOne', { title })} title=${t('delete')} @click=${() => this.begin('leaving', one, '.danger')}>${icon('trash')}</button>
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
    this.naming = undefined;
    await this.attempt(() => data(`/chat/conversations/${one.id}`, { method: 'PATCH', body: { title } }));
  }

  async remove(one) {
    this.leaving = undefined;
    await this.attempt(() => request(`/chat/conversations/${one.id}`, { method: 'DELETE' }));
    if (one.id === this.current) location.hash = '#/chat';
    this.querySelector('.search input').focus();
  }

  async attempt(change) {
    try {
      await change();
      await this.load();
    } catch (failure) {
      this.fault = failure;
    }
  }
}
customElements.define('e-conversations', Conversations);
