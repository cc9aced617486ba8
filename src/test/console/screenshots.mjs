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

/** Customers who save an item, so that an audience grows between two refreshes. */
async function save(from, to) {
  const call = async (tool, body) => {
    const headers = { 'X-API-Key': 'demo-key', 'Content-Type': 'application/json' };
    return (await (await fetch(`${url}/tools/${tool}`, { method: 'POST', headers, body: JSON.stringify(body) })).json())
      .data;
  };
  for (let n = from; n < to; n++) {
    const { sessionId } = await call('start_session', { customerId: `user_saver${n}` });
    const { items } = await call('search_items', { sessionId, query: 'tent' });
    await call('save_item', { sessionId, itemId: items[0].itemId });
  }
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

await desk.goto(`${url}/#/chat`);
await desk.getByText('Who do you want to reach?').waitFor();
await ask(desk, 'People who saved an item but didn’t buy in the last week', 'Answer again');
await desk.getByLabel('Name', { exact: true }).fill('Saved, not bought');
await desk.getByLabel('Refresh').selectOption('day');
await desk.getByLabel('Hold out, %').fill('10');
await desk.getByRole('button', { name: 'Save audience' }).click();
await desk.getByRole('link', { name: 'Saved, not bought' }).click();
for (const [from, to, button] of [
  [100, 112, 'Activate'],
  [112, 120, 'Refresh'],
  [120, 144, 'Refresh'],
  [144, 148, 'Refresh'],
]) {
  await save(from, to);
  await desk.getByRole('button', { name: button, exact: true }).click();
  await desk.getByRole('dialog').getByRole('button', { name: button }).click();
  const done = desk.locator('e-history tbody tr').filter({ hasText: /\d/ });
  await done.nth([100, 112, 120, 144].indexOf(from)).waitFor();
  await desk.getByText('Done.').waitFor();
}
await desk.reload();
await desk.getByRole('row').filter({ hasText: 'Held out (10 %)' }).waitFor();
await desk.setViewportSize({ width: 1360, height: 1240 });
await picture(desk, 'audience');
await desk.setViewportSize({ width: 1360, height: 860 });
await desk.goto(`${url}/#/chat`);
await desk.getByText('Who do you want to reach?').waitFor();
await desk.getByLabel('Add what customers did').selectOption('ai_item_saved');
await desk.locator('.criterion summary').click();
await desk.getByLabel('Property').selectOption('price');
await desk.getByLabel('From').fill('50');
await desk.getByRole('button', { name: 'Add the condition' }).click();
await desk.waitForFunction(() => document.querySelector('.shares'));
await picture(desk, 'rule');
await desk.goto(`${url}/#/setup/keys`);
await desk.getByLabel('Platform').fill('gemini');
await desk.getByRole('button', { name: 'Make a key' }).click();
await desk.getByText('This is the only time that the key is shown.').waitFor();
await picture(desk, 'keys');
await desk.goto(`${url}/#/setup/imports`);
const rows = 'itemId,name,category,price,currency\nmug-1,Tin mug,Outdoor,9,USD\nmug-2,Bad mug,Outdoor,nine,USD\n';
await desk
  .locator('e-file-import[kind=items] input[type=file]')
  .setInputFiles({ name: 'mugs.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
await desk.getByRole('button', { name: 'Import' }).first().click();
await desk.getByText('Import finished.').waitFor();
await picture(desk, 'imports');

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
await hand.goto(`${url}/#/audiences`);
await hand.getByRole('link', { name: 'Saved, not bought' }).first().click();
await hand.locator('.chart').waitFor();
await picture(hand, 'phone-saved-audience');
await browser.close();
