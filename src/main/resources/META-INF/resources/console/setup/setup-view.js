import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has, hasEnded } from '../login.js';
import './api-keys.js';
import './file-import.js';
import './panel-check.js';

const PARTS = {
  keys: html`<e-api-keys></e-api-keys>`,
  imports: html`<e-file-import kind="items"></e-file-import><e-file-import kind="taxonomy"></e-file-import>`,
  panel: html`<e-panel-check></e-panel-check>`,
};

/** What is set up once: the platforms' keys, the catalogue and the taxonomy, and Netmera's panel. */
class Setup extends View {
  static properties = { part: {} };

  view() {
    if (!has('admin') && !hasEnded()) return html`<p class="notice gate">${t('setup.needsAdmin')}</p>`;
    const part = this.part in PARTS ? this.part : 'keys';
    return html`<div class="page">
      <h1 class="hidden">${t('place.setup')}</h1>
      <nav class="tabs" aria-label=${t('place.setup')}>
        ${Object.keys(PARTS).map((one) => html`<a href="#/setup/${one}" aria-current=${one === part ? 'page' : nothing}>${t(`setup.${one}`)}</a>`)}
      </nav>
      ${PARTS[part]}
    </div>`;
  }
}
customElements.define('e-setup', Setup);
