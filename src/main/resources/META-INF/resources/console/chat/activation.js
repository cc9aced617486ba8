import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { ago, number, t } from '../language.js';
import { data, envelope } from '../api.js';
import { Poll } from '../poll.js';
import { explain } from '../parts.js';

const UNDER_WAY = ['planning', 'sending'];

/** Whether an activation still finds its members or sends them. */
export function isUnderWay(activation) {
  return UNDER_WAY.includes(activation?.status);
}

/** Hands an audience to Netmera, after asking, and shows how far that has got. */
class Activation extends View {
  static properties = {
    audience: {},
    stale: { type: Boolean },
    latest: { state: true },
    fault: { state: true },
    slip: { state: true },
    asking: { state: true },
    size: { state: true },
  };
  #poll = new Poll(this, 1500, () => this.look());

  willUpdate(changed) {
    if (changed.has('audience') && changed.get('audience')?.id !== this.audience.id) {
      this.latest = this.slip = this.asking = undefined;
      if (changed.get('audience')) this.#poll.now();
    }
  }

  async look() {
    const { id } = this.audience;
    const [latest] = (await envelope(`/audiences/${id}/activations?limit=1`)).data;
    if (id !== this.audience.id) return true;
    this.latest = latest;
    return isUnderWay(latest);
  }

  view() {
    const { active } = this.audience;
    return html` <div class="row">
        ${
          active
            ? html`<button @click=${() => this.ask('refresh')}>${t('activation.refresh')}</button
                ><button @click=${() => this.ask('deactivate')}>${t('activation.deactivate')}</button>`
            : html`<button class="primary" ?disabled=${this.stale} @click=${() => this.ask('activate')}>
                  ${t('activation.activate')}
                </button>
                ${this.leftTagged ? html`<button @click=${() => this.ask('deactivate')}>${t('activation.deactivate')}</button>` : nothing}`
        }
      </div>
      ${this.latest ? this.progress() : nothing}
      ${(this.slip ?? this.fault) ? html`<p class="notice bad small" role="alert">${explain(this.slip ?? this.fault)}</p>` : nothing}
      ${this.asking ? this.question() : nothing}`;
  }

  /** Whether Netmera would not untag somebody: it can be asked anew. */
  get leftTagged() {
    const { act, status, refused } = this.latest ?? {};
    return act === 'deactivate' && status === 'done' && refused > 0;
  }

  question() {
    const { name } = this.audience;
    return html`<dialog aria-labelledby="ask-title" @close=${() => (this.asking = undefined)}>
      <h2 id="ask-title">${t(`activation.${this.asking}Ask`, { name })}</h2>
      <p>${t(`activation.${this.asking}About`)}</p>
      ${this.asking === 'deactivate' || !this.size ? nothing : html`<p><strong>${t('activation.size', { n: number(this.size.count) })}</strong></p>`}
      <div class="row end">
        <button @click=${this.close}>${t('cancel')}</button>
        <button class="primary" @click=${this.act}>${t(`activation.${this.asking}`)}</button>
      </div>
    </dialog>`;
  }

  async ask(what) {
    this.asking = what;
    this.slip = this.size = undefined;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const { audience } = this;
    // The figure is a help; the question stands without it.
    const size = await data('/audiences/estimate', { body: { rule: audience.rule } }).catch(() => undefined);
    if (audience === this.audience && this.asking === what) this.size = size;
  }

  close() {
    this.querySelector('dialog').close();
  }

  async act() {
    const what = this.asking;
    const { id } = this.audience;
    if (!what || this.acting) return;
    this.acting = true;
    this.close();
    try {
      const latest = await data(`/audiences/${encodeURIComponent(id)}/${what}`, { method: 'POST' });
      if (id !== this.audience.id) return;
      this.latest = latest;
      this.tell('acted');
      this.#poll.now();
      await this.updateComplete;
      this.querySelector('.progress')?.scrollIntoView({ block: 'nearest' });
    } catch (failure) {
      if (id === this.audience.id) this.slip = failure;
    } finally {
      this.acting = false;
    }
  }

  progress() {
    const { act, status, at, toTag, toUntag, tagged, untagged, refused, waiting, withdrawn, anonymous, tag } =
      this.latest;
    const all = toTag + toUntag;
    const done = status === 'done' ? all : all - waiting;
    return html`<div class="progress">
      <p role="status">
        ${t(`activation.${status}`)} <span class="muted small">${t(`activation.${act}`)} · ${ago(at)}</span>
      </p>
      ${status === 'planning' ? html`<progress aria-label=${t('activation.progress')}></progress>` : html`<progress aria-label=${t('activation.progress')} max=${Math.max(1, all)} value=${all === 0 ? 1 : done}></progress>`}
      <dl class="facts small">
        ${Object.entries({ tagged, untagged, waiting, refused, withdrawn, anonymous })
          .filter(([, n]) => n > 0)
          .map(
            ([name, n]) =>
              html`<div>
                <dt>${t(`activation.${name}`)}</dt>
                <dd>${number(n)}</dd>
              </div>`,
          )}
        ${
          tag
            ? html`<div>
                <dt>${t('activation.tag')}</dt>
                <dd><code>${tag}</code></dd>
              </div>`
            : nothing
        }
      </dl>
    </div>`;
  }
}
customElements.define('e-activation', Activation);
