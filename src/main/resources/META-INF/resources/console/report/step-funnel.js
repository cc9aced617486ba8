import { html } from '../lit.js';
import { number, percent, t } from '../language.js';
import { data } from '../api.js';
import { Report, bars } from './report.js';

const PATHS = {
  usual: 'ai_query_submitted,ai_result_viewed,ai_item_saved,ai_conversion_completed',
  saved: 'ai_item_saved,ai_conversion_completed',
  direct: 'ai_query_submitted,ai_conversion_completed',
};
const TIMES = ['session', 'P1D', 'P7D', 'P30D'];

/** How many took some steps in their order, and where they were lost. */
class StepFunnel extends Report {
  question = { days: 7, steps: PATHS.usual, within: 'session', platform: '', category: '' };

  fetch() {
    const query = this.parameters();
    const within = query.get('within');
    query.set('across', within === 'session' ? 'session' : 'customer');
    if (within === 'session') query.delete('within');
    return data(`/admin/funnel?${query}`);
  }

  view() {
    return html`<section aria-labelledby="steps-title">
      <div class="head">
        <h2 id="steps-title">${t('report.funnel')}</h2>
        <p class="muted small">${t('report.funnelAbout')}</p>
      </div>
      <div class="row filters">
        ${this.period()}
        ${this.select(
          'steps',
          t('report.steps'),
          Object.entries(PATHS).map(([name, steps]) => [steps, t(`report.steps_${name}`)]),
        )}
        ${this.select(
          'within',
          t('report.within'),
          TIMES.map((one) => [one, t(`report.within_${one}`)]),
        )}
        <label
          >${t('flow.platform')}<input
            maxlength="100"
            .value=${this.question.platform}
            @change=${(event) => this.set('platform', event.target.value.trim())}
        /></label>
        <label
          >${t('report.category')}<input
            maxlength="200"
            .value=${this.question.category}
            @change=${(event) => this.set('category', event.target.value.trim())}
        /></label>
      </div>
      ${this.answer()}
    </section>`;
  }

  content() {
    const { steps, completed, abandoned, underway } = this.report.journey;
    const began = steps[0].reached;
    if (began === 0) return html`<p class="notice" role="status">${t('report.nothing')}</p>`;
    return html`<div class="beside">
        ${bars(
          steps.map(({ event, reached }) => ({ name: t(`step.${event}`), n: reached, note: percent(reached / began) })),
          began,
        )}
        <div class="scroll" tabindex="0" role="region" aria-label=${t('funnel.table')}>
          <table class="findings">
            <thead>
              <tr>
                <th scope="col">${t('report.step')}</th>
                <th scope="col" class="n">${t('report.reached')}</th>
                <th scope="col" class="n">${t('report.dropOff')}</th>
                <th scope="col" class="n">${t('report.median')}</th>
              </tr>
            </thead>
            <tbody>
              ${steps.map(
                ({ event, reached, dropOff, medianSeconds }) =>
                  html`<tr>
                    <th scope="row">${t(`step.${event}`)}</th>
                    <td class="n">${number(reached)}</td>
                    <td class="n">${number(dropOff)}</td>
                    <td class="n">${medianSeconds === undefined ? '–' : length(medianSeconds)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </div>
      <dl class="facts">
        ${Object.entries({ completed, abandoned, underway }).map(
          ([name, n]) =>
            html`<div>
              <dt>${t(`report.${name}`)}</dt>
              <dd>${number(n)}</dd>
            </div>`,
        )}
      </dl>`;
  }
}
customElements.define('e-step-funnel', StepFunnel);

function length(seconds) {
  const [unit, size] =
    seconds < 90
      ? ['seconds', 1]
      : seconds < 5400
        ? ['minutes', 60]
        : seconds < 129600
          ? ['hours', 3600]
          : ['days', 86400];
  return t(`report.${unit}`, { n: number(Math.round((10 * seconds) / size) / 10) });
}
