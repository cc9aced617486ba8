import { html, live, nothing, repeat } from '../lit.js';
import { t } from '../language.js';

/** A field for each argument in a tool's JSON Schema; `values` are filled in, `wrong` says what is wrong by argument. */
export function fields(tool, values, wrong) {
  const { properties = {}, required = [] } = tool.inputSchema;
  const all = Object.entries(properties).map(([name, schema]) => ({
    name,
    drawn: field(tool, name, schema, required.includes(name), values[name], wrong[name]),
  }));
  const needed = all.filter(({ name }) => required.includes(name));
  const others = all.filter((one) => !needed.includes(one));
  const drawn = (some) =>
    repeat(
      some,
      ({ name }) => `${tool.name} ${name}`,
      (one) => one.drawn,
    );
  if (others.length === 0) return drawn(needed);
  const open = needed.length === 0 || all.some(({ name }) => wrong[name] && !required.includes(name));
  return html`${drawn(needed)}
    <details ?open=${open}>
      <summary class="small">${t('tool.optional')} (${others.length})</summary>
      <div class="stack">${drawn(others)}</div>
    </details>`;
}

function field(tool, name, schema, required, value, fault) {
  const id = `arg-${tool.name}-${name}`;
  return html`<div class="field">
    <label for=${id}
      ><span
        ><code>${name}</code> ${required ? html`<span class="badge">${t('tool.required')}</span>` : nothing}</span
      ></label
    >
    ${control(schema, { id, name, value: value ?? '', required, fault })}
    <p id="${id}-about" class="muted small">${schema.description}</p>
    ${fault ? html`<p id="${id}-fault" class="fault small" role="alert">${fault}</p>` : nothing}
  </div>`;
}

function control(schema, { id, name, value, required, fault }) {
  const described = `${id}-about${fault ? ` ${id}-fault` : ''}`;
  const invalid = fault ? 'true' : nothing;
  if (schema.enum || schema.type === 'boolean') {
    const choices = schema.enum ?? ['true', 'false'];
    return html`<select
      id=${id}
      name=${name}
      aria-describedby=${described}
      aria-invalid=${invalid}
      aria-required=${required}
    >
      <option value="">${t('tool.unset')}</option>
      ${choices.map((one) => html`<option ?selected=${String(one) === value}>${one}</option>`)}
    </select>`;
  }
  if (isJson(schema)) {
    return html`<textarea
      id=${id}
      name=${name}
      rows="3"
      class="mono"
      spellcheck="false"
      placeholder=${schema.type === 'array' ? '[]' : '{}'}
      aria-describedby=${described}
      aria-invalid=${invalid}
      aria-required=${required}
      .value=${live(value)}
    ></textarea>`;
  }
  return html`<input
    id=${id}
    name=${name}
    inputmode=${isNumber(schema) ? 'decimal' : nothing}
    autocomplete="off"
    spellcheck="false"
    aria-describedby=${described}
    aria-invalid=${invalid}
    aria-required=${required}
    .value=${live(value)}
  />`;
}

/** What stands in a form: as arguments, what is wrong with them, and as it was typed. An empty field is no argument. */
export function read(form, tool) {
  const { properties = {}, required = [] } = tool.inputSchema;
  const args = {};
  const wrong = {};
  const values = {};
  for (const [name, schema] of Object.entries(properties)) {
    values[name] = form.elements[name]?.value ?? '';
    const text = values[name].trim();
    if (text) {
      const value = parsed(schema, text);
      if (value === undefined) wrong[name] = t(isNumber(schema) ? 'tool.noNumber' : 'flow.notJson');
      else args[name] = value;
    } else if (required.includes(name)) {
      wrong[name] = t('tool.missing');
    }
  }
  return { args, wrong, values };
}

function parsed(schema, text) {
  if (schema.type === 'boolean') return text === 'true';
  if (isNumber(schema)) return Number.isNaN(Number(text)) ? undefined : Number(text);
  if (!isJson(schema)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNumber({ type }) {
  return type === 'number' || type === 'integer';
}

function isJson({ type }) {
  return type === 'object' || type === 'array';
}
