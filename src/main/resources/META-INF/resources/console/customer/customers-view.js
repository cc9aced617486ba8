import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has, hasEnded } from '../login.js';
import { envelope } from '../api.js';
import { Pages } from '../pages.js';
import { explain, spinner } from '../parts.js';
import './customer.js';

/** The attributes that tell one person from another, where a profile has them. */
const TELLING = ['name', 'first_name', 'last_name', 'email', 'phone', 'city', 'state'];

/** Finds a customer, and shows one. */
class Customers extends View {
  static properties = { customer: {}, fault: { state: true }, busy: { state: true } };
  #query = '';
  #pages = new Pages(this, async (cursor) => {
    const page = await envelope(
      `/admin/customers?${new URLSearchParams({ limit: 20, ...(this.#query && { q: this.#query }), ...(cursor && { cursor }) })}`,
    );
    return { ...page, data: page.data.map((one) => ({ ...one, id: one.customerId })) };
  });

  connectedCallback() {
    super.connectedCallback();
    if (has('admin')) this.attempt(() => this.#pages.load());
  }

  view() {
    if (!has('admin') && !hasEnded()) return html`<p class="notice gate">${t('customer.needsAdmin')}</p>`;
    if (this.customer)
      return html`<div class="page">
        <p><a href="#/customers">${t('customer.back')}</a></p>
        <e-customer .customer=${this.customer} @erased=${this.again}></e-customer>
      </div>`;
    return html`<div class="page">
      <div class="head">
        <h1>${t('place.customers')}</h1>
        <p class="muted">${t('customer.about')}</p>
      </div>
      <form class="row" role="search" @submit=${this.search}>
        <label class="grow"
          >${t('customer.search')}<input
            name="q"
            type="search"
            maxlength="255"
            autocomplete="off"
            .value=${this.#query}
        /></label>
        <button class="primary" ?disabled=${this.busy}>${t('customer.find')}</button>
      </form>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing} ${this.list()}
    </div>`;
  }

  list() {
    const found = this.#pages.entries;
    if (!found) return this.fault ? nothing : spinner(t('loading'));
    const more = this.#pages.next
      ? html`<button class="wide" ?disabled=${this.busy} @click=${() => this.attempt(() => this.#pages.more())}>
          ${t('more')}
        </button>`
      : nothing;
    if (found.length === 0)
      return html`<p class="notice" role="status">${t('customer.none')}</p>
        ${more}`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('place.customers')}>
        <table class="findings">
          <thead>
            <tr>
              <th scope="col">${t('flow.customer')}</th>
              <th scope="col">${t('customer.profile')}</th>
              <th scope="col">${t('customer.consent')}</th>
            </tr>
          </thead>
          <tbody>
            ${found.map(
              (one) =>
                html`<tr>
                  <th scope="row"><a href="#/customers/${encodeURIComponent(one.customerId)}">${one.customerId}</a></th>
                  <td>
                    ${
                      one.anonymous
                        ? html`<span class="badge">${t('customer.anonymous')}</span>`
                        : TELLING.map((name) => one.profile[name])
                            .filter(Boolean)
                            .join(' · ')
                    }
                  </td>
                  <td>${t(one.consent ? 'customer.granted' : 'customer.denied')}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${more}`;
  }

  search(event) {
    event.preventDefault();
    this.#query = new FormData(event.target).get('q').trim();
    this.#pages.clear();
    this.attempt(() => this.#pages.load());
  }

  again() {
    location.hash = '#/customers';
    this.#pages.clear();
    this.attempt(() => this.#pages.load());
  }
}
customElements.define('e-customers', Customers);
