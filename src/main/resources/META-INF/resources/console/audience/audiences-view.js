import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { moment, t } from '../language.js';
import { has, hasEnded } from '../login.js';
import { envelope } from '../api.js';
import { Pages } from '../pages.js';
import { explain, spinner } from '../parts.js';
import './audience-page.js';

/** A planner's audiences, and one of them. */
class Audiences extends View {
  static properties = { audience: {}, fault: { state: true }, busy: { state: true } };
  #query = '';
  #pages = new Pages(this, (cursor) =>
    envelope(
      `/audiences?${new URLSearchParams({ limit: 20, ...(this.#query && { q: this.#query }), ...(cursor && { cursor }) })}`,
    ),
  );

  /** The list is read anew whenever it is come back to: an audience may have been changed on its page. */
  willUpdate(changed) {
    if (changed.has('audience') && !this.audience && has('planner')) this.attempt(() => this.#pages.load());
  }

  view() {
    if (!has('planner') && !hasEnded()) return html`<p class="notice gate">${t('audiences.needsPlanner')}</p>`;
    if (this.audience)
      return html`<div class="page">
        <p><a href="#/audiences">${t('audiences.all')}</a></p>
        <e-audience-page .audience=${this.audience}></e-audience-page>
      </div>`;
    return html`<div class="page">
      <div class="head">
        <h1>${t('place.audiences')}</h1>
        <p class="muted">${t('audiences.about')}</p>
      </div>
      <form class="row" role="search" @submit=${this.search}>
        <label class="grow"
          >${t('audiences.search')}<input
            name="q"
            type="search"
            maxlength="200"
            autocomplete="off"
            .value=${this.#query}
        /></label>
        <button class="primary" ?disabled=${this.busy}>${t('customer.find')}</button>
      </form>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing} ${this.list()}
    </div>`;
  }

  list() {
    const { entries, next } = this.#pages;
    if (!entries) return this.fault ? nothing : spinner(t('loading'));
    if (entries.length === 0)
      return html`<p class="notice" role="status">${t(this.#query ? 'audiences.noneFound' : 'audiences.none')}</p>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('place.audiences')}>
        <table class="findings">
          <thead>
            <tr>
              <th scope="col">${t('audience.name')}</th>
              <th scope="col">${t('audiences.state')}</th>
              <th scope="col">${t('audiences.refresh')}</th>
              <th scope="col" class="n">${t('audiences.held')}</th>
              <th scope="col">${t('audiences.changed')}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map(
              (one) =>
                html`<tr>
                  <th scope="row"><a href="#/audiences/${encodeURIComponent(one.id)}">${one.name}</a></th>
                  <td>
                    <span class="badge ${one.active ? 'good' : ''}"
                      >${t(one.active ? 'audience.active' : 'audience.inactive')}</span
                    >
                  </td>
                  <td>${t(`refresh.${one.refresh}`)}</td>
                  <td class="n">${one.holdout}</td>
                  <td>${moment(one.updatedAt)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${next ? html`<button class="wide" ?disabled=${this.busy} @click=${() => this.attempt(() => this.#pages.more())}>${t('more')}</button>` : nothing}`;
  }

  search(event) {
    event.preventDefault();
    this.#query = new FormData(event.target).get('q').trim();
    this.#pages.clear();
    this.attempt(() => this.#pages.load());
  }
}
customElements.define('e-audiences', Audiences);
