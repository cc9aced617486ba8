import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { moment, t } from '../language.js';
import { data, request } from '../api.js';
import { spinner, trouble } from '../parts.js';
import * as rules from '../chat/rule.js';
import { lookUp } from '../chat/signals.js';
import '../chat/size.js';
import '../chat/activation.js';
import { inWords } from './rule-words.js';
import { chosen, schedule } from './schedule.js';
import './history.js';
import './holdout.js';
import './members.js';
import './versions.js';

/** One audience: its rule, size and members, how it is kept fresh, and what came of it. */
class AudiencePage extends View {
  static properties = {
    audience: {},
    known: { state: true },
    fault: { state: true },
    busy: { state: true },
    said: { state: true },
    leaving: { state: true },
  };

  get path() {
    return `/audiences/${encodeURIComponent(this.audience)}`;
  }

  willUpdate(changed) {
    if (!changed.has('audience')) return;
    this.known = undefined;
    this.load();
  }

  async load() {
    const id = this.audience;
    this.said = this.fault = undefined;
    this.leaving = false;
    try {
      const known = await data(this.path);
      await lookUp(rules.signals(rules.of(known.rule)));
      if (id === this.audience) this.known = known;
    } catch (failure) {
      if (id === this.audience) this.fault = failure;
    }
  }

  view() {
    if (!this.known) return this.fault ? trouble(this.fault, () => this.load()) : spinner(t('loading'));
    const { name, version, active, tag, rule } = this.known;
    return html` <div class="head">
        <h1>${name}</h1>
        <span class="badge">${t('audience.version', { n: version })}</span>
        <span class="badge ${active ? 'good' : ''}">${t(active ? 'audience.active' : 'audience.inactive')}</span>
        ${tag ? html`<span class="muted small">${t('activation.tag')}: <code>${tag}</code></span>` : nothing}
      </div>
      <div class="beside">
        <section aria-labelledby="rule-title">
          <h2 id="rule-title">${t('audiences.now')}</h2>
          <p>${inWords(rule)}</p>
          <e-size .rule=${rules.of(rule)}></e-size>
        </section>
        <section aria-labelledby="schedule-title">
          <h2 id="schedule-title">${t('audiences.schedule')}</h2>
          ${this.settings()}
          <e-activation .audience=${this.known} @acted=${this.load}></e-activation>
          ${active ? nothing : this.remover()}
        </section>
      </div>
      <e-history .audience=${this.known} @settled=${() => this.querySelector('e-holdout').load()}></e-history>
      <e-holdout .audience=${this.known}></e-holdout>
      <div class="beside">
        <e-members .audience=${this.known}></e-members><e-versions .audience=${this.known}></e-versions>
      </div>`;
  }

  settings() {
    const { name, refresh, nextRefreshAt } = this.known;
    return html`<form class="stack" @submit=${this.save}>
      <label
        >${t('audience.name')}<input name="name" required maxlength="200" autocomplete="off" .value=${name}
      /></label>
      <div class="row">${schedule(this.known)}<button ?disabled=${this.busy}>${t('save')}</button></div>
      <p class="muted small">
        ${t('audiences.heldAbout')}
        ${nextRefreshAt ? t('audiences.next', { at: moment(nextRefreshAt) }) : refresh === 'never' ? nothing : t('audiences.nextNone')}
      </p>
      ${this.said ? html`<p class="notice good small" role="status">${this.said}</p>` : nothing}
      ${this.fault ? trouble(this.fault, this.fault.code === 'AUDIENCE_CHANGED' ? () => this.load() : undefined) : nothing}
    </form>`;
  }

  /** An active audience is deactivated first: customers carry its tag. */
  remover() {
    if (!this.leaving)
      return html`<p class="small">
        <button class="link" @click=${() => (this.leaving = true)}>${t('audience.remove')}</button>
      </p>`;
    return html`<div class="row leaving" role="group" aria-label=${t('audience.removeSure')}>
      <span>${t('audience.removeSure')}</span>
      <button class="danger" ?disabled=${this.busy} @click=${this.discard}>${t('delete')}</button>
      <button @click=${() => (this.leaving = false)}>${t('cancel')}</button>
    </div>`;
  }

  discard() {
    return this.attempt(async () => {
      await request(this.path, { method: 'DELETE' });
      location.hash = '#/audiences';
    });
  }

  save(event) {
    event.preventDefault();
    const { rule, version } = this.known;
    this.said = undefined;
    return this.attempt(async () => {
      this.known = await data(this.path, { method: 'PUT', body: { ...chosen(event.target), rule, version } });
      this.said = t('audiences.savedIt');
    });
  }
}
customElements.define('e-audience-page', AudiencePage);
