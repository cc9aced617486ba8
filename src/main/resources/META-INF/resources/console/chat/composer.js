import { html } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { icon } from '../icons.js';
import { tab } from '../storage.js';

/**
 * Where one writes. What is written outlives a reload, and a login that ends; it stays until the server has it: `thread` tells that with `sent`.
 */
class Composer extends View {
  static properties = { conversation: {}, running: {}, sending: {}, text: { state: true } };

  constructor() {
    super();
    this.text = '';
  }

  willUpdate(changed) {
    if (changed.has('conversation')) this.text = tab.get(key(this.conversation)) ?? '';
  }

  view() {
    return html`<form class="composer" @submit=${this.submit}>
      <label class="hidden" for="prompt">${t('chat.prompt')}</label>
      <textarea
        id="prompt"
        rows="1"
        maxlength="4000"
        autocomplete="off"
        placeholder=${t('chat.prompt')}
        .value=${this.text}
        @input=${this.write}
        @keydown=${this.pressed}
      ></textarea>
      ${
        this.running
          ? html`<button type="button" class="primary" @click=${() => this.tell('stop')}>
              ${icon('stop')} ${t('chat.stop')}
            </button>`
          : html`<button class="primary" ?disabled=${this.sending || !this.text.trim()}>
              ${icon('send')} ${t(this.sending ? 'chat.sending' : 'send')}
            </button>`
      }
    </form>`;
  }

  write(event) {
    this.keep(this.conversation, event.target.value);
  }

  /** The server has this prompt of a conversation; what was written after it stays. */
  sent(conversation, prompt) {
    const text = (conversation === this.conversation ? this.text : (tab.get(key(conversation)) ?? '')).trimStart();
    if (text.startsWith(prompt)) this.keep(conversation, text.slice(prompt.length).trimStart());
  }

  /** A conversation has begun with what was written before there was one. */
  move(from, to) {
    const text = tab.get(key(from));
    this.keep(from, '');
    if (text) this.keep(to, text);
  }

  keep(conversation, text) {
    if (conversation === this.conversation) this.text = text;
    if (text) tab.set(key(conversation), text);
    else tab.remove(key(conversation));
  }

  pressed(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    if (text && !this.running && !this.sending) this.tell('send', text);
  }
}
customElements.define('e-composer', Composer);

function key(conversation) {
  return `text.${conversation}`;
}
