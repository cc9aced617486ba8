import { html, nothing } from '../lit.js';
import { number, t } from '../language.js';
import { icon } from '../icons.js';
import { has } from './rule.js';
import { copy } from '../parts.js';

/** What a conversation begins with. */
export function welcome(send) {
  return html`<div class="welcome">
    <h1>${t('chat.welcome')}</h1>
    <p class="muted">${t('chat.welcomeAbout')}</p>
    <div class="stack">
      ${['chat.try1', 'chat.try2', 'chat.try3'].map((key) => html`<button class="try" @click=${() => send(t(key))}>${t(key)}</button>`)}
    </div>
  </div>`;
}

/** One message; `thread` does what is asked of it. */
export function message(thread, one, { rule, last, replaced }) {
  if (one.role === 'user')
    return html`<article class="said mine" aria-label=${t('chat.you')}><p class="text">${one.content}</p></article>`;
  if (replaced) {
    return html`<details class="said earlier">
      <summary>${t('chat.earlier')}</summary>
      <p class="text">${one.content}</p>
    </details>`;
  }
  const writing = one.status === 'streaming';
  return html`<article class="said agents" aria-label=${t('chat.agent')} aria-busy=${writing}>
    ${
      writing && !one.content
        ? html`<p class="thinking" aria-hidden="true"><span></span><span></span><span></span></p>`
        : html`<p class="text ${writing ? 'writing' : ''}">${one.content}</p>`
    }
    ${ending(one)} ${chips(thread, one.metadata?.suggestedSignals ?? [], rule)}
    ${writing ? nothing : acts(thread, one, last)}
  </article>`;
}

function ending({ status }) {
  if (!['stopped', 'interrupted', 'failed'].includes(status)) return nothing;
  return html`<p class="notice small ${status === 'stopped' ? '' : 'warn'}">${t(`chat.${status}`)}</p>`;
}

function chips(thread, signals, rule) {
  if (signals.length === 0) return nothing;
  return html`<ul class="chips" aria-label=${t('chat.suggested')}>
    ${signals.map((signal) => {
      const inside = has(rule, signal.id);
      return html`<li>
        <button
          class="chip ${signal.type}"
          aria-pressed=${inside}
          title=${t(inside ? 'chip.drop' : 'chip.add')}
          @click=${() => thread.tell('toggled', signal.id)}
        >
          <span class="mark" aria-hidden="true">${icon(inside ? 'check' : 'plus')}</span>
          <span class="name">${signal.label ?? signal.name}</span>
          <span class="reach"
            >${t(signal.reach === 1 ? 'customer' : 'customers', { n: number(signal.reach ?? 0) })}</span
          >
          <span class="reason">${t(`type.${signal.type}`)} · ${signal.reason}</span>
        </button>
      </li>`;
    })}
  </ul>`;
}

function acts(thread, one, last) {
  const rate = (rating, comment) => thread.rate(one, rating, comment);
  return html`<div class="acts">
    <button class="quiet" aria-label=${t('copy')} @click=${(event) => copy(one.content, event.currentTarget)}>
      ${icon('copy')}<span class="small"></span>
    </button>
    <button class="quiet" aria-label=${t('chat.good')} aria-pressed=${one.rating === 'up'} @click=${() => rate('up')}>
      ${icon('up')}
    </button>
    <button
      class="quiet"
      aria-label=${t('chat.bad')}
      aria-pressed=${one.rating === 'down'}
      @click=${() => rate('down')}
    >
      ${icon('down')}
    </button>
    ${last ? html`<button class="quiet" @click=${() => thread.regenerate(one.id)}>${icon('again')} <span class="small">${t('chat.regenerate')}</span></button>` : nothing}
    ${one.rating === 'down' && !one.comment ? why(one, rate) : nothing}
  </div>`;
}

function why(one, rate) {
  return html`<form
    class="row why"
    @submit=${(event) => {
      event.preventDefault();
      rate('down', new FormData(event.target).get('comment'));
    }}
  >
    <input name="comment" aria-label=${t('chat.why')} placeholder=${t('chat.why')} maxlength="1000" required /><button>
      ${t('send')}
    </button>
  </form>`;
}
