import { html, svg } from '../lit.js';
import { language, number, t } from '../language.js';

export const STEPS = ['query', 'view', 'save', 'conversion'];
const WIDTH = 1100;
const HEIGHT = 170;
const BELOW = 40;
const LEFT = 40;

/** The funnel over time: one column for each step of time, in it the steps from query to conversion, one before the other; below the line what was abandoned. */
export function chart(series, stepSeconds) {
  const most = Math.max(1, ...series.flatMap(({ counts }) => STEPS.map((step) => counts[step])));
  const lost = Math.max(1, ...series.map(({ counts }) => counts.abandoned));
  const top = nice(most);
  const scale = HEIGHT / top;
  const scaleBelow = Math.min(scale, BELOW / lost);
  const slot = (WIDTH - LEFT) / series.length;
  const every = Math.ceil(series.length / 8);
  return html`<figure class="chart">
    <figcaption class="legend small">
      ${[...STEPS, 'abandoned'].map((one) => html`<span class=${one}><i aria-hidden="true"></i>${t(`funnel.${one}`)}</span>`)}
    </figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT + BELOW + 36}" role="img" aria-label=${t('funnel.chart')}>
      ${[0, 0.5, 1].map(
        (
          share,
        ) => svg`<line class="grid" x1=${LEFT} x2=${WIDTH} y1=${10 + HEIGHT * (1 - share)} y2=${10 + HEIGHT * (1 - share)}/>
        <text class="tick" x=${LEFT - 6} y=${14 + HEIGHT * (1 - share)} text-anchor="end">${number(top * share)}</text>`,
      )}
      ${series.map(
        ({ at, counts }, index) => svg`<g transform="translate(${LEFT + index * slot} 10)">
        <title>${when(at, stepSeconds)}: ${[...STEPS, 'abandoned'].map((one) => `${t(`funnel.${one}`)} ${counts[one]}`).join(', ')}</title>
        ${STEPS.map((step, depth) => svg`<rect class=${step} x=${slot * (0.08 + depth * 0.09)} width=${slot * (0.84 - depth * 0.18)} y=${HEIGHT - counts[step] * scale} height=${counts[step] * scale}/>`)}
        <rect class="abandoned" x=${slot * 0.08} width=${slot * 0.84} y=${HEIGHT + 1} height=${counts.abandoned * scaleBelow}/>
        ${index % every === 0 ? svg`<text class="tick" x="2" y=${HEIGHT + BELOW + 20}>${when(at, stepSeconds)}</text>` : ''}
      </g>`,
      )}
    </svg>
    <details>
      <summary class="small">${t('funnel.table')}</summary>
      ${table(series, stepSeconds)}
    </details>
  </figure>`;
}

function table(series, stepSeconds) {
  const told = series.filter(({ counts }) => counts.sessions > 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('funnel.table')}>
    <table class="findings">
      <thead>
        <tr>
          <th scope="col">${t('flow.time')}</th>
          ${['sessions', ...STEPS, 'abandoned'].map((one) => html`<th scope="col" class="n">${t(`funnel.${one}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${told.map(
          ({ at, counts }) =>
            html`<tr>
              <th scope="row">${when(at, stepSeconds)}</th>
              ${['sessions', ...STEPS, 'abandoned'].map((one) => html`<td class="n">${number(counts[one])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The next round number: 1, 2, 4, 10, 20, 40, 100 … */
function nice(most) {
  const ten = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 10].map((one) => one * ten).find((one) => one >= most && one % 2 === 0) ?? 2;
}

function when(iso, stepSeconds) {
  const format =
    stepSeconds >= 86400
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Intl.DateTimeFormat(language(), format).format(new Date(iso));
}
