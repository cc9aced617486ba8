/**
 * Asks again and again while its element is on the page and the page is looked at. `ask` fetches; a failure becomes the element's `fault`, and
 * the next answer takes it away. `false` as an answer stops the asking.
 */
export class Poll {
  #host;
  #ask;
  #every;
  #timer;
  #seen = () => (document.hidden ? clearTimeout(this.#timer) : this.now());

  constructor(host, every, ask) {
    this.#host = host;
    this.#every = every;
    this.#ask = ask;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#seen);
    // The element's properties are set by then.
    queueMicrotask(() => this.now());
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#timer);
  }

  async now() {
    clearTimeout(this.#timer);
    let more;
    try {
      more = await this.#ask();
      this.#host.fault = undefined;
    } catch (failure) {
      this.#host.fault = failure;
    }
    clearTimeout(this.#timer);
    if (this.#host.isConnected && !document.hidden && more !== false)
      this.#timer = setTimeout(() => this.now(), this.#every);
  }
}
