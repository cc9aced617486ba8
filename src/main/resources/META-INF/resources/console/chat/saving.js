import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { ago, t } from '../language.js';
import { data, request } from '../api.js';
import { explain } from '../parts.js';
import * as rules from './rule.js';
import './activation.js';

/** Keeps the rule at hand as an audience, opens kept ones, and hands them on. Which audience a conversation became is known to this browser. */
class Saving extends View {
  static properties = { conversation: {}, rule: {}, audience: { state: true }, kept: { state: true }, fault: { state: true }, leaving: { state: true } };

  get key() {
    return `earshot.audience.${this.conversation}`;
  }

  willUpdate(changed) {
    if (changed.has('conversation')) this.find();
  }

  async find() {
    const conversation = this.conversation;
    const id = localStorage.getItem(this.key);
    this.audience = this.fault = undefined;
    if (!id) return;
    try {
      const audience = await data(`/audiences/${id}`);
      if (conversation === this.conversation) this.audience = audience;
    } catch (failure) {
      if (failure.code === 'AUDIENCE_NOT_FOUND') localStorage.removeItem(this.key);
      else this.fault = failure;
    }
  }

  take(audience) {
    this.audience = audience;
    this.kept = undefined;
    if (audience) localStorage.setItem(this.key, audience.id);
    else localStorage.removeItem(this.key);
  }

  get changed() {
    return !rules.same(rules.of(this.audience.rule), this.rule);
  }

  view() {
    return html`<div class="saving">
      ${this.audience ? this.saved() : rules.isEmpty(this.rule) ? nothing : this.naming()}
      ${this.fault ? html`<p class="notice bad small" role="alert">${explain(this.fault)}
        ${this.fault.code === 'AUDIENCE_CHANGED' ? html`<button class="link" @click=${this.find}>${t('audience.reload')}</button>` : nothing}</p>` : nothing}
      <details @toggle=${this.list}><summary class="small">${t('audience.kept')}</summary>${this.shelf()}</details>
    </div>`;
  }

  naming() {
    return html`<form class="row" @submit=${this.save}>
      <label class="grow">${t('audience.name')}<input name="name" required maxlength="200" autocomplete="off"></label>
      <button class="primary">${t('audience.save')}</button></form>`;
  }

  saved() {
    const { name, version, active } = this.audience;
    return html`
      <p class="row"><strong class="grow">${name}</strong><span class="badge">${t('audience.version', { n: version })}</span>
        <span class="badge ${active ? 'good' : ''}">${t(active ? 'audience.active' : 'audience.inactive')}</span></p>
      ${this.changed ? html`<div class="row"><p class="notice small grow">${t('audience.unsaved')}</p>
        <button class="primary" ?disabled=${rules.isEmpty(this.rule)} @click=${this.keepChanges}>${t('audience.saveChanges')}</button></div>` : nothing}
      <e-activation .audience=${this.audience} ?stale=${this.changed} @acted=${this.find}></e-activation>
      ${active ? nothing : this.remover()}`;
  }

  remover() {
    if (!this.leaving) return html`<p class="small"><button class="link" @click=${() => (this.leaving = true)}>${t('audience.remove')}</button> · <button class="link" @click=${() => this.take()}>${t('audience.saveNew')}</button></p>`;
    return html`<div class="row leaving" role="group" aria-label=${t('audience.removeSure')}><span>${t('audience.removeSure')}</span>
      <button class="danger" @click=${this.discard}>${t('delete')}</button><button @click=${() => (this.leaving = false)}>${t('cancel')}</button></div>`;
  }

  shelf() {
    if (!this.kept) return html`<p class="muted small pad">${t('loading')}</p>`;
    if (this.kept.length === 0) return html`<p class="muted small pad">${t('audience.keptNone')}</p>`;
    return html`<ul class="kept">${this.kept.map((one) => html`<li><button class="quiet wide" @click=${() => this.open(one)}>
      <span class="grow">${one.name}</span>${one.active ? html`<span class="badge good">${t('audience.active')}</span>` : nothing}<span class="small">${ago(one.updatedAt)}</span></button></li>`)}</ul>`;
  }

  list(event) {
    if (event.target.open) this.attempt(async () => (this.kept = await data('/audiences?limit=50')));
  }

  open(one) {
    this.take(one);
    this.querySelector('details').open = false;
    this.tell('opened', rules.of(one.rule));
  }

  save(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    return this.attempt(async () => this.take(await data('/audiences', { body: { name, rule: this.rule } })));
  }

  keepChanges() {
    const { id, name, version } = this.audience;
    return this.attempt(async () => this.take(await data(`/audiences/${id}`, { method: 'PUT', body: { name, rule: this.rule, version } })));
  }

  discard() {
    this.leaving = false;
    return this.attempt(async () => {
      await request(`/audiences/${this.audience.id}`, { method: 'DELETE' });
      this.take();
    });
  }

  async attempt(work) {
    this.fault = undefined;
    try {
      await work();
    } catch (failure) {
      this.fault = failure;
    }
  }
}
customElements.define('e-saving', Saving);
