import { html } from '../lit.js';
import { View } from '../view.js';
class Saving extends View {
  view() { return html``; }
}
customElements.define('e-saving', Saving);
