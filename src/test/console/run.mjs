// Runs one scenario in a real browser: node run.mjs <browser> <scenario> <url> [<what it is given, as JSON>].
import { chromium } from 'playwright-core';
import * as chat from './chat.mjs';
import * as edges from './edges.mjs';
import * as flow from './flow.mjs';
import * as access from './access.mjs';
import * as audiences from './audiences.mjs';
import * as support from './support.mjs';

const [executablePath, name, url, given = '{}'] = process.argv.slice(2);
const scenario = { ...chat, ...edges, ...flow, ...access, ...audiences, ...support }[name];
if (!scenario) throw new Error(`No scenario ${name}`);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const faults = [];

/** A page as somebody would have it before them; what it complains of fails the scenario, refused requests aside. */
async function open({ width = 1360, height = 860, colorScheme = 'light', locale = 'en-GB', within } = {}) {
  const context = within ?? (await browser.newContext({ viewport: { width, height }, colorScheme, locale }));
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.stack));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  return page;
}

/** At the identity provider, which sends one back to where one wanted to go; or in the sandbox. */
async function logIn(page, place = '') {
  await page.goto(`${url}/${place}`);
  await page.getByRole('button', { name: /Log in with|Kurum|Planner and operator/ }).click();
  await page
    .getByRole('banner')
    .getByText(/Paula|demo/)
    .waitFor({ state: 'attached' });
}

try {
  await scenario({ open, logIn, url, given: JSON.parse(given), browser });
  if (faults.length > 0) throw new Error(`The page complains: ${faults.join('\n')}`);
  console.log(`${name}: passed`);
} catch (error) {
  for (const context of browser.contexts())
    for (const page of context.pages()) await page.screenshot({ path: `${name}-failed.png` }).catch(() => {});
  console.error(`${name}: ${error.stack}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
