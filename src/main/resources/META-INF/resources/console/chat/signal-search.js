import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { number, t } from '../language.js';
import { explain } from '../parts.js';
import { search } from './signals.js';

let count = 0;

/** A field that finds signals of the taxonomy by words; arrows and Enter pick one (`picked`, its id). */
class SignalSearch extends View {
  static properties = {
    label: {},
    words: { state: true },
    found: { state: true },
    fault: { state: true },
    at: { state: true },
  };

  constructor() {
    super();
    this.words = '';
    this.at = 0;
    this.list = `signals-${++count}`;
  }

  view() {
    const open = this.found !== undefined;
    return html`<div class="finder" @focusout=${this.left}>
      <label class="hidden" for="${this.list}-words">${this.label}</label>
      <input
        id="${this.list}-words"
        role="combobox"
        autocomplete="off"
        placeholder=${this.label}
        .value=${this.words}
        aria-expanded=${open}
        aria-controls=${this.list}
        aria-autocomplete="list"
        aria-activedescendant=${open && this.found.length > 0 ? `${this.list}-${this.at}` : nothing}
        @input=${this.look}
        @keydown=${this.pressed}
      />
      <ul id=${this.list} role="listbox" aria-label=${this.label} ?hidden=${!open}>
        ${this.found?.map(
          (one, at) =>
            html`<li
              id="${this.list}-${at}"
              role="option"
              aria-selected=${at === this.at}
              @mousedown=${(event) => this.pick(event, one)}
            >
              <span class="dot ${one.type}" aria-hidden="true"></span><span class="name">${one.name}</span>
              <span class="muted small">${t(`type.${one.type}`)} · ${number(one.reach)}</span>
            </li>`,
        )}
        ${open && this.found.length === 0 ? html`<li class="muted" role="option" aria-disabled="true" aria-selected="false">${t('audience.noSignal')}</li>` : nothing}
      </ul>
      ${this.fault ? html`<p class="notice bad small" role="alert">${explain(this.fault)}</p>` : nothing}
    </div>`;
  }

  look(event) {
    this.words = event.target.value;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.find(), 180);
  }

  async find() {
    this.asking?.abort();
    if (!this.words.trim()) return this.close();
    const { signal } = (this.asking = new AbortController());
    try {
      const found = await search(this.words.trim(), signal);
      if (signal.aborted) return;
      this.found = found;
      this.fault = undefined;
      this.at = 0;
    } catch (failure) {
      if (signal.aborted) return;
      this.found = undefined;
      this.fault = failure;
    }
  }

  pressed(event) {
    if (event.key === 'Escape') this.close();
    if (!this.found?.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.at = (this.at + step + this.found.length) % this.found.length;
    }
    if (event.key === 'Enter') this.pick(event, this.found[this.at]);
  }

  pick(event, one) {
    event.preventDefault();
    this.words = '';
    this.close();
    this.tell('picked', one.id);
  }

  left(event) {
    if (!this.contains(event.relatedTarget)) this.close();
  }

  /** What is still looked for must not open it again. */
  close() {
    clearTimeout(this.pause);
    this.asking?.abort();
    this.found = this.fault = undefined;
  }
}
customElements.define('e-signal-search', SignalSearch);
