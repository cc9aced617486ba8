import { html } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { EVENTS, period } from './events.js';

const NUMBERS = ['price', 'revenue'];
const PARAMETERS = ['category', 'price', 'currency', 'platform'];
const SPANS = ['', 'PT1H', 'P1D', 'P7D', 'P30D'];

/** Adds a condition on a parameter of an event (`added`, `{parameter, value}`): a text, several with commas, or a range of numbers. */
class ConditionForm extends View {
  static properties = { event: {}, parameter: { state: true } };

  view() {
    const parameters = this.event === 'ai_conversion_completed' ? [...PARAMETERS, 'revenue'] : PARAMETERS;
    const parameter = parameters.includes(this.parameter) ? this.parameter : parameters[0];
    return html`<form class="row" @submit=${(event) => this.add(event, parameter)}>
      <label
        >${t('rule.parameter')}<select @change=${(event) => (this.parameter = event.target.value)}>
          ${parameters.map((one) => html`<option value=${one} ?selected=${one === parameter}>${t(`parameter.${one}`)}</option>`)}
        </select></label
      >
      ${
        NUMBERS.includes(parameter)
          ? html`<label>${t('rule.min')}<input name="min" type="number" step="any" /></label
              ><label>${t('rule.max')}<input name="max" type="number" step="any" /></label>`
          : html`<label>${t('rule.value')}<input name="value" required maxlength="200" autocomplete="off" /></label>`
      }
      <button>${t('rule.addCondition')}</button>
    </form>`;
  }

  add(event, parameter) {
    event.preventDefault();
    const fields = new FormData(event.target);
    const value = NUMBERS.includes(parameter) ? range(fields) : texts(fields.get('value'));
    if (value === undefined) return;
    event.target.reset();
    this.tell('added', { parameter, value });
  }
}
customElements.define('e-condition-form', ConditionForm);

/** Adds what happened, or did not, after an event (`added`, the step of a sequence). */
class StepForm extends View {
  view() {
    return html`<form class="row" @submit=${this.add}>
      <label
        >${t('rule.then')}<select name="kind">
          <option value="did">${t('rule.did')}</option>
          <option value="not">${t('rule.didNot')}</option>
        </select></label
      >
      <label
        >${t('rule.event')}<select name="event">
          ${EVENTS.map((one) => html`<option value=${one}>${t(`event.${one}`)}</option>`)}
        </select></label
      >
      <label
        >${t('rule.within')}<select name="within">
          ${SPANS.map((one) => html`<option value=${one}>${one ? t(`rule.${one}`) : period(one)}</option>`)}
        </select></label
      >
      <button>${t('rule.addStep')}</button>
    </form>`;
  }

  add(event) {
    event.preventDefault();
    const fields = new FormData(event.target);
    const what = { event: fields.get('event') };
    const within = fields.get('within');
    this.tell('added', { ...(fields.get('kind') === 'not' ? { not: what } : what), ...(within && { within }) });
  }
}
customElements.define('e-step-form', StepForm);

function range(fields) {
  const ends = ['min', 'max'].filter((end) => fields.get(end) !== '').map((end) => [end, Number(fields.get(end))]);
  return ends.length > 0 ? Object.fromEntries(ends) : undefined;
}

function texts(typed) {
  const all = typed
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return all.length > 1 ? all : all[0];
}
