/**
 * A list that comes in pages: each entry once, whatever is pressed twice and whatever changes meanwhile. `fetch(cursor)` gives a page,
 * `{data, nextCursor}`, from the beginning without a cursor. The host is drawn again when there is something new.
 */
export class Pages {
  entries;
  next;
  #host;
  #fetch;
  #turn = 0;
  #more;

  constructor(host, fetch) {
    this.#host = host;
    this.#fetch = fetch;
  }

  /** From the beginning. What was asked for before is no longer wanted. */
  async load() {
    const turn = ++this.#turn;
    this.#more = undefined;
    const page = await this.#fetch();
    if (turn !== this.#turn) return;
    this.#set(page.data, page.nextCursor);
  }

  /** What is new at the beginning; what was loaded after it stays, where `later` says that it comes after it and nothing is left out between. */
  async renew(later) {
    const turn = this.#turn;
    const page = await this.#fetch();
    if (turn !== this.#turn) return;
    const fresh = new Set(page.data.map((one) => one.id));
    const last = page.data.at(-1);
    const goesOn = this.entries?.some((one) => fresh.has(one.id));
    const rest = goesOn ? this.entries.filter((one) => !fresh.has(one.id) && later(one, last)) : [];
    this.#set(unique([...page.data, ...rest]), rest.length === 0 ? page.nextCursor : this.next);
  }

  /** The next page, once. */
  more() {
    if (!this.next) return Promise.resolve();
    this.#more ??= this.#append().finally(() => (this.#more = undefined));
    return this.#more;
  }

  async #append() {
    const turn = this.#turn;
    const page = await this.#fetch(this.next);
    if (turn !== this.#turn) return;
    this.#set(unique([...this.entries, ...page.data]), page.nextCursor);
  }

  /** Nothing is known, as for another list. */
  clear() {
    this.#turn++;
    this.#more = this.entries = this.next = undefined;
    this.#host.requestUpdate();
  }

  #set(entries, next) {
    this.entries = entries;
    this.next = next;
    this.#host.requestUpdate();
  }
}

function unique(entries) {
  return [...new Map(entries.map((one) => [one.id, one])).values()];
}
