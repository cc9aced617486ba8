import { html } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has } from '../login.js';
import { EMPTY, also, drop, has as holds, of, same } from './rule.js';
import './conversations.js';
import './thread.js';
import './audience.js';

const KEY = 'earshot.drafts';
const PANES = ['list', 'thread', 'audience'];

/** Conversations, the one at hand, and the audience that comes of it. Side by side, or one at a time where there is no room. */
class Chat extends View {
  static properties = { conversation: {}, pane: { state: true }, drafts: { state: true }, stamp: { state: true } };

  constructor() {
    super();
    this.pane = 'thread';
    // By conversation: the agent's rule, the one that is shown, and what the planner had made of it before the agent changed its mind.
    this.drafts = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    this.stamp = 0;
  }

  get draft() {
    return this.drafts[this.conversation] ?? { agents: EMPTY, rule: EMPTY };
  }

  view() {
    if (!has('planner')) return html`<p class="notice gate">${t('chat.needsPlanner')}</p>`;
    const { agents, rule, mine } = this.draft;
    return html`
      <div class="panes" role="group" aria-label=${t('panes')}>
        ${PANES.map((pane) => html`<button aria-pressed=${this.pane === pane} @click=${() => (this.pane = pane)}>${t(`pane.${pane}`)}</button>`)}
      </div>
      <div class="chat show-${this.pane}">
        <e-conversations class="pane-list" .current=${this.conversation} .stamp=${this.stamp} @click=${this.leaveList}></e-conversations>
        <e-thread class="pane-thread" .conversation=${this.conversation} .rule=${rule}
          @drafted=${this.drafted} @settled=${() => this.stamp++} @toggled=${this.toggled}></e-thread>
        <e-audience class="pane-audience" .conversation=${this.conversation} .rule=${rule} .agents=${agents} .mine=${mine} @changed=${this.changed}></e-audience>
      </div>`;
  }

  leaveList(event) {
    if (event.target.closest('a[href]')) this.pane = 'thread';
  }

  /** The agent's rule takes the place of the planner's only when there is a new one; then the planner can have theirs back. */
  drafted({ detail }) {
    const agents = of(detail.rule);
    const before = this.drafts[detail.conversation];
    if (before && same(before.agents, agents)) return;
    const mine = before && !same(before.rule, before.agents) ? before.rule : undefined;
    this.keep(detail.conversation, { agents, rule: agents, mine });
  }

  changed({ detail: rule }) {
    this.keep(this.conversation, { agents: this.draft.agents, rule });
  }

  /** Changes outlive a reload. */
  keep(conversation, draft) {
    this.drafts = { ...this.drafts, [conversation]: draft };
    sessionStorage.setItem(KEY, JSON.stringify(this.drafts));
  }

  toggled({ detail: id }) {
    const { rule } = this.draft;
    this.changed({ detail: holds(rule, id) ? drop(rule, id) : also(rule, id) });
  }
}
customElements.define('e-chat', Chat);
