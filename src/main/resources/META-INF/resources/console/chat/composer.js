import { html } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { icon } from '../icons.js';

/** Where one writes. What is written outlives a reload, and a login that ends. */
class Composer extends View {
  static properties = { conversation: {}, running: {}, text: { state: true } };

  constructor() {
    super();
    this.text = '';
  }

  get key() {
    return `earshot.text.${this.conversation}`;
  }

  willUpdate(changed) {
    if (changed.has('conversation')) this.text = sessionStorage.getItem(this.key) ?? '';
  }

  view() {
    return html`<form class="composer" @submit=${this.submit}>
      <label class="hidden" for="prompt">${t('chat.prompt')}</label>
      <textarea id="prompt" rows="1" maxlength="4000" placeholder=${t('chat.prompt')} .value=${this.text} @input=${this.write} @keydown=${this.pressed}></textarea>
      ${this.running
        ? html`<button type="button" class="primary" @click=${() => this.tell('stop')}>${icon('stop')} ${t('chat.stop')}</button>`
        : html`<button class="primary" ?disabled=${!this.text.trim()}>${icon('send')} ${t('send')}</button>`}
    </form>`;
  }

  write(event) {
    this.keep(event.target.value);
  }

  /** Takes back what could not be sent. */
  give(text) {
    if (!this.text) this.keep(text);
  }

  keep(text) {
    this.text = text;
    if (text) sessionStorage.setItem(this.key, text);
    else sessionStorage.removeItem(this.key);
  }

  pressed(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || this.running) return;
    this.keep('');
    this.tell('send', text);
  }
}
customElements.define('e-composer', Composer);
