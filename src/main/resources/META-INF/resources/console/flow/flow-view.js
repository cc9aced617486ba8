import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has, hasEnded } from '../login.js';
import './standing.js';
import './calls.js';
import './deliveries.js';
import './test-event.js';
import './funnel.js';

const PARTS = {
  calls: html`<e-calls></e-calls>`,
  deliveries: html`<e-deliveries></e-deliveries>`,
  test: html`<e-test-event></e-test-event>`,
  funnel: html`<e-funnel></e-funnel>`,
};

/** From tool calls to Netmera's answers. */
class Flow extends View {
  static properties = { part: {} };

  view() {
    if (!has('admin') && !hasEnded()) return html`<p class="notice gate">${t('flow.needsAdmin')}</p>`;
    const part = this.part in PARTS ? this.part : 'calls';
    return html`<div class="page">
      <h1 class="hidden">${t('place.flow')}</h1>
      <e-standing></e-standing>
      <nav class="tabs" aria-label=${t('flow.parts')}>
        ${Object.keys(PARTS).map((one) => html`<a href="#/flow/${one}" aria-current=${one === part ? 'page' : nothing}>${t(`flow.${one}`)}</a>`)}
      </nav>
      ${PARTS[part]}
    </div>`;
  }
}
customElements.define('e-flow', Flow);
