import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { ago, t } from '../language.js';
import { data, envelope, request } from '../api.js';
import { Pages } from '../pages.js';
import { explain } from '../parts.js';
import { browser } from '../storage.js';
import * as rules from './rule.js';
import { warning } from './size.js';
import { chosen, schedule } from '../audience/schedule.js';
import './activation.js';

/**
 * Keeps the rule at hand as an audience, opens kept ones, and hands them on. Which audience a conversation became is known to this browser; one that
 * the agent was told to save is taken once, since another may be opened after it.
 */
class Saving extends View {
  static properties = {
    conversation: {},
    rule: {},
    reply: {},
    agents: {},
    audience: { state: true },
    fault: { state: true },
    busy: { state: true },
    leaving: { state: true },
  };
  #kept = new Pages(this, (cursor) =>
    envelope(`/audiences?${new URLSearchParams({ limit: 50, ...(cursor && { cursor }) })}`),
  );

  willUpdate(changed) {
    if (changed.has('conversation')) this.leaving = this.audience = undefined;
    if (this.agents && browser.get(asked(this.conversation)) !== this.agents) {
      browser.set(asked(this.conversation), this.agents);
      browser.set(key(this.conversation), this.agents);
      this.find();
    } else if (changed.has('conversation') || changed.has('reply')) this.find();
  }

  /** The audience of this conversation as it is now. */
  async find() {
    const { conversation } = this;
    const id = browser.get(key(conversation));
    this.fault = undefined;
    if (!id) return this.show(conversation, undefined);
    try {
      this.show(conversation, await data(`/audiences/${encodeURIComponent(id)}`));
    } catch (failure) {
      if (failure.code === 'AUDIENCE_NOT_FOUND') this.take(conversation, undefined);
      else if (conversation === this.conversation) this.fault = failure;
    }
  }

  show(conversation, audience) {
    if (conversation === this.conversation) this.audience = audience;
  }

  /** An answer may come when another conversation is shown: it is about the one that it was asked for. */
  take(conversation, audience) {
    this.show(conversation, audience);
    this.#kept.clear();
    if (audience) browser.set(key(conversation), audience.id);
    else browser.remove(key(conversation));
  }

  get changed() {
    return !rules.same(rules.of(this.audience.rule), this.rule);
  }

  view() {
    return html`<div class="saving">
      ${this.audience ? this.saved() : rules.isEmpty(this.rule) ? nothing : this.naming()}
      ${
        this.fault
          ? html`<p class="notice bad small" role="alert">
              ${explain(this.fault)}
              ${this.fault.code === 'AUDIENCE_CHANGED' ? html`<button class="link" @click=${this.find}>${t('audience.reload')}</button>` : nothing}
            </p>`
          : nothing
      }
      <details @toggle=${this.list}>
        <summary class="small">${t('audience.kept')}</summary>
        ${this.shelf()}
      </details>
    </div>`;
  }

  naming() {
    return html`<form class="row" @submit=${this.save}>
      <label class="grow">${t('audience.name')}<input name="name" required maxlength="200" autocomplete="off" /></label>
      ${schedule()}
      <button class="primary" ?disabled=${this.busy}>${t('audience.save')}</button>
    </form>`;
  }

  saved() {
    const { id, name, version, active } = this.audience;
    return html` <p class="row">
        <a class="grow" href="#/audiences/${encodeURIComponent(id)}"><strong>${name}</strong></a
        ><span class="badge">${t('audience.version', { n: version })}</span>
        <span class="badge ${active ? 'good' : ''}">${t(active ? 'audience.active' : 'audience.inactive')}</span>
      </p>
      ${
        this.changed
          ? html`${(this.audience.warnings ?? []).map(warning)}
              <div class="row">
                <p class="notice small grow">${t('audience.unsaved')}</p>
                <button class="primary" ?disabled=${this.busy || rules.isEmpty(this.rule)} @click=${this.keepChanges}>
                  ${t('audience.saveChanges')}
                </button>
              </div>`
          : nothing
      }
      <e-activation .audience=${this.audience} ?stale=${this.changed} @acted=${this.find}></e-activation>
      ${active ? nothing : this.remover()}`;
  }

  remover() {
    if (!this.leaving)
      return html`<p class="small">
        <button class="link" @click=${() => (this.leaving = true)}>${t('audience.remove')}</button> ·
        <button class="link" @click=${() => this.take(this.conversation, undefined)}>${t('audience.saveNew')}</button>
      </p>`;
    return html`<div class="row leaving" role="group" aria-label=${t('audience.removeSure')}>
      <span>${t('audience.removeSure')}</span> <button class="danger" @click=${this.discard}>${t('delete')}</button
      ><button @click=${() => (this.leaving = false)}>${t('cancel')}</button>
    </div>`;
  }

  shelf() {
    const { entries, next } = this.#kept;
    if (!entries) return this.fault ? nothing : html`<p class="muted small pad">${t('loading')}</p>`;
    if (entries.length === 0) return html`<p class="muted small pad">${t('audience.keptNone')}</p>`;
    return html`<ul class="kept">
        ${entries.map(
          (one) =>
            html`<li>
              <button class="quiet wide" @click=${() => this.open(one)}>
                <span class="grow">${one.name}</span
                >${one.active ? html`<span class="badge good">${t('audience.active')}</span>` : nothing}<span
                  class="small"
                  >${ago(one.updatedAt)}</span
                >
              </button>
            </li>`,
        )}
      </ul>
      ${next ? html`<button class="quiet wide" @click=${() => this.attempt(() => this.#kept.more())}>${t('more')}</button>` : nothing}`;
  }

  list(event) {
    if (event.target.open) this.attempt(() => this.#kept.load());
  }

  open(one) {
    this.take(this.conversation, one);
    this.querySelector('details').open = false;
    this.tell('opened', rules.of(one.rule));
  }

  save(event) {
    event.preventDefault();
    const body = { ...chosen(event.target), rule: this.rule };
    return this.once(async (conversation) => this.take(conversation, await data('/audiences', { body })));
  }

  keepChanges() {
    const { id, name, version } = this.audience;
    return this.once(async (conversation) =>
      this.take(
        conversation,
        await data(`/audiences/${encodeURIComponent(id)}`, { method: 'PUT', body: { name, rule: this.rule, version } }),
      ),
    );
  }

  discard() {
    this.leaving = false;
    return this.once(async (conversation) => {
      await request(`/audiences/${encodeURIComponent(this.audience.id)}`, { method: 'DELETE' });
      this.take(conversation, undefined);
    });
  }

  /** Pressed twice, it makes one audience. */
  async once(work) {
    if (this.busy) return;
    this.busy = true;
    await this.attempt(work);
    this.busy = false;
  }

  async attempt(work) {
    const { conversation } = this;
    this.fault = undefined;
    try {
      await work(conversation);
    } catch (failure) {
      if (conversation === this.conversation) this.fault = failure;
    }
  }
}
customElements.define('e-saving', Saving);

function key(conversation) {
  return `audience.${conversation}`;
}

function asked(conversation) {
  return `asked.${conversation}`;
}
