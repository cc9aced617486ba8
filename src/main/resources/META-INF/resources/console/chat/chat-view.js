import { html } from '../lit.js';
import { View } from '../view.js';
import { t } from '../language.js';
import { has, hasEnded } from '../login.js';
import { also, drop, has as holds, of } from './rule.js';
import { Drafts } from './drafts.js';
import './conversations.js';
import './thread.js';
import './audience.js';

const PANES = ['list', 'thread', 'audience'];

/** Conversations, the one at hand, and the audience that comes of it. Side by side, or one at a time where there is no room. */
class Chat extends View {
  static properties = { conversation: {}, pane: { state: true }, stamp: { state: true } };
  #drafts = new Drafts(this);

  constructor() {
    super();
    this.pane = 'thread';
    this.stamp = 0;
  }

  view() {
    // When the login has ended, the page keeps its content, and its streams go on after the next login.
    if (!has('planner') && !hasEnded()) return html`<p class="notice gate">${t('chat.needsPlanner')}</p>`;
    const { agents, rule, mine, fault, after, saved } = this.#drafts.of(this.conversation);
    return html` <div class="panes" role="group" aria-label=${t('panes')}>
        ${PANES.map((pane) => html`<button aria-pressed=${this.pane === pane} @click=${() => (this.pane = pane)}>${t(`pane.${pane}`)}</button>`)}
      </div>
      <div class="chat show-${this.pane}">
        <e-conversations
          class="pane-list"
          .current=${this.conversation}
          .stamp=${this.stamp}
          @click=${this.leaveList}
        ></e-conversations>
        <e-thread
          class="pane-thread"
          .conversation=${this.conversation}
          .rule=${rule}
          .drafts=${this.#drafts}
          @drafted=${this.drafted}
          @settled=${() => this.stamp++}
          @toggled=${this.toggled}
        ></e-thread>
        <e-audience
          class="pane-audience"
          .conversation=${this.conversation}
          .rule=${rule}
          .agents=${agents}
          .mine=${mine}
          .fault=${fault}
          .reply=${after}
          .saved=${saved}
          @changed=${this.changed}
          @retried=${() => this.#drafts.saved(this.conversation).catch(() => {})}
        ></e-audience>
      </div>`;
  }

  firstUpdated() {
    this.addEventListener('redrafted', ({ detail }) =>
      this.querySelector('e-thread')?.redrafted(detail.conversation, detail.stale),
    );
  }

  leaveList(event) {
    if (event.target.closest('a[href]')) this.pane = 'thread';
  }

  drafted({ detail: { conversation, agents, rule, after, saved } }) {
    this.#drafts.arrived(conversation, { agents: of(agents), rule: of(rule), after, saved });
  }

  changed({ detail: rule }) {
    this.#drafts.change(this.conversation, rule);
  }

  toggled({ detail: id }) {
    const { rule } = this.#drafts.of(this.conversation);
    this.#drafts.change(this.conversation, holds(rule, id) ? drop(rule, id) : also(rule, id));
  }
}
customElements.define('e-chat', Chat);
