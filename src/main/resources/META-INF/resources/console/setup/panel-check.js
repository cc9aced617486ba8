import { html } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { data } from '../api.js';
import { spinner, trouble } from '../parts.js';

/** Where Netmera's panel spells or types our events otherwise: the mistakes that stop journeys without a word. */
class PanelCheck extends View {
  static properties = { findings: { state: true }, fault: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.check();
  }

  async check() {
    if (this.busy) return;
    this.busy = true;
    this.fault = undefined;
    try {
      this.findings = await data('/admin/taxonomy-check');
    } catch (failure) {
      this.fault = failure;
    }
    this.busy = false;
  }

  view() {
    return html`<section aria-labelledby="panel-title">
      <div class="head">
        <h2 id="panel-title">${t('setup.panel')}</h2>
        <p class="muted small">${t('panel.about')}</p>
        <button ?disabled=${this.busy} @click=${this.check}>${t('panel.check')}</button>
      </div>
      ${this.busy ? spinner(t('panel.checking')) : this.fault ? trouble(this.fault, () => this.check()) : this.result()}
    </section>`;
  }

  result() {
    if (this.findings.length === 0) return html`<p class="notice good" role="status">${t('panel.good')}</p>`;
    return html`<p class="notice warn" role="status">${t('panel.found', { n: this.findings.length })}</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="panel-title">
        <table class="findings">
          <thead>
            <tr>
              ${['problem', 'event', 'ours', 'theirs'].map((one) => html`<th scope="col">${t(`panel.${one}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.findings.map(
              (one) =>
                html`<tr>
                  <th scope="row">${t(`panel.${one.problem}`)}</th>
                  <td><code>${one.event}</code></td>
                  <td><code>${one.ours}</code></td>
                  <td>
                    ${one.theirs ? html`<code>${one.theirs}</code>` : html`<span class="muted">${t('panel.nothing')}</span>`}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}
customElements.define('e-panel-check', PanelCheck);
