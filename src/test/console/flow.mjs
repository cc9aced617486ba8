import assert from 'node:assert/strict';

/** A tool tried by hand, and what came of it seen from all sides. */
export async function operator({ open, logIn, given }) {
  const page = await open();
  await logIn(page, '#/tools/start_session');
  await page.getByLabel('customerId').fill(given.customer);
  await page.getByRole('button', { name: 'Call' }).click();
  const answer = page.getByRole('region', { name: /^Answer/ });
  await answer.getByText('ai_session_started').waitFor();
  await answer.getByText('delivered').waitFor();

  // The session goes on with the next tool; what is missing is said where it is missing.
  await page.getByRole('link', { name: 'search_items' }).click();
  await page.getByRole('button', { name: 'Call' }).click();
  assert.equal(await page.getByLabel('query').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('query').fill("hiker's backpack");
  await page.getByRole('button', { name: 'Call' }).click();
  await answer.getByText('ai_query_submitted').waitFor();
  const curl = await page.getByLabel('curl', { exact: true }).last().textContent();
  assert.match(curl, /tools\/search_items/);
  assert.match(curl, /hiker'\\''s backpack/);
  await page.getByRole('button', { name: 'OpenAI' }).click();
  assert.equal(JSON.parse(await page.getByLabel('OpenAI').last().textContent()).function.name, 'search_items');
  await page.getByRole('button', { name: 'MCP' }).click();
  assert.match(await page.getByLabel('MCP').last().textContent(), /\/mcp"/);

  await page.getByRole('link', { name: 'Data flow' }).click();
  await page.getByText('Flowing', { exact: true }).waitFor();
  const call = page.getByRole('listitem').filter({ hasText: 'search_items' }).first();
  await call.locator('summary').click();
  await call.getByText("hiker's backpack").waitFor();
  await page.getByRole('link', { name: 'Test event' }).click();
  await page.getByLabel('Customer id').fill(given.customer);
  await page.getByRole('button', { name: 'Send a test event' }).click();
  await page.getByText('The data flow works.').waitFor({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Funnel' }).click();
  await page.getByRole('img', { name: /^Query, view, save/ }).waitFor();
  await page.getByText('As a table').click();
  await page.getByRole('columnheader', { name: 'Abandoned' }).waitFor();
  await page.getByRole('link', { name: 'Setup' }).click();
  await page.getByRole('link', { name: 'Panel check' }).click();
  await page.getByText(/differences found/).waitFor();
}

/** While Netmera is down, the page says so, and what is owed; it stays up itself. */
export async function outage({ open, logIn, given }) {
  const page = await open();
  await logIn(page, '#/flow');
  await page.getByText('Netmera rejects batches').waitFor({ timeout: 30_000 });
  await page
    .getByText(/500\/2001/)
    .first()
    .waitFor();
  const call = page.getByRole('listitem').filter({ hasText: given.customer }).first();
  await call.getByText('retrying').first().waitFor();
}

/** When it is back, all that was owed has arrived; what it rejects is shown with the reason, and can be sent again. */
export async function recovery({ open, logIn, given }) {
  const page = await open();
  await logIn(page, '#/flow/deliveries');
  await page.getByText('Flowing', { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByLabel('Status').selectOption('rejected');
  await page.getByLabel('Customer', { exact: true }).fill(given.rejected);
  const one = page.getByRole('listitem').filter({ hasText: given.rejected }).filter({ hasText: 'ai_result_viewed' });
  await one.locator('summary').click();
  await one.getByText('400/2020 price is missing').first().waitFor();
  await one.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('It is pending again').waitFor();
  await page.getByLabel('Status').selectOption('delivered');
  await page.getByRole('listitem').filter({ hasText: 'ai_result_viewed' }).first().waitFor();
}
