import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { envelope } from '../api.js';
import { has } from '../login.js';
import { Pages } from '../pages.js';
import { download, explain, spinner } from '../parts.js';

/** The members of an audience, by pages, and as a file. */
class Members extends View {
  static properties = { audience: {}, fault: { state: true }, busy: { state: true } };
  #pages = new Pages(this, async (cursor) => {
    const page = await envelope(`${this.path}?${new URLSearchParams({ limit: 20, ...(cursor && { cursor }) })}`);
    return { ...page, data: page.data.map((one) => ({ ...one, id: one.customerId })) };
  });

  get path() {
    return `/audiences/${encodeURIComponent(this.audience.id)}/members`;
  }

  willUpdate(changed) {
    if (!changed.has('audience') || same(changed.get('audience'), this.audience)) return;
    this.#pages.clear();
    this.attempt(() => this.#pages.load());
  }

  view() {
    return html`<section aria-labelledby="members-title">
      <div class="head">
        <h2 id="members-title" class="grow">${t('audiences.members')}</h2>
        <button
          ?disabled=${this.busy}
          @click=${() => this.attempt(() => download(this.path, 'members.csv', { Accept: 'text/csv' }))}
        >
          ${t('audiences.csv')}
        </button>
      </div>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.#pages.entries ? this.table() : this.fault ? nothing : spinner(t('loading'))}
    </section>`;
  }

  table() {
    const { entries, next } = this.#pages;
    if (entries.length === 0) return html`<p class="notice" role="status">${t('audiences.noMembers')}</p>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('audiences.members')}>
        <table class="findings">
          <thead>
            <tr>
              <th scope="col">${t('flow.customer')}</th>
              <th scope="col">${t('audiences.state')}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map(
              ({ id, anonymous }) =>
                html`<tr>
                  <th scope="row">
                    ${has('admin') ? html`<a href="#/customers/${encodeURIComponent(id)}">${id}</a>` : id}
                  </th>
                  <td>${t(anonymous ? 'audiences.anonymous' : 'audiences.identified')}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${next ? html`<button class="wide" ?disabled=${this.busy} @click=${() => this.attempt(() => this.#pages.more())}>${t('more')}</button>` : nothing}`;
  }
}
customElements.define('e-members', Members);

/** Whether the rule is the same: an activation changes no member. */
function same(before, now) {
  return before?.id === now.id && before.version === now.version;
}
