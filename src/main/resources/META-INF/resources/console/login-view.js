import { html, nothing } from './lit.js';
import { View } from './view.js';
import { t } from './language.js';
import { atProvider, inSandbox, way, withToken } from './login.js';

/** Logging in, for the first time or, over what is on the page, again. */
class Login extends View {
  static properties = { again: { type: Boolean }, fault: { state: true } };

  firstUpdated() {
    const dialog = this.querySelector('dialog');
    if (dialog) dialog.showModal();
  }

  view() {
    if (!this.again) return html`<section class="card login" aria-labelledby="login-title">${this.content()}</section>`;
    // Escape must not reveal a page on which nothing works.
    return html`<dialog class="login" aria-labelledby="login-title" @cancel=${(event) => event.preventDefault()}>
      ${this.content()}
    </dialog>`;
  }

  content() {
    return html` <h1 id="login-title">${t(this.again ? 'login.ended' : 'login.title')}</h1>
      <p class="muted">${t(this.again ? 'login.kept' : 'login.about')}</p>
      ${this.means()} ${this.fault ? html`<p class="notice bad" role="alert">${this.fault}</p>` : nothing}`;
  }

  means() {
    switch (way().kind) {
      case 'oidc':
        return html`<button class="primary" @click=${() => this.attempt(atProvider)}>${t('login.provider')}</button>`;
      case 'sandbox':
        return html` <p class="notice">${t('login.sandbox')}</p>
          <div class="stack">
            <button class="primary" @click=${() => this.attempt(() => inSandbox(['planner', 'admin']))}>
              ${t('login.both')}
            </button>
            <button @click=${() => this.attempt(() => inSandbox(['planner']))}>${t('login.planner')}</button>
            <button @click=${() => this.attempt(() => inSandbox(['admin']))}>${t('login.operator')}</button>
          </div>`;
      default:
        return html` <form class="stack" @submit=${this.paste}>
          <label
            >${t('login.token')}<textarea
              name="token"
              rows="4"
              required
              autocomplete="off"
              spellcheck="false"
            ></textarea>
          </label>
          <p class="muted small">${t('login.tokenAbout')}</p>
          <button class="primary">${t('login.use')}</button>
        </form>`;
    }
  }

  paste(event) {
    event.preventDefault();
    const token = new FormData(event.target).get('token').trim();
    this.attempt(async () => withToken(token));
  }

  async attempt(logIn) {
    this.fault = undefined;
    try {
      await logIn();
    } catch {
      this.fault = t('login.failed');
    }
  }
}
customElements.define('e-login', Login);
