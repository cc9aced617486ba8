import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { icon } from '../icons.js';
import { explain } from '../parts.js';
import * as rules from './rule.js';
import { lookUp, signal } from './signals.js';
import { EVENTS, condition, period as inWords, step, words } from './events.js';
import './criterion-forms.js';
import './signal-search.js';
import './size.js';
import './saving.js';

const MOST_STEPS = 8;
const PERIODS = ['', 'P7D', 'P30D', 'P90D', 'P1Y'];

/** The draft as a rule that can be changed: conditions that must all hold, each by any of its signals and events; and what excludes. */
class Audience extends View {
  static properties = { conversation: {}, rule: {}, agents: {}, mine: {}, fault: {}, reply: {}, saved: {} };

  willUpdate(changed) {
    if (changed.has('rule')) lookUp(rules.signals(this.rule)).then((more) => more && this.requestUpdate());
  }

  change(rule) {
    this.tell('changed', rule);
  }

  view() {
    return html`<section aria-labelledby="audience-title">
      <h2 id="audience-title">${t('audience.title')}</h2>
      ${rules.isEmpty(this.rule) ? html`<p class="muted">${t('audience.empty')}</p>` : this.conditions()}
      <e-signal-search
        label=${t('audience.add')}
        @picked=${(event) => this.change(rules.also(this.rule, event.detail))}
      ></e-signal-search>
      <label
        >${t('audience.addEvent')}
        <select @change=${this.addEvent}>
          <option value="">${t('audience.pickEvent')}</option>
          ${EVENTS.map((event) => html`<option value=${event}>${t(`event.${event}`)}</option>`)}
        </select></label
      >
      ${
        rules.same(this.rule, this.agents)
          ? nothing
          : html`<p class="notice small">
              ${t('audience.edited')}
              <button class="link" @click=${() => this.change(this.agents)}>${t('audience.restore')}</button>
            </p>`
      }
      ${
        this.fault
          ? html`<div class="notice bad small" role="alert">
              <p>${t('audience.unkept')} ${explain(this.fault)}</p>
              <button @click=${() => this.tell('retried')}>${icon('again')} ${t('again')}</button>
            </div>`
          : nothing
      }
      ${
        this.mine
          ? html`<p class="notice small">
              ${t('audience.replaced')}
              <button class="link" @click=${() => this.change(this.mine)}>${t('audience.mine')}</button>
            </p>`
          : nothing
      }
      ${rules.isEmpty(this.rule) ? nothing : html`<e-size .rule=${this.rule} @learned=${() => this.requestUpdate()}></e-size>`}
      <e-saving
        .conversation=${this.conversation}
        .rule=${this.rule}
        .reply=${this.reply}
        .agents=${this.saved}
        @opened=${(event) => this.change(event.detail)}
      ></e-saving>
    </section>`;
  }

  addEvent(choice) {
    const event = choice.target.value;
    choice.target.value = '';
    if (event) this.change(rules.alsoEvent(this.rule, event));
  }

  conditions() {
    const { all, none } = this.rule;
    return html`<ol class="rule">
      ${all.map(
        ({ any }, at) =>
          html`<li>
            <h3>${t(at === 0 ? 'audience.any' : 'audience.andAny')}</h3>
            <ul>
              ${any.map((one, index) => html`<li>${this.criterion(one, { group: at, at: index })}</li>`)}
            </ul>
          </li>`,
      )}
      ${
        none.length > 0
          ? html`<li class="none">
              <h3>${t('audience.none')}</h3>
              <ul>
                ${none.map((one, index) => html`<li>${this.criterion(one, { group: 'none', at: index })}</li>`)}
              </ul>
            </li>`
          : nothing
      }
    </ol>`;
  }

  criterion(one, place) {
    const { name, type } = rules.isOfEvents(one) ? { name: words(one), type: 'behaviour' } : signal(rules.idOf(one));
    const periods = PERIODS.includes(rules.within(one)) ? PERIODS : [...PERIODS, rules.within(one)];
    return html`<details class="criterion ${type}">
        <summary>
          <span class="dot" aria-hidden="true"></span><span class="name">${name}</span>
          ${rules.within(one) ? html`<span class="muted small">${inWords(rules.within(one))}</span>` : nothing}
          ${one.atLeast > 1 ? html`<span class="muted small">≥ ${one.atLeast}×</span>` : nothing}
        </summary>
        <div class="row">
          <label
            >${t('audience.place')}
            <select @change=${(event) => this.change(rules.move(this.rule, place, event.target.value))}>
              ${this.rule.all.map((_, at) => html`<option value=${at} ?selected=${at === place.group}>${t('audience.condition', { n: at + 1 })}</option>`)}
              <option value="new">${t('audience.newCondition')}</option>
              <option value="none" ?selected=${place.group === 'none'}>${t('audience.none')}</option>
            </select></label
          >
          ${
            one.sequence
              ? nothing
              : html`<label
                    >${t('audience.within')}
                    <select @change=${(event) => this.change(rules.limit(this.rule, place, event.target.value))}>
                      ${periods.map((period) => html`<option value=${period} ?selected=${period === rules.within(one)}>${inWords(period)}</option>`)}
                    </select></label
                  >
                  <label
                    >${t('rule.atLeast')}<input
                      type="number"
                      min="1"
                      max="1000000"
                      step="1"
                      .value=${String(one.atLeast ?? 1)}
                      @change=${(event) => event.target.checkValidity() && this.change(rules.often(this.rule, place, Number(event.target.value)))}
                  /></label>`
          }
        </div>
        ${one.event ? this.where(one, place) : nothing} ${rules.isOfEvents(one) ? this.steps(one, place) : nothing}
      </details>
      <button
        class="quiet"
        aria-label=${t('audience.dropOne', { name })}
        title=${t('audience.drop')}
        @click=${() => this.change(rules.dropAt(this.rule, place))}
      >
        ${icon('close')}
      </button>`;
  }

  where(one, place) {
    return html`<div class="part">
      <h4>${t('rule.where')}</h4>
      ${Object.entries(one.where ?? {}).map(([parameter, value]) => part(condition(parameter, value), () => this.change(rules.only(this.rule, place, parameter))))}
      <e-condition-form
        .event=${one.event}
        @added=${({ detail: { parameter, value } }) => this.change(rules.only(this.rule, place, parameter, value))}
      ></e-condition-form>
    </div>`;
  }

  steps(one, place) {
    return html`<div class="part">
      <h4>${t('rule.sequence')}</h4>
      ${(one.sequence ?? []).map((each, at) => (at === 0 ? html`<p class="small">${step(each, at)}</p>` : part(step(each, at), () => this.change(rules.dropStep(this.rule, place, at)))))}
      ${one.sequence?.length >= MOST_STEPS ? nothing : html`<e-step-form @added=${({ detail }) => this.change(rules.alsoStep(this.rule, place, detail))}></e-step-form>`}
    </div>`;
  }
}
customElements.define('e-audience', Audience);

/** A part of a criterion, which can be taken out. */
function part(name, drop) {
  return html`<p class="row small">
    <span class="grow">${name}</span>
    <button class="quiet" aria-label=${t('audience.dropOne', { name })} title=${t('audience.drop')} @click=${drop}>
      ${icon('close')}
    </button>
  </p>`;
}
