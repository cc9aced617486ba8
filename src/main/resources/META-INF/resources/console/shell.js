import { html, nothing } from './lit.js';
import { at } from './address.js';
import { View } from './view.js';
import { choose, language, t } from './language.js';
import { hasEnded, logOut, logins, who } from './login.js';
import { next, theme } from './theme.js';
import { icon } from './icons.js';
import './login-view.js';
import './chat/chat-view.js';
import './flow/flow-view.js';
import './audience/audiences-view.js';
import './customer/customers-view.js';
import './report/reports-view.js';
import './tool/tool-view.js';
import './setup/setup-view.js';

const PLACES = ['chat', 'audiences', 'customers', 'reports', 'flow', 'tools', 'setup'];

/** The frame: where one is, who one is, and the place itself. The address says the place: `#/chat/<conversation>`, `#/audiences/<id>`, `#/customers/<id>`, `#/reports/<part>`, `#/flow/<part>`, `#/tools/<tool>`, `#/setup/<part>`. */
class Shell extends View {
  static properties = {
    ready: {},
    fault: {},
    place: { state: true },
    rest: { state: true },
    lost: { state: true },
    offline: { state: true },
  };

  constructor() {
    super();
    this.goThere();
    window.addEventListener('hashchange', () => this.goThere());
    logins.addEventListener('change', () => this.requestUpdate());
    this.offline = !navigator.onLine;
    window.addEventListener('online', () => (this.offline = false));
    window.addEventListener('offline', () => (this.offline = true));
  }

  goThere() {
    const [place, rest] = location.hash.replace(/^#\/?/, '').split('/');
    this.place = PLACES.includes(place) ? place : PLACES[0];
    this.lost = place !== '' && !PLACES.includes(place);
    try {
      this.rest = rest ? decodeURIComponent(rest) : '';
    } catch {
      this.rest = '';
      this.lost = true;
    }
  }

  updated() {
    document.title = `${t(`place.${this.place}`)} · Earshot`;
  }

  view() {
    if (this.fault)
      return html`<main class="gate">
        <p class="notice bad" role="alert">
          ${t('start.failed')} ${t(this.fault)} <a href=${at('/')}>${t('again')}</a>
        </p>
      </main>`;
    if (!this.ready) return html`<p class="gate muted" role="status">${t('loading')}</p>`;
    // Whoever's login ends keeps what is on the page; whoever never had one sees nothing.
    if (!who() && !hasEnded())
      return html`${this.top()}
        <main class="gate"><e-login></e-login></main>`;
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${t('skip')}</a>
      ${this.top()} ${this.offline ? html`<p class="strip warn" role="status">${t('offline')}</p>` : nothing}
      <main id="main" tabindex="-1" class="place-${this.place}">${this.content()}</main>
      ${hasEnded() ? html`<e-login again></e-login>` : nothing}
    `;
  }

  content() {
    if (this.lost)
      return html`<p class="notice warn gate" role="alert">
        ${t('place.lost')} <a href="#/${this.place}">${t(`place.${this.place}`)}</a>
      </p>`;
    if (this.place === 'flow') return html`<e-flow .part=${this.rest}></e-flow>`;
    if (this.place === 'audiences') return html`<e-audiences .audience=${this.rest}></e-audiences>`;
    if (this.place === 'customers') return html`<e-customers .customer=${this.rest}></e-customers>`;
    if (this.place === 'reports') return html`<e-reports .part=${this.rest}></e-reports>`;
    if (this.place === 'tools') return html`<e-tools .tool=${this.rest}></e-tools>`;
    if (this.place === 'setup') return html`<e-setup .part=${this.rest}></e-setup>`;
    return html`<e-chat .conversation=${this.rest}></e-chat>`;
  }

  top() {
    const person = who();
    return html` <header class="top">
      <a class="brand" href="#/chat"
        ><img src=${at('/console/icon.svg')} alt="" width="26" height="26" /><span>Earshot</span></a
      >
      ${
        person || hasEnded()
          ? html`<nav aria-label=${t('places')}>
              ${PLACES.map((place) => html`<a href="#/${place}" aria-current=${place === this.place ? 'page' : nothing}>${icon(place)}<span>${t(`place.${place}`)}</span></a>`)}
            </nav>`
          : html`<span class="grow"></span>`
      }
      <div class="tools">
        <label class="bare"
          ><span class="hidden">${t('language')}</span>
          <select @change=${(event) => choose(event.target.value)}>
            ${['en', 'tr'].map((one) => html`<option value=${one} ?selected=${one === language()}>${one.toUpperCase()}</option>`)}
          </select>
        </label>
        <button class="quiet" title=${t(`theme.${theme()}`)} aria-label=${t(`theme.${theme()}`)} @click=${this.turn}>
          ${icon(`theme-${theme()}`)}
        </button>
        ${
          person
            ? html`<span class="person" title=${person.roles.join(', ')}>${person.name}</span>
                <button class="quiet" aria-label=${t('logout')} title=${t('logout')} @click=${logOut}>
                  ${icon('logout')}
                </button>`
            : nothing
        }
      </div>
    </header>`;
  }

  turn() {
    next();
    this.requestUpdate();
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}
customElements.define('earshot-shell', Shell);
