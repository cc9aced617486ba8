import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { moment, t } from '../language.js';
import { envelope } from '../api.js';
import { Poll } from '../poll.js';
import { explain, spinner } from '../parts.js';
import { outcome, replay, retry } from './delivery.js';

const PAGE = 40;
/** As many as the server gives at once. */
const MOST = 500;
const STATUSES = ['', 'pending', 'delivered', 'rejected'];

/** What is pending, delivered and rejected; the rejected can be sent again as they are or mended, all others repeated. */
class Deliveries extends View {
  static properties = {
    filter: { state: true },
    entries: { state: true },
    next: { state: true },
    fault: { state: true },
    slip: { state: true },
    said: { state: true },
    busy: { state: true },
    acting: { state: true },
    mending: { state: true },
  };
  #poll = new Poll(this, 4000, () => this.look());

  constructor() {
    super();
    this.filter = { status: '', customer: '', event: '' };
    this.pages = 1;
  }

  async look() {
    const filter = this.filter;
    const query = new URLSearchParams({ limit: Math.min(MOST, PAGE * this.pages) });
    Object.entries(filter).forEach(([name, value]) => value && query.set(name, value));
    const page = await envelope(`/admin/deliveries?${query}`);
    if (filter !== this.filter) return;
    this.entries = page.data;
    this.next = page.nextCursor;
  }

  change(name, value) {
    this.filter = { ...this.filter, [name]: value.trim() };
    this.pages = 1;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#poll.now(), 250);
  }

  view() {
    return html`<section aria-labelledby="deliveries-title">
      <div class="head"><h2 id="deliveries-title">${t('flow.deliveries')}</h2></div>
      <div class="row filters">
        <label
          >${t('flow.status')}<select @change=${(event) => this.change('status', event.target.value)}>
            ${STATUSES.map((one) => html`<option value=${one} ?selected=${one === this.filter.status}>${t(one ? `delivery.${one.toUpperCase()}` : 'flow.all')}</option>`)}
          </select></label
        >
        <label>${t('flow.customer')}<input @input=${(event) => this.change('customer', event.target.value)} /></label>
        <label>${t('flow.event')}<input @input=${(event) => this.change('event', event.target.value)} /></label>
      </div>
      ${this.fault ? html`<p class="strip warn" role="alert">${explain(this.fault)}</p>` : nothing}
      <p class="${this.slip ? 'strip bad' : this.said ? 'strip' : ''}" role="status">
        ${this.slip ? explain(this.slip) : this.said}
      </p>
      ${this.list()}
    </section>`;
  }

  list() {
    if (!this.entries) return this.fault ? nothing : spinner(t('loading'));
    if (this.entries.length === 0 && !this.next) return html`<p class="notice">${t('flow.noDeliveries')}</p>`;
    return html`<ul class="entries">
        ${repeat(
          this.entries,
          (one) => one.id,
          (one) => html`<li>${this.delivery(one)}</li>`,
        )}
      </ul>
      ${this.next ? this.older() : nothing}`;
  }

  older() {
    if (this.pages * PAGE >= MOST) return html`<p class="notice">${t('flow.narrow')}</p>`;
    return html`<button class="wide" ?disabled=${this.busy} @click=${() => this.more()}>${t('flow.older')}</button>`;
  }

  /** One page more, however often it is pressed until that is here. */
  async more() {
    if (this.busy) return;
    this.busy = true;
    this.pages++;
    await this.#poll.now();
    this.busy = false;
  }

  delivery(one) {
    return html`<details>
      <summary class="entry">
        <time class="muted" datetime=${one.createdAt}>${moment(one.createdAt)}</time>
        <code class="tool">${one.event}</code>
        <span class="who" title=${one.customerId}>${one.customerId}</span>
        <span class="told"
          >${outcome(one, one.customerId)}
          ${one.answer && one.status !== 'DELIVERED' ? html`<q class="small muted">${one.answer}</q>` : nothing}</span
        >
      </summary>
      <div class="inside">
        <dl class="facts">
          <div>
            <dt>${t('flow.delivery')}</dt>
            <dd class="mono">${one.id}</dd>
          </div>
          <div>
            <dt>${t('flow.destination')}</dt>
            <dd>${one.destination}</dd>
          </div>
          <div>
            <dt>${t('flow.tries')}</dt>
            <dd>${one.attempts}</dd>
          </div>
          ${
            one.settledAt
              ? html`<div>
                  <dt>${t('flow.settled')}</dt>
                  <dd>${moment(one.settledAt)}</dd>
                </div>`
              : nothing
          }
          ${
            one.replayOf
              ? html`<div>
                  <dt>${t('flow.replayOf')}</dt>
                  <dd class="mono">${one.replayOf}</dd>
                </div>`
              : nothing
          }
        </dl>
        ${one.answer ? html`<p>${t('flow.netmeraSaid')} <q>${one.answer}</q></p>` : nothing}
        <div class="row">
          ${
            one.status === 'REJECTED'
              ? html` <button
                    class="primary"
                    ?disabled=${this.acting}
                    @click=${() => this.act(() => retry(one.id), 'flow.retried')}
                  >
                    ${t('flow.retry')}
                  </button>
                  <button
                    aria-expanded=${this.mending === one.id}
                    @click=${() => (this.mending = this.mending === one.id ? undefined : one.id)}
                  >
                    ${t('flow.mend')}
                  </button>`
              : nothing
          }
          ${one.status === 'PENDING' ? html`<p class="muted small">${t('flow.pendingAbout')}</p>` : html`<button ?disabled=${this.acting} @click=${() => this.act(() => replay(one), 'flow.replayed')}>${t('flow.replay')}</button>`}
        </div>
        ${this.mending === one.id ? this.mend(one) : nothing}
      </div>
    </details>`;
  }

  mend(one) {
    return html`<form class="stack" @submit=${(event) => this.mended(event, one)}>
      <label
        >${t('flow.mendBody')}<textarea name="body" rows="6" class="mono" spellcheck="false" required>{}</textarea>
      </label>
      <p class="muted small">${t('flow.mendAbout')}</p>
      <button class="primary" ?disabled=${this.acting}>${t('flow.mendSend')}</button>
    </form>`;
  }

  mended(event, one) {
    event.preventDefault();
    const text = new FormData(event.target).get('body');
    this.act(async () => {
      let body;
      try {
        body = JSON.parse(text);
      } catch {
        throw { kind: 'refused', message: t('flow.notJson'), errors: [] };
      }
      await retry(one.id, body);
      this.mending = undefined;
    }, 'flow.retried');
  }

  /** Once, however often it is pressed: what is repeated twice arrives twice. */
  async act(work, said) {
    if (this.acting) return;
    this.acting = true;
    this.slip = undefined;
    try {
      await work();
      this.said = t(said);
      await this.#poll.now();
    } catch (failure) {
      this.slip = failure;
    }
    this.acting = false;
  }
}
customElements.define('e-deliveries', Deliveries);
