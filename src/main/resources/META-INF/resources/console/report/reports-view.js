import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has, hasEnded } from '../login.js';
import './step-funnel.js';
import './attribution.js';

const PARTS = { funnel: html`<e-step-funnel></e-step-funnel>`, attribution: html`<e-attribution></e-attribution>` };

/** What customers did, and what conversions came from. */
class Reports extends View {
  static properties = { part: {} };

  view() {
    if (!has('admin') && !hasEnded()) return html`<p class="notice gate">${t('report.needsAdmin')}</p>`;
    const part = this.part in PARTS ? this.part : 'funnel';
    return html`<div class="page">
      <h1 class="hidden">${t('place.reports')}</h1>
      <nav class="tabs" aria-label=${t('place.reports')}>
        ${Object.keys(PARTS).map((one) => html`<a href="#/reports/${one}" aria-current=${one === part ? 'page' : nothing}>${t(`report.${one}`)}</a>`)}
      </nav>
      ${PARTS[part]}
    </div>`;
  }
}
customElements.define('e-reports', Reports);
