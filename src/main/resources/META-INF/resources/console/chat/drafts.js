import { data } from '../api.js';
import { logins, who } from '../login.js';
import { tab } from '../storage.js';
import { EMPTY, same } from './rule.js';

const KEY = 'drafts';
const NONE = { agents: EMPTY, rule: EMPTY };

/**
 * The drafts of conversations. The server's is the one that counts, since the agent goes on from it: a change is shown at once and sent there, and
 * is kept in this tab until it has arrived. Before a conversation has begun, its draft is that of ''.
 */
export class Drafts {
  #host;
  // By conversation: the agent's rule, the one that is shown, the server's, the reply that it comes from, and what the planner had made of it.
  #known = {};
  // By conversation: the rule that the server has not got yet, and the reply after which it was made.
  #waiting = tab.read(KEY) ?? {};
  #saving = new Map();
  #again = () => who() && Object.keys(this.#waiting).forEach((conversation) => this.#try(conversation));

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    logins.addEventListener('change', this.#again);
    window.addEventListener('online', this.#again);
  }

  hostDisconnected() {
    logins.removeEventListener('change', this.#again);
    window.removeEventListener('online', this.#again);
  }

  of(conversation) {
    return (
      this.#known[conversation] ??
      (this.#waiting[conversation] ? { ...NONE, rule: this.#waiting[conversation].rule } : NONE)
    );
  }

  /** What the server says: the agent's rule, the one that counts, the reply that it comes from, and the audience that the agent has saved it as. */
  arrived(conversation, { agents, rule, after, saved }) {
    const before = this.#known[conversation];
    const waiting = this.#waiting[conversation];
    const overtaken = waiting && waiting.after !== after;
    // Whatever the planner had made of it can be taken again once the agent has made a new one.
    const own = overtaken
      ? waiting.rule
      : before && before.after !== after && !same(before.rule, before.agents)
        ? before.rule
        : before?.mine;
    if (overtaken) this.#arrive(conversation);
    const shown = this.#waiting[conversation]?.rule ?? rule;
    this.#keep(conversation, {
      agents,
      rule: shown,
      server: rule,
      after,
      saved,
      mine: own && !same(own, shown) ? own : undefined,
    });
    if (this.#waiting[conversation]) this.#try(conversation);
  }

  change(conversation, rule) {
    const { agents, server, after, saved } = this.of(conversation);
    this.#wait(conversation, { rule, after });
    this.#keep(conversation, { agents, server, after, saved, rule });
    if (conversation) this.#try(conversation);
  }

  /** What was drafted before a conversation is the draft of the one that begins now. */
  move(from, to) {
    if (!this.#waiting[from]) return;
    const { rule } = this.#waiting[from];
    this.#arrive(from);
    delete this.#known[from];
    this.#wait(to, { rule });
    this.#keep(to, { ...NONE, rule });
  }

  /** Done once the server has all changes of a conversation; fails if it can't have them. */
  async saved(conversation) {
    if (!this.#saving.has(conversation)) {
      this.#saving.set(
        conversation,
        this.#save(conversation).finally(() => this.#saving.delete(conversation)),
      );
    }
    await this.#saving.get(conversation);
  }

  /** One change after the other, so that the last one is the last to arrive. */
  async #save(conversation) {
    while (this.#waiting[conversation]) {
      const { rule, after } = this.#waiting[conversation];
      try {
        const kept = await data(`/chat/conversations/${encodeURIComponent(conversation)}/draft`, {
          method: 'PUT',
          body: { rule, after },
        });
        if (this.#waiting[conversation]?.rule === rule) this.#arrive(conversation);
        this.#keep(conversation, { ...this.of(conversation), server: kept.rule, after: kept.after, fault: undefined });
        this.#host.tell('redrafted', { conversation });
      } catch (failure) {
        this.#failed(conversation, failure, rule);
        throw failure;
      }
    }
  }

  /** What may be accepted later waits; what will never be is taken back. */
  #failed(conversation, failure, rule) {
    const known = this.of(conversation);
    if (failure.kind !== 'refused') return this.#keep(conversation, { ...known, fault: failure });
    if (failure.code === 'RUN_IN_PROGRESS') return;
    this.#arrive(conversation);
    if (failure.code === 'DRAFT_CHANGED') {
      this.#keep(conversation, { ...known, rule: known.server ?? EMPTY, mine: rule });
      this.#host.tell('redrafted', { conversation, stale: true });
    } else {
      this.#keep(conversation, { ...known, rule: known.server ?? EMPTY, fault: failure });
    }
  }

  #try(conversation) {
    // The failure is shown where the draft is.
    this.saved(conversation).catch(() => {});
  }

  #keep(conversation, draft) {
    this.#known[conversation] = draft;
    this.#host.requestUpdate();
  }

  #wait(conversation, change) {
    this.#waiting[conversation] = change;
    tab.set(KEY, JSON.stringify(this.#waiting));
  }

  #arrive(conversation) {
    delete this.#waiting[conversation];
    tab.set(KEY, JSON.stringify(this.#waiting));
  }
}

/** The draft as the last whole reply has left it: all that a replica of an older version says of it, while versions change. */
export function left(messages) {
  const whole = messages.findLast((one) => one.role === 'agent' && one.status === 'complete' && one.metadata);
  return { rule: whole?.metadata.draft, after: whole?.id };
}
