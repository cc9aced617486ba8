// A host that others wrote: MCP-UI's AppRenderer, unmodified, over the client of MCP's own library. The address says
// what is asked, as for host.js.
import { AppRenderer } from '@mcp-ui/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const asked = JSON.parse(new URLSearchParams(location.search).get('asked'));

/** What a test looks at. */
window.seen = { opened: [], heights: [] };

const client = new Client({ name: 'earshot-cards-test', version: '1' });
await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', location.href)));
const { tools } = await client.listTools();
const tool = tools.find(({ name }) => name === asked.tool);
const { contents } = await client.readResource({ uri: tool._meta.ui.resourceUri });
const session = await client.callTool({ name: 'start_session', arguments: {} });
const toolInput = { sessionId: session.structuredContent.sessionId, ...asked.args };
const toolResult = await client.callTool({ name: asked.tool, arguments: toolInput });

const renderer = createElement(AppRenderer, {
  client,
  toolName: asked.tool,
  toolInput,
  toolResult,
  sandbox: { url: new URL(asked.sandbox), csp: contents[0]._meta.ui.csp },
  hostContext: { theme: asked.theme, locale: asked.locale },
  onOpenLink: async ({ url }) => {
    window.seen.opened.push(url);
    return {};
  },
  onSizeChanged: ({ height }) => window.seen.heights.push(height),
  onError: (error) => console.error(error.message),
});
createRoot(document.querySelector('main')).render(renderer);
document.body.dataset.state = 'shown';
