import { html, nothing, repeat } from '../lit.js';
import { View } from '../view.js';
import { moment, t } from '../language.js';
import { data, envelope, request } from '../api.js';
import { Pages } from '../pages.js';
import { download, explain, spinner } from '../parts.js';
import { entry } from './timeline.js';

/** One customer: the profile beside Netmera's, consent, export, erasure, and everything that happened. */
class Customer extends View {
  static properties = {
    customer: {},
    known: { state: true },
    fault: { state: true },
    busy: { state: true },
    said: { state: true },
    asking: { state: true },
    typed: { state: true },
  };
  #pages = new Pages(this, async (cursor) => {
    const page = await envelope(
      `${this.path}/timeline?${new URLSearchParams({ limit: 50, ...(cursor && { cursor }) })}`,
    );
    // A session is opened and closed under one id.
    return { ...page, data: page.data.map((one) => ({ ...one, id: `${one.type} ${one.id}`, of: one.id })) };
  });

  get path() {
    return `/admin/customers/${encodeURIComponent(this.customer)}`;
  }

  willUpdate(changed) {
    if (!changed.has('customer')) return;
    this.known = this.said = undefined;
    this.#pages.clear();
    this.load();
  }

  load() {
    const customer = this.customer;
    return this.attempt(async () => {
      await this.#pages.load();
      const known = await data(`${this.path}/profile`);
      if (customer === this.customer) this.known = known;
    });
  }

  view() {
    return html` <div class="head">
        <h1>${this.customer}</h1>
        ${this.known ? html`<span class="badge ${this.known.consent ? 'good' : 'bad'}">${t(this.known.consent ? 'customer.granted' : 'customer.denied')}</span>` : nothing}
      </div>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.said ? html`<p class="notice good" role="status">${this.said}</p>` : nothing}
      ${
        this.known
          ? html`<div class="row">
                <button ?disabled=${this.busy} @click=${this.consent}>
                  ${t(this.known.consent ? 'customer.optOut' : 'customer.optIn')}
                </button>
                <button ?disabled=${this.busy} @click=${this.export}>${t('customer.export')}</button>
                <button class="danger" ?disabled=${this.busy} @click=${this.ask}>${t('customer.erase')}</button>
              </div>
              ${this.profile()}`
          : nothing
      }
      ${this.timeline()} ${this.asking ? this.question() : nothing}`;
  }

  profile() {
    const { attributes, netmera, detail, lastSent } = this.known;
    return html`<section aria-labelledby="profile-title">
      <h2 id="profile-title">${t('customer.profile')}</h2>
      <p class="muted small">
        ${t(`customer.${netmera}`)} ${netmera === 'UNREADABLE' ? html`<q>${detail}</q>` : nothing}
        ${lastSent ? html`${t('customer.lastSent', { at: moment(lastSent.createdAt) })} <span class="badge">${t(`delivery.${lastSent.status}`)}</span>` : nothing}
      </p>
      ${
        attributes.length === 0
          ? html`<p class="notice">${t('customer.noProfile')}</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('customer.profile')}>
              <table class="findings">
                <thead>
                  <tr>
                    <th scope="col">${t('customer.attribute')}</th>
                    <th scope="col">${t('panel.ours')}</th>
                    <th scope="col">${t('customer.atNetmera')}</th>
                    <th scope="col">${t('customer.equal')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${attributes.map(
                    (one) =>
                      html`<tr>
                        <th scope="row">${one.name ?? one.netmeraName}</th>
                        <td>${one.stored ?? '–'}</td>
                        <td>${one.netmera ?? '–'}</td>
                        <td>${one.equal === null ? '?' : t(one.equal ? 'customer.same' : 'customer.differs')}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }

  timeline() {
    const entries = this.#pages.entries;
    if (!entries) return this.fault ? nothing : spinner(t('loading'));
    return html`<section aria-labelledby="timeline-title">
      <h2 id="timeline-title">${t('customer.timeline')}</h2>
      ${
        entries.length === 0
          ? html`<p class="notice">${t('customer.noTimeline')}</p>`
          : html`<ul class="entries">
              ${repeat(
                entries,
                (one) => one.id,
                (one) => html`<li>${entry(one, this.customer)}</li>`,
              )}
            </ul>`
      }
      ${this.#pages.next ? html`<button class="wide" ?disabled=${this.busy} @click=${() => this.attempt(() => this.#pages.more())}>${t('flow.older')}</button>` : nothing}
    </section>`;
  }

  consent() {
    const granted = !this.known.consent;
    return this.attempt(async () => {
      await data(`${this.path}/consent`, { method: 'PUT', body: { granted } });
      this.known = { ...this.known, consent: granted };
      this.said = t(granted ? 'customer.optedIn' : 'customer.optedOut');
      await this.#pages.load();
    });
  }

  export() {
    return this.attempt(() => download(this.path, 'customer.json'));
  }

  async ask() {
    this.asking = true;
    this.typed = '';
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  question() {
    return html`<dialog aria-labelledby="erase-title" @close=${() => (this.asking = false)}>
      <form class="stack" method="dialog" @submit=${this.erase}>
        <h2 id="erase-title">${t('customer.eraseAsk')}</h2>
        <p>${t('customer.eraseAbout')}</p>
        <label
          >${t('customer.eraseType', { id: this.customer })}<input
            name="typed"
            autocomplete="off"
            spellcheck="false"
            .value=${this.typed}
            @input=${(event) => (this.typed = event.target.value)}
        /></label>
        <div class="row end">
          <button type="button" @click=${() => this.querySelector('dialog').close()}>${t('cancel')}</button>
          <button class="danger" ?disabled=${this.typed !== this.customer}>${t('customer.eraseSure')}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Enter in the field presses the button, which is disabled until the id is typed. */
  erase(event) {
    if (this.typed !== this.customer) {
      event.preventDefault();
      return;
    }
    this.attempt(async () => {
      await request(this.path, { method: 'DELETE' });
      this.tell('erased');
    });
  }

  async attempt(work) {
    if (this.busy) return;
    this.said = undefined;
    await super.attempt(work);
  }
}
customElements.define('e-customer', Customer);
