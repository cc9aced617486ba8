// What a host needs around it: its own page with Earshot behind it, the sandbox on another origin, and pictures.
import { createServer } from 'node:http';
import { build } from 'esbuild';

const HOST_PAGE = `<!doctype html><html lang="en"><head><title>A host</title><style>
body { margin: 0; } iframe { display: block; width: 100%; height: 80px; border: 0; }
:root.dark { background: #1f2023; }
</style></head><body><iframe title="A card"></iframe><script type="module" src="/host.js"></script></body></html>`;

const MCP_UI_PAGE = `<!doctype html><html lang="en"><head><title>MCP-UI</title><style>
body { margin: 0; } iframe { border: 0; }
</style></head><body><main></main><script type="module" src="/mcp-ui.js"></script></body></html>`;

// The card's frame has an origin of its own, and nothing but scripts is allowed to it.
const SANDBOX_PAGE = `<!doctype html><html lang="en"><head><title>A sandbox</title><style>
body { margin: 0; } iframe { display: block; width: 100%; height: 100vh; border: 0; }
</style></head><body><iframe title="Content" sandbox="allow-scripts"></iframe><script>
const inner = document.querySelector('iframe');
window.addEventListener('message', ({ source, data }) => {
  if (source === inner.contentWindow) window.parent.postMessage(data, '*');
  else if (data?.method === 'ui/notifications/sandbox-resource-ready') inner.srcdoc = data.params.html;
  else inner.contentWindow.postMessage(data, '*');
});
window.parent.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/sandbox-proxy-ready', params: {} }, '*');
</script></body></html>`;

/** As MCP Apps has hosts build it: nothing from outside but what the resource declares. */
function policy(csp) {
  const from = (domains) => (domains ?? []).join(' ');
  return [
    "default-src 'none'",
    `script-src 'unsafe-inline' ${from(csp.resourceDomains)}`,
    `style-src 'unsafe-inline' ${from(csp.resourceDomains)}`,
    `img-src data: ${from(csp.resourceDomains)}`,
    `connect-src ${from(csp.connectDomains) || "'none'"}`,
    "frame-src 'self'",
    "base-uri 'none'",
  ].join('; ');
}

async function listen(handler) {
  const server = createServer((request, response) => {
    handler(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return { port: server.address().port, close: () => server.close() };
}

function send(response, type, body, headers = {}) {
  response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

export async function start(earshot, key) {
  const bundle = await build({
    entryPoints: ['host.js', 'mcp-ui.js'],
    bundle: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    format: 'esm',
    outdir: '/',
    write: false,
    logLevel: 'error',
  });
  const scripts = new Map(bundle.outputFiles.map(({ path, text }) => [path, text]));
  const messages = [];

  async function forward(request, response) {
    const body = await bodyOf(request);
    if (body) messages.push(JSON.parse(body));
    const { accept, 'content-type': type, 'mcp-protocol-version': version } = request.headers;
    const headers = { accept, 'content-type': type, 'mcp-protocol-version': version, 'x-api-key': key };
    const known = Object.entries(headers).filter(([, value]) => value !== undefined);
    const answer = await fetch(`${earshot}/mcp`, {
      method: request.method,
      headers: Object.fromEntries(known),
      body: body || undefined,
    });
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  const pictures = await listen(async (request, response) => {
    const hue = [...request.url].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 45% 70%)"/><path d="M4 34 16 12l8 12 4-6 8 16z" fill="hsl(${hue} 45% 35%)"/></svg>`;
    send(response, 'image/svg+xml', drawing);
  });
  const sandbox = await listen(async (request, response) => {
    const csp = JSON.parse(new URL(request.url, 'http://sandbox').searchParams.get('csp') ?? '{}');
    send(response, 'text/html', SANDBOX_PAGE, { 'Content-Security-Policy': policy(csp) });
  });
  const host = await listen(async (request, response) => {
    if (request.url === '/mcp') await forward(request, response);
    else if (scripts.has(request.url)) send(response, 'text/javascript', scripts.get(request.url));
    else send(response, 'text/html', request.url.startsWith('/mcp-ui') ? MCP_UI_PAGE : HOST_PAGE);
  });
  return {
    messages,
    host: `http://127.0.0.1:${host.port}`,
    sandbox: `http://localhost:${sandbox.port}`,
    pictures: `http://127.0.0.1:${pictures.port}`,
    close: () => [pictures, sandbox, host].forEach((server) => server.close()),
  };
}
