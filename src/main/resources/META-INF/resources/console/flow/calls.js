import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { moment, t, time } from '../language.js';
import { envelope } from '../api.js';
import { Pages } from '../pages.js';
import { Poll } from '../poll.js';
import { explain, spinner } from '../parts.js';
import { outcome, retry } from './delivery.js';

/** Tool calls as they come, each with what Netmera is told because of it. */
class Calls extends View {
  static properties = { fault: { state: true }, slip: { state: true }, session: { state: true } };
  #pages = new Pages(this, (cursor) => {
    const query = new URLSearchParams({
      limit: 30,
      ...(this.session && { session: this.session }),
      ...(cursor && { cursor }),
    });
    return envelope(`/admin/calls?${query}`);
  });
  #poll = new Poll(this, 2500, () => this.look());

  look() {
    return this.#pages.renew(
      (one, last) => Date.parse(one.at) - Date.parse(last.at) < 0 || (one.at === last.at && one.id < last.id),
    );
  }

  get calls() {
    return this.#pages.entries;
  }

  more() {
    return this.attempt(() => this.#pages.more());
  }

  only(session) {
    this.session = session;
    this.#pages.clear();
    this.#poll.now();
  }

  view() {
    return html`<section aria-labelledby="calls-title">
      <div class="head">
        <h2 id="calls-title">${t('flow.calls')}</h2>
        ${
          this.session
            ? html`<span class="badge">${t('flow.onlySession', { session: this.session })}</span
                ><button class="link small" @click=${() => this.only()}>${t('flow.allSessions')}</button>`
            : html`<p class="muted small">${t('flow.callsAbout')}</p>`
        }
      </div>
      ${this.fault ? html`<p class="strip warn" role="alert">${explain(this.fault)}${this.calls ? ` ${t('flow.stale')}` : ''}</p>` : nothing}
      ${this.slip ? html`<p class="strip bad" role="alert">${explain(this.slip)}</p>` : nothing} ${this.list()}
    </section>`;
  }

  list() {
    if (!this.calls) return this.fault ? nothing : spinner(t('loading'));
    if (this.calls.length === 0)
      return html`<p class="notice">${t('flow.noCalls')} <a href="#/tools">${t('place.tools')}</a></p>`;
    return html` <div class="entry heads small muted" aria-hidden="true">
        <span>${t('flow.time')}</span><span>${t('flow.tool')}</span><span>${t('flow.customer')}</span
        ><span>${t('flow.told')}</span>
      </div>
      <ul class="entries">
        ${repeat(
          this.calls,
          (one) => one.id,
          (one) => html`<li>${this.call(one)}</li>`,
        )}
      </ul>
      ${this.#pages.next ? html`<button class="wide" @click=${this.more}>${t('flow.older')}</button>` : nothing}`;
  }

  call(one) {
    return html`<details>
      <summary class="entry">
        <time class="muted" datetime=${one.at} title=${moment(one.at)}>${time(one.at)}</time>
        <code class="tool">${one.tool}</code>
        <span class="who" title=${one.customerId}>${one.customerId}</span>
        <span class="told"
          >${
            one.deliveries.length === 0
              ? html`<span class="muted small">${t('flow.nothing')}</span>`
              : one.deliveries.map(
                  (delivery) =>
                    html`<span class="event"
                      ><code>${delivery.event}</code> ${outcome(delivery, one.customerId)}</span
                    >`,
                )
          }</span
        >
      </summary>
      <div class="inside">
        <dl class="facts">
          <div>
            <dt>${t('flow.session')}</dt>
            <dd>
              <button class="link mono" @click=${() => this.only(one.sessionId)}>${one.sessionId}</button>
              <span class="badge">${t(`session.${one.session}`)}</span>
            </dd>
          </div>
          <div>
            <dt>${t('flow.platform')}</dt>
            <dd>${one.platform}</dd>
          </div>
          <div>
            <dt>${t('flow.call')}</dt>
            <dd class="mono">${one.id}</dd>
          </div>
        </dl>
        <h3>${t('flow.arguments')}</h3>
        <pre tabindex="0" aria-label=${t('flow.arguments')}>${JSON.stringify(one.arguments, null, 2)}</pre>
        ${one.deliveries.map((delivery) => this.delivery(delivery, one.customerId))}
      </div>
    </details>`;
  }

  delivery(one, customerId) {
    return html`<div class="delivery">
      <p><code>${one.event}</code> ${outcome(one, customerId)} <span class="muted small mono">${one.id}</span></p>
      <p class="muted small">
        ${t('flow.attempts', { n: one.attempts })}${one.settledAt ? ` · ${time(one.settledAt)}` : ''}
      </p>
      ${one.answer ? html`<p class="small">${t('flow.netmeraSaid')} <q>${one.answer}</q></p>` : nothing}
      ${one.status === 'REJECTED' ? html`<button @click=${() => this.again(one)}>${t('flow.retry')}</button>` : nothing}
    </div>`;
  }

  again(one) {
    return this.attempt(async () => {
      await retry(one.id);
      await this.#poll.now();
    });
  }

  /** What goes wrong is said until the next attempt; the poll's own faults come and go with it. */
  async attempt(work) {
    this.slip = undefined;
    try {
      await work();
    } catch (failure) {
      this.slip = failure;
    }
  }
}
customElements.define('e-calls', Calls);
