import assert from 'node:assert/strict';
import { ask, answered, parts } from './chat.mjs';

/** A planner briefs by what customers did, saves with a schedule and a share held out, activates, and reads what came of it. */
export async function story({ open, logIn }) {
  const page = await open();
  await logIn(page);
  const { audience } = parts(page);
  await ask(page, 'People who saved an item but didn’t buy in the last week');
  await answered(page);
  await audience.getByRole('row', { name: /^Saved an item/ }).waitFor();
  const size = await audience.locator('.figure').textContent();
  assert.notEqual(size, '0');

  await audience.getByLabel('Name', { exact: true }).fill('Savers');
  await audience.getByLabel('Refresh').selectOption({ label: 'every day' });
  await audience.getByLabel('Hold out, %').fill('10');
  await audience.getByRole('button', { name: 'Save audience' }).click();
  await audience.getByRole('link', { name: 'Savers' }).click();

  await page.getByRole('heading', { name: 'Savers' }).waitFor();
  await page.getByText('has not been activated yet').waitFor();
  await page.getByText('No customers to compare yet.').waitFor();
  await page.getByRole('button', { name: 'Activate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Activate “Savers”?' });
  await dialog.getByText(`${size} customers match now.`).waitFor();
  await dialog.getByRole('button', { name: 'Activate' }).click();
  await page.getByText('Done.').waitFor();
  await page.getByText('Next refresh:').waitFor();

  // The size at the activation, as a point and as a row; both sides; the members.
  await page.getByRole('img', { name: /^Size at each activation/ }).waitFor();
  const row = page.getByRole('region', { name: 'Size over time' }).getByRole('row').filter({ hasText: 'Activate' });
  assert.equal(await row.getByRole('cell').nth(2).textContent(), size);
  const comparison = page.getByRole('region', { name: 'Tagged and held out' });
  await comparison.getByRole('row').filter({ hasText: 'Held out (10 %)' }).waitFor();
  // History and comparison are read each at its own pace: they agree once both have read what the activation did.
  await page.waitForFunction(() => {
    const count = (cell) => document.querySelector(cell)?.textContent.trim();
    return count('e-history tbody td:nth-of-type(4)') === count('e-holdout tbody td:nth-of-type(1)');
  });
  const [tagged, heldOut] = await comparison.locator('tbody tr td:nth-of-type(1)').allTextContents();
  assert.ok(Number(tagged) + Number(heldOut) <= Number(size));
  const members = page.getByRole('region', { name: 'Members' }).first();
  await members.getByRole('link', { name: 'user_saver1', exact: true }).waitFor();

  // The schedule and the share are changed here.
  await page.getByRole('combobox', { name: 'Refresh' }).selectOption({ label: 'every week' });
  await page.getByLabel('Hold out, %').fill('20');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('link', { name: 'All audiences' }).click();
  await page.getByLabel('Search by name').fill('savers');
  await page.keyboard.press('Enter');
  await page
    .getByRole('row')
    .filter({ hasText: 'Savers' })
    .filter({ hasText: 'every week' })
    .filter({ hasText: '20' })
    .waitFor();

  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByLabel('Steps').selectOption({ label: 'Save, conversion' });
  await page.getByRole('table').getByRole('row').filter({ hasText: 'Save' }).waitFor();
}

