import { html } from '../lit.js';
import { View } from '../view.js';
import { number, percent, t } from '../language.js';
import { data } from '../api.js';
import { Poll } from '../poll.js';
import { spinner, trouble } from '../parts.js';
import { STEPS, chart } from './funnel-chart.js';

const HOUR = 3600_000;
/** Sessions are counted by ten minutes: only a period of whole spans has steps of one length. */
const SPAN = 600_000;
const PERIODS = { '6h': 6 * HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR };

/** How far sessions get, as a whole and over time. */
class Funnel extends View {
  static properties = { period: { state: true }, picture: { state: true }, fault: { state: true } };
  #poll = new Poll(this, 15000, () => this.look());

  constructor() {
    super();
    this.period = '24h';
  }

  async look() {
    const period = this.period;
    const to = new Date(Math.ceil(Date.now() / SPAN) * SPAN);
    const from = new Date(to - PERIODS[period]);
    const picture = await data(`/admin/funnel?from=${from.toISOString()}&to=${to.toISOString()}`);
    if (period === this.period) this.picture = picture;
  }

  view() {
    return html`<section aria-labelledby="funnel-title">
      <div class="head">
        <h2 id="funnel-title">${t('flow.funnel')}</h2>
        <p class="muted small">${t('funnel.about')}</p>
        <label class="inline"
          >${t('funnel.period')}<select @change=${this.choose}>
            ${Object.keys(PERIODS).map((one) => html`<option value=${one} ?selected=${one === this.period}>${t(`funnel.${one}`)}</option>`)}
          </select></label
        >
      </div>
      ${this.fault && !this.picture ? trouble(this.fault, () => this.#poll.now()) : this.content()}
    </section>`;
  }

  choose(event) {
    this.period = event.target.value;
    this.picture = undefined;
    this.#poll.now();
  }

  content() {
    if (!this.picture) return spinner(t('loading'));
    const { total, series, stepSeconds } = this.picture;
    if (total.sessions === 0)
      return html`<p class="notice">${t('funnel.none')} <a href="#/tools">${t('place.tools')}</a></p>`;
    return html` <ol class="funnel">
        ${['sessions', ...STEPS, 'abandoned'].map(
          (one) =>
            html`<li class=${one}>
              <span>${t(`funnel.${one}`)}</span>
              <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="back" width="100" height="6" />
                <rect class="front" width=${(100 * total[one]) / total.sessions} height="6" />
              </svg>
              <strong class="n">${number(total[one])}</strong
              ><span class="n muted small">${percent(total[one] / total.sessions)}</span>
            </li>`,
        )}
      </ol>
      ${chart(series, stepSeconds)}`;
  }
}
customElements.define('e-funnel', Funnel);
