import { html, nothing, svg } from '../lit.js';
import { View } from '../view.js';
import { moment, number, t } from '../language.js';
import { envelope } from '../api.js';
import { Poll } from '../poll.js';
import { explain, spinner } from '../parts.js';
import { isUnderWay } from '../chat/activation.js';

const LATEST = 50;
const WIDTH = 480;
const HEIGHT = 120;
const TOP = 24;
const SIDE = 30;

/** How large an audience was at each activation and refresh: as a line, and as a table of what was done. Tells when one is done (`settled`). */
class History extends View {
  static properties = { audience: {}, activations: { state: true }, fault: { state: true } };
  #poll = new Poll(this, 2000, async () => {
    const { id } = this.audience;
    const { data } = await envelope(`/audiences/${encodeURIComponent(id)}/activations?limit=${LATEST}`);
    if (id !== this.audience.id) return true;
    const [before] = this.activations ?? data;
    this.activations = data;
    if (data.length > 0 && !isUnderWay(data[0]) && (isUnderWay(before) || before?.id !== data[0].id))
      this.tell('settled');
    return isUnderWay(data[0]);
  });

  willUpdate(changed) {
    if (!changed.get('audience')) return;
    if (changed.get('audience').id !== this.audience.id) this.activations = undefined;
    this.#poll.now();
  }

  view() {
    return html`<section aria-labelledby="history-title">
      <h2 id="history-title">${t('audiences.history')}</h2>
      ${this.fault ? html`<p class="notice bad" role="alert">${explain(this.fault)}</p>` : nothing}
      ${this.activations ? this.content() : this.fault ? nothing : spinner(t('loading'))}
    </section>`;
  }

  content() {
    if (this.activations.length === 0) return html`<p class="notice" role="status">${t('audiences.noHistory')}</p>`;
    // One that was superseded may not have found all members.
    const sized = this.activations
      .filter(({ act, status }) => act !== 'deactivate' && ['sending', 'done'].includes(status))
      .reverse();
    return html`<div class="beside">
      ${sized.length > 0 ? chart(sized) : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('audiences.history')}>
        <table class="findings">
          <thead>
            <tr>
              <th scope="col">${t('flow.time')}</th>
              <th scope="col">${t('audiences.act')}</th>
              <th scope="col">${t('audiences.by')}</th>
              <th scope="col" class="n">${t('audiences.size')}</th>
              <th scope="col" class="n">${t('activation.tagged')}</th>
              <th scope="col" class="n">${t('activation.untagged')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.activations.map(
              (one) =>
                html`<tr>
                  <th scope="row">${moment(one.at)}</th>
                  <td>${t(`activation.${one.act}`)}</td>
                  <td>${one.by === 'schedule' ? t('audiences.of_schedule') : one.by}</td>
                  <td class="n">${sized.includes(one) ? number(one.members) : '–'}</td>
                  <td class="n">${number(one.tagged)}</td>
                  <td class="n">${number(one.untagged)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }
}
customElements.define('e-history', History);

/** Points in their order in time, evenly spaced; the first, the last and the largest have their figures. */
function chart(sized) {
  const most = Math.max(1, ...sized.map(({ members }) => members));
  const across = (at) => (sized.length === 1 ? WIDTH / 2 : SIDE + (at * (WIDTH - 2 * SIDE)) / (sized.length - 1));
  const up = ({ members }) => TOP + HEIGHT * (1 - members / most);
  const largest = sized.findIndex(({ members }) => members === most);
  const labelled = new Set([0, sized.length - 1, largest]);
  return html`<figure class="chart">
    <svg viewBox="0 0 ${WIDTH} ${TOP + HEIGHT + 26}" role="img" aria-label=${t('audiences.chart', { n: sized.length })}>
      <line class="grid" x1="0" x2=${WIDTH} y1=${TOP + HEIGHT} y2=${TOP + HEIGHT} />
      <polyline class="line" points=${sized.map((one, at) => `${across(at)},${up(one)}`).join(' ')} />
      ${sized.map(
        (
          one,
          at,
        ) => svg`<g><title>${moment(one.at)}: ${number(one.members)}</title><circle cx=${across(at)} cy=${up(one)} r="4"/>
      ${labelled.has(at) ? svg`<text class="value" x=${across(at)} y=${up(one) - 10} text-anchor="middle">${number(one.members)}</text>` : ''}</g>`,
      )}
      <text class="tick" x="2" y=${TOP + HEIGHT + 20}>${moment(sized[0].at)}</text>
      ${sized.length > 1 ? svg`<text class="tick" x=${WIDTH - 2} y=${TOP + HEIGHT + 20} text-anchor="end">${moment(sized.at(-1).at)}</text>` : ''}
    </svg>
  </figure>`;
}
