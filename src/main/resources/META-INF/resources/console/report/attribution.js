import { html, nothing } from '../lit.js';
import { language, number, t } from '../language.js';
import { envelope } from '../api.js';
import { download, explain } from '../parts.js';
import { Report, bars } from './report.js';

const BY = ['query', 'item', 'category', 'platform', 'currency'];
const SHOWN = 10;

/** What conversions came from, and what they brought. */
class Attribution extends Report {
  static properties = { slip: { state: true } };
  question = { days: 30, by: 'query', model: 'last', window: 'P7D' };

  async fetch() {
    return (await envelope(`/admin/attribution?${this.parameters()}`)).data;
  }

  view() {
    return html`<section aria-labelledby="attribution-title">
      <div class="head">
        <h2 id="attribution-title">${t('report.attribution')}</h2>
        <p class="muted small">${t('report.attributionAbout')}</p>
      </div>
      <div class="row filters">
        ${this.period()}
        ${this.select(
          'by',
          t('report.by'),
          BY.map((one) => [one, t(`report.by_${one}`)]),
        )}
        ${this.select(
          'model',
          t('report.model'),
          ['last', 'first'].map((one) => [one, t(`report.model_${one}`)]),
        )}
        ${this.select(
          'window',
          t('report.window'),
          ['P1D', 'P7D', 'P30D'].map((one) => [one, t(`report.window_${one}`)]),
        )} <button @click=${this.download}>${t('report.csv')}</button>
      </div>
      ${this.slip ? html`<p class="notice bad" role="alert">${explain(this.slip)}</p>` : nothing} ${this.answer()}
    </section>`;
  }

  content() {
    const { rows, totals } = this.report;
    if (rows.length === 0) return html`<p class="notice" role="status">${t('report.noConversions')}</p>`;
    const most = Math.max(...rows.map(({ conversions }) => conversions));
    return html`<dl class="facts">
        ${totals.map(
          (one) =>
            html`<div>
              <dt>${t('report.total', { currency: one.currency ?? '' })}</dt>
              <dd>${sum(one)}</dd>
            </div>`,
        )}
      </dl>
      <div class="beside">
        ${bars(
          rows.slice(0, SHOWN).map((one) => ({ name: named(one), n: one.conversions, note: money(one) })),
          most,
        )}
        <div class="scroll" tabindex="0" role="region" aria-label=${t('funnel.table')}>
          <table class="findings">
            <thead>
              <tr>
                <th scope="col">${t(`report.by_${this.report.by}`)}</th>
                <th scope="col" class="n">${t('report.conversions')}</th>
                <th scope="col" class="n">${t('report.revenue')}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                (one) =>
                  html`<tr>
                    <th scope="row">${named(one)}</th>
                    <td class="n">${number(one.conversions)}</td>
                    <td class="n">${money(one)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </div>`;
  }

  async download() {
    this.slip = undefined;
    try {
      await download(`/admin/attribution?${this.parameters()}`, 'attribution.csv', { Accept: 'text/csv' });
    } catch (failure) {
      this.slip = failure;
    }
  }
}
customElements.define('e-attribution', Attribution);

function named({ key }) {
  return key ?? t('report.unattributed');
}

function money({ revenue, currency }) {
  return `${new Intl.NumberFormat(language(), { minimumFractionDigits: 2 }).format(revenue)} ${currency ?? ''}`;
}

function sum(one) {
  const values = { revenue: money(one), n: number(one.conversions) };
  return t(one.conversions === 1 ? 'report.sumOfOne' : 'report.sum', values);
}
