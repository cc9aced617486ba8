// Runs scenarios in a real browser: node run.mjs <browser> <scenario,…> <url of Earshot> <API key> <admin's token>.
import { chromium } from 'playwright-core';
import { start } from './servers.mjs';
import * as scenarios from './scenarios.mjs';

const [executablePath, names, url, key, token] = process.argv.slice(2);

const around = await start(url, key);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const faults = [];

async function importItems(items) {
  const body = items.map((item) => JSON.stringify({ currency: 'USD', ...item })).join('\n');
  const answer = await fetch(`${url}/admin/items/import?strict=true`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson', 'Authorization': `Bearer ${token}` },
    body,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function withdraw(itemId) {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/admin/items/${encodeURIComponent(itemId)}`, { method: 'DELETE', headers });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A tool's card in a host; what any of the frames complains of fails the scenario. */
async function show(
  tool,
  args,
  { width = 760, height = 900, theme = 'light', locale = 'en-GB', host = '', ...more } = {},
) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    // MCP-UI tells the context before it is connected, too; the card gets it all the same when it begins.
    if (host !== 'mcp-ui' || error.message !== 'Not connected') faults.push(error.stack);
  });
  page.on('console', (message) => {
    // The client of MCP asks for a stream first, which Earshot does not have.
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('405')) faults.push(message.text());
  });
  const told = locale === 'none' ? undefined : locale;
  const asked = { tool, args, theme, locale: told, sandbox: around.sandbox, ...more };
  await page.goto(`${around.host}/${host}?${new URLSearchParams({ asked: JSON.stringify(asked) })}`);
  await page.locator('body[data-state=shown]').waitFor();
  const card = page.frameLocator('iframe').frameLocator('iframe');
  return { page, card, seen: () => page.evaluate(() => window.seen) };
}

/** The calls of one tool that have reached Earshot. */
const calls = (tool) => around.messages.filter(({ method, params }) => method === 'tools/call' && params.name === tool);

async function run(scenario) {
  faults.length = 0;
  around.messages.length = 0;
  await scenarios[scenario]({ show, importItems, withdraw, calls, pictures: around.pictures, faults });
  if (faults.length > 0) throw new Error(`The card complains: ${faults.join('\n')}`);
}

async function closePages() {
  for (const context of browser.contexts()) await context.close();
}

for (const scenario of names.split(',')) {
  try {
    await run(scenario);
    console.log(`${scenario}: passed`);
  } catch (error) {
    for (const context of browser.contexts())
      for (const page of context.pages()) await page.screenshot({ path: `${scenario}-failed.png` }).catch(() => {});
    console.error(`${scenario}: ${error.stack}`);
    process.exitCode = 1;
  }
  await closePages();
}
await browser.close();
around.close();
