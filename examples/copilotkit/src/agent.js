import { HttpAgent } from '@ag-ui/client';

/** Earshot over AG-UI: stops on the server, and shows a conversation again after a reload. */
export class EarshotAgent extends HttpAgent {
  /** Aborting the request would only hang up; stopped on the server, the stream ends by itself with the draft. */
  abortRun() {
    fetch(`${this.url}/${this.threadId}/stop`, { method: 'POST', headers: this.headers });
  }

  /** CopilotKit connects when the chat is shown. A run without a prompt tells what was said, and the running reply. */
  connect(input) {
    return this.run({ ...input, messages: [] });
  }
}
