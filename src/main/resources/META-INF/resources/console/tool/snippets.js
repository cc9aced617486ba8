import { html } from '../lit.js';
import { at } from '../address.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { copy } from '../parts.js';
import { icon } from '../icons.js';

/** The call for elsewhere. A key that was typed is not written out. */
const KINDS = {
  curl: (tool, args) =>
    `curl -s ${at('/tools/')}${tool.name} \\\n  -H "X-API-Key: $EARSHOT_KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(args).replaceAll("'", "'\\''")}'`,
  openai: (tool) =>
    JSON.stringify(
      { type: 'function', function: { name: tool.name, description: tool.description, parameters: tool.inputSchema } },
      null,
      2,
    ),
  mcp: () =>
    JSON.stringify(
      { mcpServers: { earshot: { type: 'http', url: at('/mcp'), headers: { 'X-API-Key': '${EARSHOT_KEY}' } } } },
      null,
      2,
    ),
};

class Snippets extends View {
  static properties = { tool: {}, args: {}, kind: { state: true } };

  constructor() {
    super();
    this.kind = 'curl';
  }

  view() {
    const text = KINDS[this.kind](this.tool, this.args);
    return html`<section class="card" aria-labelledby="snippet-title">
      <div class="row">
        <h2 id="snippet-title" class="grow">${t('tool.elsewhere')}</h2>
        <button @click=${(event) => copy(text, event.currentTarget)}>${icon('copy')} <span>${t('copy')}</span></button>
      </div>
      <div class="tabs" role="group" aria-labelledby="snippet-title">
        ${Object.keys(KINDS).map((one) => html`<button aria-pressed=${one === this.kind} @click=${() => (this.kind = one)}>${t(`tool.${one}`)}</button>`)}
      </div>
      <pre tabindex="0" aria-label=${t(`tool.${this.kind}`)}>${text}</pre>
      <p class="muted small">${t(`tool.${this.kind}About`)}</p>
    </section>`;
  }
}
customElements.define('e-snippets', Snippets);
