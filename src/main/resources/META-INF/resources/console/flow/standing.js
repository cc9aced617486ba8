import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { ago, number, t } from '../language.js';
import { data } from '../api.js';
import { Poll } from '../poll.js';
import { explain } from '../parts.js';

const TONES = { flowing: 'good', failing: 'bad', resting: 'bad', held: 'bad', paused: 'warn' };
const MOST = 10000;

/** Whether deliveries flow, at a glance; and the tap. */
class Standing extends View {
  static properties = {
    now: { state: true },
    fault: { state: true },
    slip: { state: true },
    busy: { state: true },
    asking: { state: true },
  };
  #poll = new Poll(this, 2500, async () => {
    this.now = await data('/admin/deliveries/state');
  });

  view() {
    if (this.fault && !this.now) return html`<p class="notice bad" role="alert">${explain(this.fault)}</p>`;
    if (!this.now) return html`<p class="muted" role="status">${t('loading')}</p>`;
    const { state, answer, owed, waiting, rejected, oldestOwedAt } = this.now;
    return html` <section class="standing card ${TONES[state]}" aria-label=${t('flow.standing')}>
        <div class="grow" role="status">
          <p class="state"><span class="dot" aria-hidden="true"></span>${t(`flow.${state}`)}</p>
          <p class="muted small">
            ${t(`flow.${state}About`)}${answer && state !== 'flowing' ? html` ${t('flow.netmeraSaid')} <q>${answer}</q>` : nothing}
          </p>
        </div>
        <dl>
          <div>
            <dt>${t('flow.pending')}</dt>
            <dd>${count(owed)}</dd>
            ${oldestOwedAt ? html`<dd class="muted small">${t('flow.since', { ago: ago(oldestOwedAt) })}</dd>` : nothing}
          </div>
          <div>
            <dt>${t('flow.waiting')}</dt>
            <dd>${count(waiting)}</dd>
          </div>
          <div class=${rejected > 0 ? 'wrong' : ''}>
            <dt>${t('flow.rejected')}</dt>
            <dd>${count(rejected)}</dd>
          </div>
        </dl>
        ${this.tap(state)}
      </section>
      ${this.slip ? html`<p class="strip bad" role="alert">${explain(this.slip)}</p>` : nothing}
      ${this.fault ? html`<p class="strip warn" role="status">${explain(this.fault)} ${t('flow.stale')}</p>` : nothing}`;
  }

  tap(state) {
    if (state === 'paused') return html`<button @click=${() => this.turn('resume')}>${t('flow.resume')}</button>`;
    if (!this.asking) return html`<button @click=${() => (this.asking = true)}>${t('flow.pause')}</button>`;
    return html`<div class="ask" role="group" aria-label=${t('flow.pauseSure')}>
      <span class="small">${t('flow.pauseSure')}</span>
      <button class="danger" @click=${() => this.turn('pause')}>${t('flow.pause')}</button>
      <button @click=${() => (this.asking = false)}>${t('cancel')}</button>
    </div>`;
  }

  async turn(way) {
    if (this.busy) return;
    this.busy = true;
    this.asking = false;
    this.slip = undefined;
    try {
      await data(`/admin/deliveries/${way}`, { method: 'POST' });
    } catch (failure) {
      this.slip = failure;
    }
    await this.#poll.now();
    this.busy = false;
  }
}
customElements.define('e-standing', Standing);

function count(n) {
  return n >= MOST ? `> ${number(MOST)}` : number(n);
}
