import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { moment, t } from '../language.js';
import { data } from '../api.js';
import { explain, spinner } from '../parts.js';
import * as rules from '../chat/rule.js';
import { lookUp } from '../chat/signals.js';
import { inWords } from './rule-words.js';

/** What an audience was at each change, and the change's author. */
class Versions extends View {
  static properties = { audience: {}, versions: { state: true }, fault: { state: true } };

  willUpdate(changed) {
    if (changed.has('audience')) this.load();
  }

  async load() {
    const { audience } = this;
    this.fault = undefined;
    try {
      const versions = await data(`/audiences/${encodeURIComponent(audience.id)}/versions`);
      await lookUp(versions.flatMap(({ rule }) => rules.signals(rules.of(rule))));
      if (audience === this.audience) this.versions = versions;
    } catch (failure) {
      if (audience === this.audience) this.fault = failure;
    }
  }

  view() {
    return html`<section aria-labelledby="versions-title">
      <h2 id="versions-title">${t('audiences.versions')}</h2>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.versions ? this.table() : this.fault ? nothing : spinner(t('loading'))}
    </section>`;
  }

  table() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('audiences.versions')}>
      <table class="findings">
        <thead>
          <tr>
            <th scope="col">${t('audiences.versionOf')}</th>
            <th scope="col">${t('audiences.changed')}</th>
            <th scope="col">${t('audience.name')}</th>
            <th scope="col">${t('audiences.rule')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.versions.map(
            (one) =>
              html`<tr>
                <th scope="row">${one.version}</th>
                <td>${moment(one.at)}<br /><span class="muted small">${one.by}</span></td>
                <td>${one.name}</td>
                <td class="small">${inWords(one.rule)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
customElements.define('e-versions', Versions);
