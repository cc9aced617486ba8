// The pictures in docs/console, of a sandbox that visits.mjs has filled: node screenshots.mjs <browser> <url> <folder>.
import { chromium } from 'playwright-core';

const [executablePath, url, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

async function open({ width = 1360, height = 860, colorScheme = 'light', locale = 'en-GB' } = {}) {
  const page = await (await browser.newContext({ viewport: { width, height }, colorScheme, locale })).newPage();
  await page.goto(url);
  await page.getByRole('button', { name: /Planner and operator|Planlamacı ve operatör/ }).click();
  return page;
}

async function picture(page, name) {
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

async function ask(page, prompt, again) {
  await page.locator('#prompt').fill(prompt);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: again }).waitFor();
  await page.waitForFunction(() => document.querySelector('.shares'));
}

const desk = await open();
await ask(desk, 'Women in California who bought hiking gear', 'Answer again');
await ask(desk, 'But not students', 'Answer again');
await picture(desk, 'chat');

await desk.goto(`${url}/#/flow/calls`);
await desk.locator('summary.entry', { hasText: 'complete_conversion' }).first().click();
await picture(desk, 'calls');
await desk.goto(`${url}/#/flow/test`);
await desk.getByLabel('Customer id').fill('user_1001');
await desk.getByRole('button', { name: 'Send a test event' }).click();
await desk.getByText('The data flow works.').waitFor();
await picture(desk, 'test-event');
await desk.goto(`${url}/#/flow/funnel`);
await desk.getByLabel('Period').selectOption('24h');
await desk.locator('.chart').waitFor();
await picture(desk, 'funnel');

await desk.goto(`${url}/#/customers/user_1001`);
await desk.getByRole('heading', { name: 'Timeline' }).waitFor();
await desk.locator('.entries').waitFor();
await picture(desk, 'customer');
await desk.goto(`${url}/#/reports/funnel`);
await desk.locator('.bars').waitFor();
await picture(desk, 'step-funnel');
await desk.goto(`${url}/#/reports/attribution`);
await desk.locator('.bars').waitFor();
await picture(desk, 'attribution');

await desk.goto(`${url}/#/tools/start_session`);
await desk.getByLabel('customerId').fill('user_1001');
await desk.getByRole('button', { name: 'Call' }).click();
await desk.getByText('delivered').waitFor();
await desk.getByRole('link', { name: 'search_items' }).click();
await desk.getByLabel('query').fill('hiking backpack under 100');
await desk.getByRole('button', { name: 'Call' }).click();
await desk.getByText('delivered').waitFor();
await desk.locator('main').evaluate((main) => main.scrollTo(0, 0));
await picture(desk, 'tool');

const hand = await open({ width: 390, height: 844, colorScheme: 'dark', locale: 'tr-TR' });
await ask(hand, 'Kaliforniya’da yaşayan, doğa yürüyüşü malzemesi alan kadınlar', 'Yeniden yanıtla');
await picture(hand, 'phone-chat');
await hand.getByRole('button', { name: 'Hedef kitle', exact: true }).click();
await picture(hand, 'phone-audience');
await browser.close();
