import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { moment, number, percent, t } from '../language.js';
import { data } from '../api.js';
import { explain, spinner } from '../parts.js';
import { bars } from '../report/report.js';

/** How the members with the tag converted, and how those who are held out did. */
class HoldoutComparison extends View {
  static properties = { audience: {}, trial: { state: true }, fault: { state: true } };

  willUpdate(changed) {
    if (changed.has('audience')) this.load();
  }

  async load() {
    const { audience } = this;
    this.fault = undefined;
    try {
      const trial = await data(`/audiences/${encodeURIComponent(audience.id)}/holdout`);
      if (audience === this.audience) this.trial = trial;
    } catch (failure) {
      if (audience === this.audience) this.fault = failure;
    }
  }

  view() {
    return html`<section aria-labelledby="holdout-title">
      <div class="head">
        <h2 id="holdout-title">${t('audiences.holdout')}</h2>
        ${this.trial?.since ? html`<p class="muted small">${t('audiences.since', { at: moment(this.trial.since) })}</p>` : nothing}
      </div>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.trial ? this.content() : this.fault ? nothing : spinner(t('loading'))}
    </section>`;
  }

  content() {
    const { holdout, tagged, heldOut } = this.trial;
    if (tagged.customers + heldOut.customers === 0)
      return html`<p class="notice" role="status">${t('audiences.noHoldout')}</p>`;
    const sides = [
      [t('audiences.tagged'), tagged],
      [t('audiences.heldOut', { n: holdout }), heldOut],
    ];
    return html`<div class="beside">
      ${bars(
        sides.map(([name, { rate }]) => ({ name, n: rate ?? 0, text: share(rate) })),
        Math.max(tagged.rate ?? 0, heldOut.rate ?? 0),
      )}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('funnel.table')}>
        <table class="findings">
          <thead>
            <tr>
              <th scope="col">${t('audiences.side')}</th>
              <th scope="col" class="n">${t('audience.showed')}</th>
              <th scope="col" class="n">${t('audiences.converted')}</th>
              <th scope="col" class="n">${t('audiences.rate')}</th>
            </tr>
          </thead>
          <tbody>
            ${sides.map(
              ([name, { customers, converted, rate }]) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td class="n">${number(customers)}</td>
                  <td class="n">${number(converted)}</td>
                  <td class="n">${share(rate)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }
}
customElements.define('e-holdout', HoldoutComparison);

function share(rate) {
  return rate === undefined || rate === null ? '–' : percent(rate);
}
