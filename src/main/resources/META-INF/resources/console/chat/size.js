import { html, nothing, svg } from '../lit.js';
import { View } from '../view.js';
import { number, percent, t } from '../language.js';
import { data } from '../api.js';
import { explain, trouble } from '../parts.js';
import { words } from './events.js';
import { idOf, isOfEvents } from './rule.js';
import { learn, signal } from './signals.js';

/** How many customers a rule holds for, what each criterion has to do with it, and what dropping it would change. */
class Size extends View {
  static properties = { rule: {}, size: { state: true }, fault: { state: true }, busy: { state: true } };

  willUpdate(changed) {
    if (changed.has('rule')) {
      clearTimeout(this.pause);
      this.busy = true;
      this.pause = setTimeout(() => this.measure(), 200);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.pause);
    this.asking?.abort();
  }

  async measure() {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.busy = true;
    try {
      const size = await data('/audiences/estimate', { body: { rule: this.rule }, signal: asking.signal });
      if (asking.signal.aborted) return;
      // What the taxonomy has lost can't be looked up; its name comes with the warning.
      learn((size.warnings ?? []).map((one) => ({ ...signal(one.signal), name: one.name })));
      this.size = size;
      this.fault = undefined;
      this.tell('learned');
    } catch (failure) {
      if (asking.signal.aborted) return;
      this.fault = failure;
    }
    this.busy = false;
  }

  view() {
    if (this.fault?.kind === 'refused')
      return html`<p class="notice warn small" role="alert">${explain(this.fault)}</p>`;
    if (this.fault) return trouble(this.fault, () => this.measure());
    if (!this.size) return html`<p class="muted small" role="status">${t('audience.measuring')}</p>`;
    const { count, universe, perCriterion = [], warnings = [] } = this.size;
    return html`<div class="size" aria-busy=${this.busy}>
      ${warnings.map(warning)}
      <p role="status">
        <strong class="figure">${number(count)}</strong>
        <span class="muted"
          >${t('audience.of', { n: number(universe) })}${universe > 0 ? html` · ${percent(count / universe)}` : nothing}</span
        >
      </p>
      ${bar(count, universe, 'whole')} ${perCriterion.length > 0 ? this.shares(perCriterion, count) : nothing}
      ${count === 0 && universe > 0 ? html`<p class="notice small">${t('audience.nobody')}</p>` : nothing}
    </div>`;
  }

  shares(perCriterion, count) {
    const most = Math.max(1, ...perCriterion.map((one) => one.count));
    return html`<table class="shares">
      <caption class="hidden">
        ${t('audience.shares')}
      </caption>
      <thead class="small muted">
        <tr>
          <th scope="col">${t('audience.signal')}</th>
          <th scope="col" class="n">${t('audience.showed')}</th>
          <th scope="col" class="n">${t('audience.without')}</th>
        </tr>
      </thead>
      <tbody>
        ${perCriterion.map((one) => {
          const { criterion } = one;
          const { name, type } = isOfEvents(criterion)
            ? { name: words(criterion), type: 'behaviour' }
            : signal(idOf(criterion));
          const gain = one.without - count;
          return html`<tr class=${type}>
            <th scope="row"><span>${name}</span>${bar(one.count, most, 'share')}</th>
            <td class="n">${number(one.count)}</td>
            <td class="n">
              ${number(one.without)}
              <span class="small ${gain > 0 ? 'more' : gain < 0 ? 'less' : 'muted'}"
                >${gain > 0 ? '+' : ''}${number(gain)}</span
              >
            </td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}
customElements.define('e-size', Size);

/** What one should know of a rule; what we have no words for is said as the server says it. */
export function warning({ code, name, detail }) {
  return html`<p class="notice warn small" role="status">
    ${code === 'SIGNAL_RETIRED' ? t('audience.retired', { name }) : detail}
  </p>`;
}

/** A share of a whole; the figures beside it say the same. */
function bar(value, whole, kind) {
  const width = whole > 0 ? Math.max(value > 0 ? 0.8 : 0, (100 * value) / whole) : 0;
  return html`<svg class="bar ${kind}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="back" width="100" height="6"/><rect class="front" width=${width} height="6"/>`}
  </svg>`;
}
