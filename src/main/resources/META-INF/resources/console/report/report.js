import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { number, t } from '../language.js';
import { explain, spinner } from '../parts.js';

const DAY = 86400_000;
export const DAYS = [1, 7, 30, 90];

/** A report that is asked for again whenever a question is changed. Its element says where it is (`path`) and how it looks (`content`). */
export class Report extends View {
  static properties = { report: { state: true }, fault: { state: true } };
  question = {};
  #turn = 0;

  connectedCallback() {
    super.connectedCallback();
    this.ask();
  }

  set(name, value) {
    this.question = { ...this.question, [name]: value };
    this.ask();
  }

  async ask() {
    const turn = ++this.#turn;
    this.report = this.fault = undefined;
    try {
      const report = await this.fetch();
      if (turn === this.#turn) this.report = report;
    } catch (failure) {
      if (turn === this.#turn) this.fault = failure;
    }
  }

  /** The question as parameters, with the period before this moment. */
  parameters() {
    const { days, ...rest } = this.question;
    const to = Date.now();
    const given = Object.entries(rest).filter(([, value]) => value !== '' && value !== undefined);
    return new URLSearchParams({
      from: new Date(to - days * DAY).toISOString(),
      to: new Date(to).toISOString(),
      ...Object.fromEntries(given),
    });
  }

  period() {
    return this.select(
      'days',
      t('funnel.period'),
      DAYS.map((days) => [days, t(`report.days${days}`)]),
    );
  }

  select(name, label, options) {
    return html`<label
      >${label}<select @change=${(event) => this.set(name, event.target.value)}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${String(value) === String(this.question[name])}>${text}</option>`)}
      </select></label
    >`;
  }

  answer() {
    if (this.fault) return html`<p class="notice bad" role="alert">${explain(this.fault)}</p>`;
    return this.report ? this.content() : spinner(t('loading'));
  }
}

/** Bars with their names and figures beside them, so that no colour has to be told from another. */
export function bars(rows, most) {
  return html`<ol class="bars">
    ${rows.map(
      ({ name, n, text, note }) =>
        html`<li>
          <span class="name"
            ><span>${name}</span
            ><strong
              >${text ?? number(n)}${note ? html` <span class="muted small">${note}</span>` : nothing}</strong
            ></span
          >
          <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="back" width="100" height="6" />
            <rect class="front" width=${most > 0 ? (100 * n) / most : 0} height="6" />
          </svg>
        </li>`,
    )}
  </ol>`;
}
