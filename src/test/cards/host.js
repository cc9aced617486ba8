// A host of MCP Apps in a page, by the bridge of ext-apps: calls one tool and shows its card in a sandbox of another
// origin, under the content security policy that the card's resource asks for. The address says what is asked.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import {
  AppBridge,
  PostMessageTransport,
  RESOURCE_MIME_TYPE,
  getToolUiResourceUri,
} from '@modelcontextprotocol/ext-apps/app-bridge';

const asked = JSON.parse(new URLSearchParams(location.search).get('asked'));
const SELF = { name: 'earshot-cards-test', version: '1' };

/** What a test looks at. */
window.seen = { opened: [], contexts: [], heights: [], complaints: [] };

const client = new Client(SELF);
await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', location.href)));
const { tools } = await client.listTools();
const tool = tools.find(({ name }) => name === asked.tool);
const uri = getToolUiResourceUri(tool);
if (!uri) throw new Error(`${asked.tool} names no card`);
const { contents } = await client.readResource({ uri });
const [content] = contents;
if (contents.length !== 1 || content.mimeType !== RESOURCE_MIME_TYPE) throw new Error(`${uri} is no card`);
const { csp } = content._meta.ui;

const frame = document.querySelector('iframe');
const ready = new Promise((resolve) => {
  window.addEventListener('message', ({ source, data }) => {
    if (source === frame.contentWindow && data?.method === 'ui/notifications/sandbox-proxy-ready') resolve();
  });
});
frame.src = `${asked.sandbox}/?${new URLSearchParams({ csp: JSON.stringify(csp) })}`;
await ready;

const bridge = new AppBridge(
  client,
  SELF,
  asked.capabilities ?? { openLinks: {}, serverTools: {}, updateModelContext: {} },
  {
    hostContext: { theme: asked.theme, locale: asked.locale, toolInfo: { tool }, ...asked.context },
  },
);
bridge.onopenlink = async ({ url }) => {
  window.seen.opened.push(url);
  return {};
};
bridge.onupdatemodelcontext = async (context) => {
  window.seen.contexts.push(context);
  return {};
};
bridge.onsizechange = ({ height }) => {
  window.seen.heights.push(height);
  frame.style.height = `${height}px`;
};
window.bridge = bridge;
const initialized = new Promise((resolve) => {
  bridge.oninitialized = resolve;
});
await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
await bridge.sendSandboxResourceReady({ html: content.text, csp });
await initialized;

const session = await client.callTool({ name: 'start_session', arguments: {} });
const args = { sessionId: session.structuredContent.sessionId, ...asked.args };
await bridge.sendToolInput({ arguments: args });
if (!asked.waits)
  await bridge.sendToolResult(asked.result ?? (await client.callTool({ name: asked.tool, arguments: args })));
document.body.dataset.state = 'shown';
