import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { moment, t } from '../language.js';
import { data, request } from '../api.js';
import { copy, explain, spinner } from '../parts.js';

/** The keys of AI platforms. A new one is shown once and kept nowhere on the page after that. */
class ApiKeys extends View {
  static properties = {
    keys: { state: true },
    made: { state: true },
    revoking: { state: true },
    fault: { state: true },
    busy: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.attempt(() => this.load());
  }

  async load() {
    this.keys = await data('/admin/api-keys');
  }

  view() {
    return html`<section aria-labelledby="keys-title">
      <div class="head">
        <h2 id="keys-title">${t('setup.keys')}</h2>
        <p class="muted small">${t('keys.about')}</p>
      </div>
      <form class="stack" @submit=${this.make}>
        <div class="row">
          <label class="grow"
            >${t('keys.platform')}<input
              name="platform"
              required
              maxlength="50"
              pattern="[a-z0-9][a-z0-9_.\\-]*"
              autocomplete="off"
              spellcheck="false"
              aria-describedby="platform-about"
          /></label>
          <label class="grow">${t('keys.name')}<input name="name" maxlength="100" autocomplete="off" /></label>
          <button class="primary" ?disabled=${this.busy}>${t('keys.make')}</button>
        </div>
        <p class="muted small" id="platform-about">${t('keys.platformAbout')}</p>
      </form>
      ${this.made ? this.secret() : nothing}
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.keys ? this.list() : this.fault ? nothing : spinner(t('loading'))}
    </section>`;
  }

  secret() {
    return html`<div class="notice good stack" role="status">
      <p>${t('keys.once')}</p>
      <p><span class="hidden">${t('keys.key')}</span><code class="secret">${this.made.key}</code></p>
      <div class="row">
        <button type="button" @click=${(event) => copy(this.made.key, event.currentTarget)}>
          <span>${t('copy')}</span>
        </button>
        <button type="button" @click=${() => (this.made = undefined)}>${t('keys.done')}</button>
      </div>
    </div>`;
  }

  list() {
    if (this.keys.length === 0) return html`<p class="notice">${t('keys.none')}</p>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('setup.keys')}>
      <table class="findings">
        <thead>
          <tr>
            <th scope="col">${t('keys.key')}</th>
            <th scope="col">${t('keys.platform')}</th>
            <th scope="col">${t('audience.name')}</th>
            <th scope="col">${t('keys.made')}</th>
            <th scope="col">${t('audiences.state')}</th>
            <th scope="col"><span class="hidden">${t('keys.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.keys.map(
            (one) =>
              html`<tr>
                <th scope="row"><code>${one.id}</code></th>
                <td>${one.platform}</td>
                <td>${one.name ?? '–'}</td>
                <td>${moment(one.createdAt)}<br /><span class="muted small">${one.createdBy}</span></td>
                <td>
                  ${one.revokedAt ? html`<span class="badge">${t('keys.revoked', { at: moment(one.revokedAt) })}</span>` : html`<span class="badge good">${t('keys.valid')}</span>`}
                </td>
                <td>${one.revokedAt ? nothing : this.revoker(one)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  revoker({ id }) {
    if (this.revoking !== id)
      return html`<button aria-label=${t('keys.revokeOne', { id })} @click=${() => (this.revoking = id)}>
        ${t('keys.revoke')}
      </button>`;
    return html`<div class="ask" role="group" aria-label=${t('keys.revokeSure', { id })}>
      <span class="small">${t('keys.revokeSure', { id })}</span>
      <button class="danger" ?disabled=${this.busy} @click=${() => this.revoke(id)}>${t('keys.revoke')}</button>
      <button @click=${() => (this.revoking = undefined)}>${t('cancel')}</button>
    </div>`;
  }

  make(event) {
    event.preventDefault();
    const form = event.target;
    const fields = new FormData(form);
    const name = fields.get('name').trim();
    return this.attempt(async () => {
      this.made = await data('/admin/api-keys', {
        body: { platform: fields.get('platform').trim(), ...(name && { name }) },
      });
      form.reset();
      await this.load();
    });
  }

  revoke(id) {
    return this.attempt(async () => {
      await request(`/admin/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
      this.revoking = undefined;
      await this.load();
    });
  }
}
customElements.define('e-api-keys', ApiKeys);
