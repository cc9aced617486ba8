// Serves the page and drives it in a browser: node test.mjs <Earshot's origin> <chromium> [<picture>]
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const [origin, executablePath, picture] = process.argv.slice(2);
process.env.EARSHOT_URL = origin;
const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
const page = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage();
  const noise = [];
  // A reload in mid-answer cuts a run off, which the client reports.
  const cutOff = (text) => /network error|Failed to fetch/.test(text);
  tab.on('console', (message) => message.type() === 'error' && !cutOff(message.text()) && noise.push(message.text()));
  tab.on('pageerror', (error) => noise.push(error.message));
  // The first page waits for Vite, which bundles CopilotKit once.
  await tab.goto(page, { timeout: 120_000 });
  const replies = tab.getByTestId('copilot-assistant-message');
  const words = async () => ((await replies.count()) ? (await replies.last().innerText()).length : 0);
  const until = async (condition) => {
    while (!(await condition())) await tab.waitForTimeout(20);
  };
  const ask = async (prompt) => {
    await tab.getByTestId('copilot-chat-textarea').fill(prompt);
    await tab.keyboard.press('Enter');
  };
  const draft = tab.getByRole('list', { name: 'Draft' });
  const size = tab.getByText(/^[\d,.]+ customers$/);

  await ask('Hikers in California, but no students');
  await size.waitFor();
  assert.match(await replies.last().innerText(), /California/);
  await draft.getByText('California').waitFor();
  assert.ok((await tab.getByRole('list', { name: 'Proposed signals' }).getByRole('listitem').count()) > 1);
  console.log('ok the chat, the proposed signals and the size of the draft');

  await draft.getByRole('button', { name: 'Remove California' }).click();
  await tab.getByText('Counted with the next reply').waitFor();
  await ask('only women');
  await until(async () => (await replies.count()) === 2 && (await words()) > 20);
  const before = await replies.last().innerText();
  await tab.reload();
  await size.waitFor();
  await until(async () => (await words()) >= before.length);
  const whole = await replies.last().innerText();
  assert.ok(whole.startsWith(before), `${whole} goes on from ${before}`);
  assert.equal(await replies.count(), 2);
  assert.equal(await tab.getByTestId('copilot-user-message').count(), 2);
  assert.match(await draft.innerText(), /Female|Women/);
  assert.doesNotMatch(await draft.innerText(), /California/);
  console.log('ok an edited draft is taken over, and a page that is loaded again in mid-answer goes on');

  await ask('also exclude teenagers');
  await until(async () => (await replies.count()) === 3 && (await words()) > 20);
  const answer = tab.waitForResponse((response) => response.url().endsWith('/stop'));
  await tab.getByTestId('copilot-send-button').click();
  assert.equal((await answer).status(), 204);
  const ended = () => replies.nth(2).getByTestId('copilot-copy-button').waitFor();
  await ended();
  const stopped = await replies.last().innerText();
  await tab.reload();
  await ended();
  await until(async () => (await words()) >= stopped.length);
  const kept = await replies.last().innerText();
  assert.ok(kept.startsWith(stopped), `${kept} is what was shown when it was stopped: ${stopped}`);
  console.log('ok a reply that is stopped ends on the server too');

  if (picture) await tab.screenshot({ path: picture });
  assert.deepEqual(noise, []);
} finally {
  await browser.close();
  await server.close();
}
