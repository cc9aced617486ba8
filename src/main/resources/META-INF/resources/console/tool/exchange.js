import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { data } from '../api.js';
import { Poll } from '../poll.js';
import { explain } from '../parts.js';
import { outcome } from '../flow/delivery.js';

/** A call, its answer, and what Netmera is told because of it, until that has arrived. */
class Exchange extends View {
  static properties = { exchange: {}, watched: {}, call: { state: true }, fault: { state: true } };
  #poll = new Poll(this, 1000, () => this.look());

  willUpdate(changed) {
    if (changed.has('exchange')) {
      this.call = undefined;
      this.#poll.now();
    }
  }

  async look() {
    const { sessionId, path } = this.exchange;
    if (!this.watched || !sessionId) return false;
    const [latest] = await data(`/admin/calls?session=${encodeURIComponent(sessionId)}&limit=1`);
    if (!latest || !path.endsWith(`/${latest.tool}`)) return false;
    this.call = latest;
    return latest.deliveries.some((one) => one.status === 'PENDING');
  }

  view() {
    const { path, args, status, millis, answer, failure } = this.exchange;
    return html`<section class="card" aria-labelledby="answer-title">
      <h2 id="answer-title">
        ${t('tool.answer')} <span class="badge ${failure ? 'bad' : 'good'}">${status ?? '–'}</span>
        <span class="muted small">${t('tool.millis', { n: millis })}</span>
      </h2>
      ${failure ? html`<p class="notice bad" role="alert">${failure}</p>` : html`<p class="hidden" role="status">${t('tool.answered')}</p>`}
      <details>
        <summary class="small">${t('tool.request')}</summary>
        <pre tabindex="0" aria-label=${t('tool.request')}>POST ${path}${'\n\n'}${JSON.stringify(args, null, 2)}</pre>
      </details>
      ${answer ? html`<pre class="answer" tabindex="0" aria-label=${t('tool.answer')}>${JSON.stringify(answer.data ?? answer, null, 2)}</pre>` : nothing}
      ${failure ? nothing : this.caused()}
    </section>`;
  }

  caused() {
    const title = html`<h3>${t('tool.caused')}</h3>`;
    if (!this.watched)
      return html`${title}
        <p class="muted small">${t('flow.needsAdmin')}</p>`;
    if (this.fault)
      return html`${title}
        <p class="notice warn small">${explain(this.fault)}</p>`;
    if (!this.call || this.call.deliveries.length === 0)
      return html`${title}
        <p class="muted small">${t('tool.causedNothing')}</p>`;
    return html`${title}
      <ul class="caused" aria-live="polite">
        ${this.call.deliveries.map(
          (one) =>
            html`<li>
              <code>${one.event}</code> ${outcome(one, this.call.customerId)}
              ${one.answer ? html`<q class="small muted">${one.answer}</q>` : nothing}
            </li>`,
        )}
      </ul>
      ${this.call.deliveries.some((one) => one.status === 'PENDING') && this.call.anonymous ? html`<p class="muted small">${t('tool.waits')}</p>` : nothing}`;
  }
}
customElements.define('e-exchange', Exchange);
