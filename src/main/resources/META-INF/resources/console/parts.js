import { html, nothing } from './lit.js';
import { knows, t } from './language.js';
import { request } from './api.js';
import { icon } from './icons.js';

/** What went wrong, in the reader's words, and a way to try again. */
export function trouble(failure, again) {
  return html`<div class="notice ${failure.kind === 'offline' ? 'warn' : 'bad'}" role="alert">
    <p>${explain(failure)}</p>
    ${again ? html`<button @click=${again}>${icon('again')} ${t('again')}</button>` : nothing}
  </div>`;
}

/** A failure as a sentence: ours where we know the case, else the server's, with the fields that it names. */
export function explain(failure) {
  if (failure.kind === 'refused') {
    const known = `problem.${failure.code}`;
    return [
      knows(known) ? t(known) : failure.message,
      ...failure.errors.map((one) => `${one.field}: ${one.message}`),
    ].join(' · ');
  }
  return t(`failure.${failure.kind ?? 'broken'}`);
}

/** Saves what the server answers as a file. */
export async function download(path, name, headers) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await (await request(path, { headers })).blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What labels say that now say something of a copy, and when they will say it again. */
const labels = new WeakMap();

/** Copies, and says whether that worked. */
export async function copy(text, button) {
  const label = button.querySelector('span');
  const { before, timer } = labels.get(label) ?? { before: label.textContent };
  // Without a secure context there is no clipboard, and people may not allow it.
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  label.textContent = t(copied ? 'copied' : 'notCopied');
  clearTimeout(timer);
  const again = setTimeout(() => {
    label.textContent = before;
    labels.delete(label);
  }, 1500);
  labels.set(label, { before, timer: again });
}

export function spinner(text) {
  return html`<p class="muted pad" role="status"><span class="spinner" aria-hidden="true"></span> ${text}</p>`;
}
