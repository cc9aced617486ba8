import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has } from '../login.js';
import { data, request } from '../api.js';
import { explain, spinner, trouble } from '../parts.js';
import { fields, read } from './schema-form.js';
import './exchange.js';
import './snippets.js';

// What was typed stays while the page is open, and goes nowhere else.
const memory = { key: '', values: {} };

/** Pick a tool, fill in what its schema asks for, and see what is said, answered and caused. */
class Tools extends View {
  static properties = {
    tool: {},
    tools: { state: true },
    fault: { state: true },
    key: { state: true },
    wrong: { state: true },
    args: { state: true },
    exchange: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.key = memory.key;
    this.wrong = {};
    this.args = {};
    this.load();
  }

  async load() {
    const key = this.key;
    this.fault = undefined;
    try {
      const tools = await data('/tools?format=mcp', { key });
      if (key === this.key) this.tools = tools;
    } catch (failure) {
      if (key === this.key) this.fault = failure;
    }
  }

  willUpdate(changed) {
    if (changed.has('tool')) this.exchange = undefined;
    if (changed.has('tool') || changed.has('tools')) this.wrong = {};
  }

  updated(changed) {
    if (changed.has('tool') || changed.has('tools')) this.gather();
  }

  get chosen() {
    return this.tools?.find((one) => one.name === this.tool) ?? this.tools?.[0];
  }

  view() {
    return html`<div class="page">
      <div class="head">
        <h1>${t('place.tools')}</h1>
        <p class="muted">${t('tool.about')}</p>
      </div>
      ${this.credentials()} ${this.fault ? this.refused() : this.tools ? this.bench() : spinner(t('loading'))}
    </div>`;
  }

  credentials() {
    return html`<form class="row card key" @submit=${this.use}>
      <label
        >${t('tool.key')}<input
          name="key"
          type="password"
          autocomplete="off"
          placeholder=${t('tool.keyNone')}
          .value=${this.key}
      /></label>
      <button>${t('tool.keyUse')}</button>
      <p class="muted small grow">${t(this.key ? 'tool.withKey' : 'tool.withLogin')}</p>
    </form>`;
  }

  use(event) {
    event.preventDefault();
    this.key = memory.key = new FormData(event.target).get('key').trim();
    this.load();
  }

  refused() {
    if (['forbidden', 'expired'].includes(this.fault.kind))
      return html`<p class="notice warn" role="alert">${t(this.key ? 'tool.keyWrong' : 'tool.needsKey')}</p>`;
    return trouble(this.fault, () => this.load());
  }

  bench() {
    const tool = this.chosen;
    return html`<div class="bench">
      <nav aria-label=${t('tool.list')}>
        <ul>
          ${this.tools.map(
            (one) =>
              html`<li>
                <a href="#/tools/${one.name}" aria-current=${one === tool ? 'page' : nothing}
                  ><code>${one.name}</code></a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <section class="card" aria-labelledby="tool-title">
        <h2 id="tool-title">${tool.title ?? tool.name}</h2>
        <p class="muted small">${tool.description}</p>
        <form class="stack" id="arguments" novalidate @input=${this.gather} @submit=${this.call}>
          ${fields(tool, memory.values, this.wrong)}
          <button class="primary" ?disabled=${this.busy}>${t('tool.call')}</button>
        </form>
      </section>
      <div class="stack results">
        ${this.exchange ? html`<e-exchange .exchange=${this.exchange} .watched=${has('admin')}></e-exchange>` : html`<p class="notice">${t('tool.nothing')}</p>`}
        <e-snippets .tool=${tool} .args=${this.args} .key=${this.key}></e-snippets>
      </div>
    </div>`;
  }

  /** Takes over what stands in the form. */
  gather() {
    const form = this.querySelector('#arguments');
    if (!form) return;
    const { args, wrong, values } = read(form, this.chosen);
    Object.assign(memory.values, values);
    this.args = args;
    return wrong;
  }

  async call(event) {
    event.preventDefault();
    if (this.busy) return;
    this.wrong = this.gather();
    if (Object.keys(this.wrong).length > 0) return this.focusWrong();
    const { name } = this.chosen;
    const path = `/tools/${name}`;
    const began = performance.now();
    this.busy = true;
    const exchange = { path, args: this.args };
    try {
      const response = await request(path, { body: this.args, key: this.key });
      exchange.status = response.status;
      exchange.answer = await response.json();
      this.remember(exchange.answer.data);
    } catch (failure) {
      exchange.status = failure.status;
      exchange.failure = explain(failure);
      exchange.answer = failure.problem;
      if (name === this.chosen?.name) failure.errors?.forEach((one) => (this.wrong[one.field] = one.message));
    }
    exchange.millis = Math.round(performance.now() - began);
    exchange.sessionId = exchange.answer?.data?.sessionId;
    // The answer is dropped if another tool was picked meanwhile.
    if (name === this.chosen?.name) this.exchange = exchange;
    this.busy = false;
  }

  /** The next tool is mostly tried in the same session, with the item just found. */
  remember(answer) {
    memory.values.sessionId = answer.sessionId;
    const item = answer.items?.[0] ?? answer.item;
    if (item)
      Object.assign(memory.values, {
        itemId: item.itemId,
        ...(item.price && { revenue: String(item.price), currency: item.currency }),
      });
  }

  async focusWrong() {
    await this.updateComplete;
    this.querySelector('[aria-invalid="true"]')?.focus();
  }
}
customElements.define('e-tools', Tools);
