import { ReactiveElement, render } from './lit.js';
import { languages } from './language.js';

/**
 * A custom element that draws itself with `view()` whenever one of its properties changes, or the language. It draws into the page itself and
 * not into a shadow of it: so that labels, focus and styles work across elements.
 */
export class View extends ReactiveElement {
  #redraw = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    languages.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    languages.removeEventListener('change', this.#redraw);
  }

  update(changed) {
    super.update(changed);
    render(this.view(), this, { host: this });
  }

  /** The element is `busy` meanwhile; what fails is its `fault`. */
  async attempt(work) {
    this.busy = true;
    this.fault = undefined;
    try {
      await work();
    } catch (failure) {
      this.fault = failure;
    }
    this.busy = false;
  }

  /** Tells whoever holds this element. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
