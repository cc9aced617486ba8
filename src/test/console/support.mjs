import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

/** A support desk finds a customer, reads what happened, and lets the customer opt out and be forgotten. */
export async function support({ open, logIn, given }) {
  const page = await open();
  await logIn(page, '#/customers');
  await page.getByLabel('Id, name, e-mail address, phone number or session').fill(given.name);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: given.customer }).click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  const saved = page.getByRole('listitem').filter({ hasText: 'save_item' }).first();
  await saved.locator('summary').click();
  await saved.getByText('"tent-1"').waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'ai_item_saved' })
    .locator('summary')
    .getByText('delivered')
    .waitFor();
  await page.getByText('Netmera knows this customer.').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'email' });
  assert.match(await row.textContent(), /yes/);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  assert.equal(JSON.parse(await readFile(await (await download).path(), 'utf8')).data.customerId, given.customer);

  await page.getByRole('button', { name: 'Opt out' }).click();
  await page.getByText('The customer is opted out.').waitFor();
  await page.getByRole('button', { name: 'Opt in' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Consent' }).first().waitFor();

  await page.getByRole('button', { name: 'Erase …' }).click();
  const sure = page.getByRole('button', { name: 'Erase permanently' });
  await page.getByLabel(`Type ${given.customer} to confirm`).fill('user_other');
  assert.ok(await sure.isDisabled());
  await page.keyboard.press('Enter');
  assert.ok(await sure.isDisabled());
  await page.getByLabel(`Type ${given.customer} to confirm`).fill(given.customer);
  await sure.click();
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  await page.getByLabel('Id, name, e-mail address, phone number or session').fill(given.name);
  await page.keyboard.press('Enter');
  await page.getByText('No matching customers.').waitFor();
}

/** A funnel of ordered steps, and what conversions came from. */
export async function reports({ open, logIn }) {
  const page = await open();
  await logIn(page, '#/reports');
  await page.getByLabel('Steps').selectOption({ label: 'Save, conversion' });
  const table = page.getByRole('table');
  await table.getByRole('row').filter({ hasText: 'Conversion' }).waitFor();
  assert.equal(await table.getByRole('row').count(), 3);
  await page.getByLabel('Within').selectOption({ label: '7 days' });
  await page.getByText('Under way').waitFor();
  await page.getByRole('textbox', { name: 'Platform' }).fill('nowhere');
  await page.keyboard.press('Tab');
  await page.getByText('Nothing in this period takes the first step.').waitFor();

  await page.getByRole('link', { name: 'Attribution' }).click();
  await page.getByRole('row').filter({ hasText: 'a tent for reports' }).getByText('240.00 USD').waitFor();
  await page.getByLabel(/^By/).selectOption({ label: 'Item' });
  await page.getByRole('row').filter({ hasText: 'tent-1' }).first().waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  assert.match(
    await readFile(await (await download).path(), 'utf8'),
    /^item,currency,conversions,attributed,revenue\r\n/,
  );
}
