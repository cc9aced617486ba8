import { html, nothing } from '../lit.js';
import { knows, moment, t } from '../language.js';
import { outcome } from '../flow/delivery.js';

/** One entry of a timeline: what, when and how it stands; opened, all that is known of it. */
export function entry(one, customerId) {
  return html`<details>
    <summary class="entry">
      <time class="muted" datetime=${one.at}>${moment(one.at)}</time>
      <span class="tool">${t(`entry.${one.type}`)}</span>
      <span class="who">${what(one)}</span>
      <span class="told">${state(one, customerId)}</span>
    </summary>
    <div class="inside">
      <dl class="facts">
        <div>
          <dt>${t('entry.id')}</dt>
          <dd class="mono">${one.of}</dd>
        </div>
        ${
          one.sessionId
            ? html`<div>
                <dt>${t('flow.session')}</dt>
                <dd class="mono">${one.sessionId}</dd>
              </div>`
            : nothing
        }
      </dl>
      <pre tabindex="0" aria-label=${t('entry.details')}>${JSON.stringify(one.details, null, 2)}</pre>
    </div>
  </details>`;
}

function what({ type, of, details }) {
  if (type === 'call') return html`<code>${details.tool}</code>`;
  if (type === 'event') return html`<code>${details.event}</code>`;
  if (type === 'signal') return html`<code>${of}</code>`;
  if (type === 'audience') return details.name;
  return details.platform ?? nothing;
}

function state({ type, details }, customerId) {
  if (type === 'event' || type === 'profile') {
    return html`${outcome(details, customerId)}
    ${details.answer && details.status !== 'DELIVERED' ? html`<q class="small muted">${details.answer}</q>` : nothing}`;
  }
  if (type === 'signal')
    return html`<span class="muted small">${t('entry.times', { n: details.count })} · ${details.source}</span>`;
  if (type === 'audience') return html`<span class="badge">${t(`tag.${details.state}`)}</span>`;
  if (type === 'consent')
    return html`<span class="badge">${t(details.granted ? 'customer.granted' : 'customer.denied')}</span>`;
  if (type === 'session_closed' && knows(`session.${details.status}`))
    return html`<span class="badge">${t(`session.${details.status}`)}</span>`;
  return nothing;
}
