import { html } from '../lit.js';
import { t } from '../language.js';

const INTERVALS = ['never', 'hour', 'day', 'week'];

/** The fields of a form that say how often an audience is refreshed, and how many of its members are held out. */
export function schedule({ refresh = 'never', holdout = 0 } = {}) {
  return html`<label
      >${t('audiences.refresh')}<select name="refresh">
        ${INTERVALS.map((one) => html`<option value=${one} ?selected=${one === refresh}>${t(`refresh.${one}`)}</option>`)}
      </select></label
    >
    <label
      >${t('audiences.held')}<input
        name="holdout"
        type="number"
        min="0"
        max="90"
        step="1"
        required
        .value=${String(holdout)}
    /></label>`;
}

/** What such a form says, with the audience's name. */
export function chosen(form) {
  const fields = new FormData(form);
  return { name: fields.get('name').trim(), refresh: fields.get('refresh'), holdout: Number(fields.get('holdout')) };
}
