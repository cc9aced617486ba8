import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

/** The height of a link of one line. */
const LINE = 36;

const PLACES = [
  '#/chat',
  '#/audiences',
  '#/customers',
  '#/customers/user_axe',
  '#/reports/funnel',
  '#/reports/attribution',
  '#/tools/search_items',
  '#/flow/calls',
  '#/flow/deliveries',
  '#/flow/test',
  '#/flow/funnel',
  '#/setup/keys',
  '#/setup/imports',
  '#/setup/panel',
];

/** Presses Tab until what has the focus is what is looked for. */
async function tabTo(page, name, most = 60) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const at = document.activeElement;
      return (
        at.getAttribute('aria-label') ??
        document.querySelector(`label[for="${at.id}"]`)?.textContent ??
        at.closest('label')?.textContent ??
        at.textContent
      );
    });
    if (label.trim().replace(/\s+/g, ' ').startsWith(name)) {
      const ring = await page.evaluate(
        () =>
          getComputedStyle(document.activeElement).outlineStyle +
          getComputedStyle(document.activeElement.closest('.composer') ?? document.activeElement).outlineStyle,
      );
      assert.match(ring, /solid|auto/, `${name} has the focus, and nobody sees it`);
      return;
    }
  }
  throw new Error(`Tab never reaches ${name}`);
}

/** A whole story without a mouse: ask, change the audience, look at the data flow. */
export async function keyboard({ open, url }) {
  const page = await open();
  await page.goto(url);
  await page.getByRole('button', { name: 'Log in with your organisation' }).waitFor();
  await tabTo(page, 'Log in with your organisation');
  await page.keyboard.press('Enter');
  await page.getByText('Who do you want to reach?').waitFor();
  await tabTo(page, 'Describe an audience, or refine it');
  await page.keyboard.type('Hiking gear buyers in California');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Answer again' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Answer again' }).waitFor();
  await tabTo(page, 'Add a signal');
  await page.keyboard.type('women');
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByText('You changed the agent’s draft.').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Answer again' }).waitFor();
  await tabTo(page, 'Skip to the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.reload();
  await page.getByRole('banner').waitFor();
  await tabTo(page, 'Data flow');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Live calls' }).waitFor();
}

/** On a phone everything is reached, and nothing is cut off. */
export async function phone({ open, logIn, url }) {
  const page = await open({ width: 390, height: 844, locale: 'tr-TR' });
  await logIn(page);
  await page
    .getByLabel('Bir hedef kitle anlatın ya da daraltın')
    .fill('Kaliforniya’da doğa yürüyüşü malzemesi alan kadınlar');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Yeniden yanıtla' }).waitFor();
  await page.getByRole('button', { name: 'Hedef kitle', exact: true }).click();
  await page.getByRole('heading', { name: 'Hedef kitle' }).waitFor();
  await page.getByRole('button', { name: 'Kaliforniya' }).waitFor();
  const own = await saved(page, 'Ad', 'Telefonda', 'Hedef kitleyi kaydet');
  await page.getByRole('button', { name: 'Sohbetler' }).click();
  await page.getByRole('link', { name: 'Yeni sohbet' }).waitFor();
  for (const place of [...PLACES, own]) {
    await page.goto(`${url}/${place}`);
    await page.getByRole('navigation').first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => {});
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${place} is ${wide} wide`);
  }
  await page.goto(`${url}/#/tools`);
  const name = await page.getByRole('link', { name: 'identify_customer' }).boundingBox();
  assert.ok(name.height < 2 * LINE, `a tool's name is ${name.height} high`);
  await page.goto(`${url}/#/customers/nobody`);
  await page.getByText('Böyle bir müşteri yok.').waitFor();
}

/** Saves the audience that the chat drafted, and returns where its page is. */
async function saved(page, label, name, button) {
  const audience = page.locator('e-audience');
  await audience.getByLabel(label, { exact: true }).fill(name);
  await audience.getByRole('button', { name: button }).click();
  return audience.getByRole('link', { name }).getAttribute('href');
}

/** axe finds nothing serious, on no view, in light or dark. */
export async function axe({ open, logIn, url }) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open({ colorScheme });
    await page.goto(url);
    await page.getByRole('button', { name: 'Log in with your organisation' }).waitFor();
    await check(page, `login, ${colorScheme}`);
    await logIn(page);
    await page
      .getByRole('button', { name: 'People in California who bought hiking gear recently', exact: true })
      .click();
    await page.getByRole('button', { name: 'Answer again' }).waitFor();
    await page.locator('.shares').waitFor();
    await check(page, `an answer, ${colorScheme}`);
    const own = await saved(page, 'Name', `Seen in ${colorScheme}`, 'Save audience');
    for (const place of [...PLACES, own]) {
      await page.goto(`${url}/${place}`);
      await page.getByRole('heading').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('.spinner'));
      await check(page, `${place}, ${colorScheme}`);
    }
  }
}

async function check(page, where) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
  assert.deepEqual(
    serious.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    [],
  );
}