/** A rule made by clicking alone: an event with a count and conditions, what came after it, and a signal that excludes. */
export async function clicked({ open, logIn }) {
  const page = await open();
  await logIn(page);
  const { audience } = parts(page);
  await audience.getByLabel('Add what customers did').selectOption({ label: 'Saved an item' });
  const saved = audience.getByRole('listitem').filter({ hasText: 'Saved an item' }).last();
  await saved.locator('summary').click();
  await saved.getByLabel('At least, times').fill('2');
  await page.keyboard.press('Tab');
  await saved.locator('summary').getByText('≥ 2×').waitFor();
  await saved.getByLabel('Property').selectOption({ label: 'price' });
  await saved.getByLabel('From').fill('50');
  await saved.getByRole('button', { name: 'Add the condition' }).click();
  await saved.locator('summary').getByText('Saved an item (price ≥ 50)').waitFor();
  await saved.getByLabel('Property').selectOption({ label: 'currency' });
  await saved.getByLabel('Is, or one of').fill('USD, EUR');
  await saved.getByRole('button', { name: 'Add the condition' }).click();
  await saved.locator('summary').getByText('currency: USD, EUR').waitFor();
  await saved.getByRole('button', { name: 'Remove currency: USD, EUR' }).click();
  await saved.getByLabel('Then').selectOption({ label: 'this did not happen' });
  await saved.getByLabel('Event').selectOption({ label: 'Bought or booked' });
  await saved.getByLabel('Within').selectOption({ label: '7 days' });
  await saved.getByRole('button', { name: 'Add the step' }).click();
  await audience
    .getByRole('row', { name: /^Saved an item \(price ≥ 50\) \(last 7 days\) → within 7 days: not: Bought or booked/ })
    .waitFor();

  const signals = audience.getByRole('combobox', { name: 'Add a signal' });
  await signals.fill('student');
  await audience.locator('[role=option]').first().waitFor();
  await signals.press('Enter');
  const excluded = audience.getByRole('listitem').filter({ hasText: 'Student' }).last();
  await excluded.locator('summary').click();
  await excluded.getByLabel('Where').selectOption({ label: 'Matches none of' });
  await audience.locator('.rule .none').getByText('Student').first().waitFor();
  await audience.getByLabel('Name', { exact: true }).fill('Clicked');
  await audience.getByRole('button', { name: 'Save audience' }).click();
  await audience.getByRole('button', { name: 'Activate' }).waitFor();
  assert.equal(await audience.getByText('The rule has changed since it was saved.').count(), 0);
  await audience.getByRole('link', { name: 'Clicked' }).click();
  await page
    .getByText(/^Saved an item \(price ≥ 50\).* · none of: .*Student/)
    .first()
    .waitFor();

  // It was never activated, so it can be deleted; the question may be answered with no.
  await page.getByRole('button', { name: 'Delete this audience' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete this audience' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('heading', { name: 'Audiences' }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.spinner'));
  assert.equal(await page.getByRole('link', { name: 'Clicked' }).count(), 0);
}

/** An operator makes a key and revokes it, imports items and signals, and reads which rows were refused. */
export async function setup({ open, logIn }) {
  const page = await open();
  await logIn(page, '#/setup');
  await page.getByLabel('Platform').fill('gemini');
  await page.getByLabel('Name, optional').fill('Shop');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByText('This is the only time that the key is shown.').waitFor();
  const key = await page.locator('.secret').textContent();
  const made = page.getByRole('row').filter({ hasText: 'gemini' }).first();
  const id = await made.getByRole('rowheader').textContent();
  assert.ok(key.includes(id.replace('key_', '')) && key.length > id.length);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  assert.equal(await page.getByText(key).count(), 0);
  await made.getByRole('button', { name: `Revoke ${id}` }).click();
  await made.getByRole('button', { name: 'Revoke', exact: true }).click();
  await made.getByText(/^revoked/).waitFor();

  // A file that is chosen, with a row that is refused.
  await page.getByRole('link', { name: 'Imports' }).click();
  const items = page.getByRole('region', { name: 'Items', exact: true });
  const csv = 'itemId,name,category,price,currency\nmug-1,Tin mug,Outdoor,9,USD\nmug-2,Bad mug,Outdoor,nine,USD\n';
  await items
    .locator('input[type=file]')
    .setInputFiles({ name: 'mugs.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await items.getByRole('button', { name: 'Import' }).click();
  await items.getByText('Import finished.').waitFor();
  await items.getByRole('row', { name: /^3 .*price/ }).waitFor();
  assert.deepEqual(await items.locator('dd').allTextContents(), ['2', '1', '1']);

  // One that is dropped; with a file of another kind, nothing can be imported.
  const taxonomy = page.getByRole('region', { name: 'Audience taxonomy' });
  const drop = async (name, text) => {
    const files = await page.evaluateHandle(
      ([name, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name));
        return transfer;
      },
      [name, text],
    );
    await taxonomy.locator('.drop').dispatchEvent('drop', { dataTransfer: files });
  };
  await drop('signals.pdf', '%PDF');
  await taxonomy.getByText('The name must end in').waitFor();
  assert.ok(await taxonomy.getByRole('button', { name: 'Import' }).isDisabled());
  await drop('signals.ndjson', '{"id":"int_mugs","name":"Mugs","type":"interest"}\n');
  await taxonomy.getByRole('button', { name: 'Import' }).click();
  await taxonomy.getByText('Import finished.').waitFor();
  assert.deepEqual(await taxonomy.locator('dd').allTextContents(), ['1', '1', '0']);
}
