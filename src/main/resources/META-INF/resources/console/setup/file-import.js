import { html, nothing } from '../lit.js';
import { View } from '../view.js';
import { number, percent, t } from '../language.js';
import { data } from '../api.js';
import { explain } from '../parts.js';

const TYPES = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/tab-separated-values',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/** Imports a file of items or of the taxonomy (`kind`), dropped here or chosen, and names the rows that were refused. */
class FileImport extends View {
  static properties = {
    kind: {},
    file: { state: true },
    over: { state: true },
    share: { state: true },
    report: { state: true },
    fault: { state: true },
    busy: { state: true },
  };

  get type() {
    return TYPES[this.file?.name.split('.').at(-1).toLowerCase()];
  }

  view() {
    const title = `${this.kind}-title`;
    return html`<section aria-labelledby=${title}>
      <div class="head">
        <h2 id=${title}>${t(`import.${this.kind}`)}</h2>
        <p class="muted small">${t(`import.${this.kind}About`)}</p>
      </div>
      <form class="stack" @submit=${this.start}>
        <label
          class="drop ${this.over ? 'over' : ''}"
          @dragover=${this.hover}
          @dragleave=${() => (this.over = false)}
          @drop=${this.dropped}
        >
          <strong>${this.file?.name ?? t('import.drop')}</strong><span class="muted">${t('import.types')}</span>
          <input
            class="hidden"
            type="file"
            ?disabled=${this.busy}
            accept=${Object.keys(TYPES)
              .map((one) => `.${one}`)
              .join(',')}
            @change=${(event) => this.take(event.target.files[0])}
        /></label>
        <label class="inline"
          ><input type="checkbox" name="replace" /> ${t(`import.${this.kind}Replace`)}
          ${t('import.replaceAbout')}</label
        >
        ${this.file && !this.type ? html`<p class="notice bad" role="alert">${t('import.unknown')}</p>` : nothing}
        <div class="row">
          <button class="primary" ?disabled=${this.busy || !this.type}>${t('import.start')}</button>
        </div>
      </form>
      ${this.busy ? this.progress() : nothing}
      ${
        this.fault
          ? html`<p class="notice bad" role="alert">
                ${this.fault.errors?.length > 0 ? this.fault.message : explain(this.fault)}
              </p>
              ${rows((this.fault.errors ?? []).map(({ field, message }) => [field, message]))}`
          : nothing
      }
      ${this.report ? this.outcome() : nothing}
    </section>`;
  }

  progress() {
    const sent = this.share === 1;
    return html`<div class="progress">
      <p role="status">${sent ? t('import.storing') : t('import.sending', { share: percent(this.share) })}</p>
      ${sent ? html`<progress aria-label=${t('import.progress')}></progress>` : html`<progress aria-label=${t('import.progress')} max="1" value=${this.share}></progress>`}
    </div>`;
  }

  outcome() {
    const { read, imported, rejected, faults } = this.report;
    return html`<p class="notice ${rejected > 0 ? 'warn' : 'good'}" role="status">${t('import.done')}</p>
      <dl class="facts">
        ${Object.entries({ read, imported, rejected }).map(
          ([name, n]) =>
            html`<div>
              <dt>${t(`import.${name}`)}</dt>
              <dd>${number(n)}</dd>
            </div>`,
        )}
      </dl>
      ${faults.length < rejected ? html`<p class="small">${t('import.first', { n: number(faults.length) })}</p>` : nothing}
      ${rows(faults.map(({ line, reason }) => [number(line), reason]))}`;
  }

  hover(event) {
    event.preventDefault();
    this.over = true;
  }

  dropped(event) {
    event.preventDefault();
    this.over = false;
    if (!this.busy) this.take(event.dataTransfer.files[0]);
  }

  take(file) {
    if (!file) return;
    this.file = file;
    this.report = this.fault = undefined;
  }

  start(event) {
    event.preventDefault();
    const replace = new FormData(event.target).has('replace');
    this.share = 0;
    this.report = undefined;
    return this.attempt(async () => {
      this.report = await data(`/admin/${this.kind}/import${replace ? '?replace=true' : ''}`, {
        file: this.file,
        type: this.type,
        progress: (share) => (this.share = share),
      });
    });
  }
}
customElements.define('e-file-import', FileImport);

function rows(refused) {
  if (refused.length === 0) return nothing;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('import.faults')}>
    <table class="findings">
      <thead>
        <tr>
          <th scope="col">${t('import.row')}</th>
          <th scope="col">${t('import.reason')}</th>
        </tr>
      </thead>
      <tbody>
        ${refused.map(
          ([row, reason]) =>
            html`<tr>
              <th scope="row">${row}</th>
              <td>${reason}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
