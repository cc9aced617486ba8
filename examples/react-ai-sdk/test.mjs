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
  tab.on('console', (message) => message.type() === 'error' && noise.push(message.text()));
  tab.on('pageerror', (error) => noise.push(error.message));
  await tab.goto(page);
  const reply = tab.locator('li.assistant').last();
  const words = async () => ((await reply.count()) ? (await reply.innerText()).length : 0);
  const until = async (condition) => {
    while (!(await condition())) await tab.waitForTimeout(20);
  };

  await tab.getByLabel('Brief').fill('Hikers in California, but no students');
  await tab.getByRole('button', { name: 'Send' }).click();
  await until(async () => (await words()) > 20);
  const before = await reply.innerText();
  await tab.reload();
  await tab.getByRole('button', { name: 'Send' }).waitFor();
  const whole = await reply.innerText();
  assert.ok(whole.startsWith(before), `${whole} goes on from ${before}`);
  assert.equal(await tab.locator('li.user').count(), 1);
  await tab.getByLabel('Audience').getByText('California').waitFor();
  console.log('ok a page that is loaded again in mid-answer goes on');

  await tab.getByLabel('Brief').fill('only women');
  await tab.keyboard.press('Enter');
  await until(async () => (await tab.locator('li.assistant').count()) === 2 && (await words()) > 20);
  await tab.getByRole('button', { name: 'Stop' }).click();
  await tab.getByRole('button', { name: 'Another reply' }).click();
  await tab.getByRole('button', { name: 'Stop' }).waitFor();
  await tab.getByRole('button', { name: 'Another reply' }).waitFor();
  assert.equal(await tab.locator('li.assistant').count(), 2);
  assert.match(await tab.getByLabel('Audience').innerText(), /Female|Women/);
  console.log('ok a reply is stopped and made anew');

  if (picture) await tab.screenshot({ path: picture });
  assert.deepEqual(noise, []);
} finally {
  await browser.close();
  await server.close();
}
