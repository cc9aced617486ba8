import { html } from '../lit.js';
import { t } from '../language.js';
import { data } from '../api.js';
import { only } from './filter.js';

const TONES = { DELIVERED: 'good', REJECTED: 'bad', FAILING: 'warn', PENDING: '', WAITING: '' };

/** How a delivery stands: a pending one may have been tried in vain, or wait for its customer to be identified. */
export function outcome({ status, attempts }, customerId) {
  const state =
    status !== 'PENDING' ? status : customerId.startsWith('anon_') ? 'WAITING' : attempts > 0 ? 'FAILING' : status;
  return html`<span class="badge ${TONES[state]}">${t(`delivery.${state}`)}</span>`;
}

/** Sends a rejected one again, with another content where that was the fault. */
export function retry(id, body) {
  return data(`/admin/deliveries/${id}/retry`, { body: body === undefined ? {} : { body } });
}

/** Repeats just this one. */
export function replay(one) {
  return data('/admin/deliveries/replay', { body: { filter: only(one) } });
}
