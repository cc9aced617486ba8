import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t, time } from '../language.js';
import { data } from '../api.js';
import { Poll } from '../poll.js';
import { explain } from '../parts.js';
import { icon } from '../icons.js';

const TONES = { done: 'good', waiting: '', warning: 'warn', failed: 'bad' };
const MARKS = { done: 'check', failed: 'close' };

/** Sends one marked event through everything, and shows how far it has got. */
class TestEvent extends View {
  static properties = { report: { state: true }, fault: { state: true }, busy: { state: true } };
  #poll = new Poll(this, 1000, async () => {
    const asked = this.report;
    if (asked?.status !== 'waiting') return false;
    const report = await data(`/admin/test-events/${encodeURIComponent(asked.id)}`);
    if (asked === this.report) this.report = report;
    return true;
  });

  async send(event) {
    event.preventDefault();
    if (this.busy) return;
    const customerId = new FormData(event.target).get('customer').trim();
    this.busy = true;
    this.report = this.fault = undefined;
    try {
      this.report = await data('/admin/test-events', { body: { customerId } });
      this.#poll.now();
    } catch (failure) {
      this.fault = failure;
    }
    this.busy = false;
  }

  view() {
    return html`<section aria-labelledby="test-title">
      <div class="head">
        <h2 id="test-title">${t('flow.test')}</h2>
        <p class="muted small">${t('test.about')}</p>
      </div>
      <form class="row" @submit=${this.send}>
        <label
          >${t('test.customer')}<input
            name="customer"
            required
            maxlength="200"
            placeholder="user_98765"
            autocomplete="off"
        /></label>
        <button class="primary" ?disabled=${this.busy}>${t('test.send')}</button>
      </form>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.report ? this.steps() : nothing}
    </section>`;
  }

  steps() {
    const { status, steps, id } = this.report;
    return html` <p role="status" class="notice ${TONES[status]}">
        ${t(`test.${status}`)} <span class="mono small">${id}</span>
      </p>
      <ol class="steps">
        ${steps.map(
          (step) =>
            html`<li class=${step.status}>
              <span class="mark" aria-hidden="true"
                >${MARKS[step.status] ? icon(MARKS[step.status]) : step.status === 'warning' ? '!' : '…'}</span
              >
              <div>
                <h3>${t(`step.${step.name}`)} <span class="hidden">(${t(`state.${step.status}`)})</span></h3>
                ${step.detail ? html`<p class="small">${step.detail}</p>` : nothing}
              </div>
              ${step.at ? html`<time class="muted small" datetime=${step.at}>${time(step.at)}</time>` : nothing}
            </li>`,
        )}
      </ol>`;
  }
}
customElements.define('e-test-event', TestEvent);
