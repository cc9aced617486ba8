import assert from 'node:assert/strict';

export const BRIEF = 'Women in California who bought hiking gear, not students';

export function parts(page) {
  return {
    prompt: page.getByLabel('Describe an audience, or refine it'),
    send: page.getByRole('button', { name: 'Send' }),
    stop: page.getByRole('button', { name: 'Stop' }),
    answers: page.getByRole('article', { name: 'The agent' }),
    audience: page.getByRole('region', { name: 'Audience' }),
    list: page.getByRole('list', { name: 'Conversations' }),
  };
}

export async function ask(page, text) {
  const { prompt, send } = parts(page);
  await prompt.fill(text);
  await send.click();
}

/** Until the answer is written, and nothing more is coming. */
export async function answered(page, count = 1) {
  await page.waitForFunction(
    (n) => document.querySelectorAll('.agents').length === n && !document.querySelector('[aria-busy="true"].agents'),
    count,
  );
  await parts(page).send.waitFor();
}

/** From the brief to an active audience, as a planner does it. */
export async function planner({ open, logIn, given }) {
  const page = await open();
  await logIn(page);
  const { answers, audience, list } = parts(page);
  await ask(page, BRIEF);
  await answered(page);
  const chip = answers.getByRole('button', { name: /^Outdoor & Hiking/ });
  assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  assert.match(await chip.textContent(), new RegExp(`${given.hikers} customers.*hiking gear`, 's'));

  // The draft, drawn with what each signal does to it.
  await audience.getByText(`${given.members}`, { exact: true }).first().waitFor();
  const without = audience
    .getByRole('row', { name: /^Female/ })
    .getByRole('cell')
    .last();
  assert.match(await without.innerText(), new RegExp(`^${given.withoutFemale}`));

  // Changed by hand, kept over a reload, and back again.
  await audience.getByRole('button', { name: 'Remove Female' }).click();
  await audience.locator('.figure', { hasText: String(given.withoutFemale) }).waitFor();
  await page.reload();
  await audience.locator('.figure', { hasText: String(given.withoutFemale) }).waitFor();
  await audience.getByRole('button', { name: 'Restore the agent’s draft' }).click();
  await audience.locator('.figure', { hasText: String(given.members) }).waitFor();

  // Added by searching the taxonomy.
  await audience.getByRole('combobox', { name: 'Add a signal' }).fill('texas');
  await audience.locator('[role=option]', { hasText: 'Texas' }).first().waitFor();
  await page.keyboard.press('Escape');

  // What customers did is added by a menu, and taken out again.
  await audience.getByLabel('Add what customers did').selectOption({ label: 'Saved an item' });
  await audience.getByRole('row', { name: /^Saved an item/ }).waitFor();
  await audience.locator('.figure', { hasText: /^0$/ }).waitFor();
  await audience.getByRole('button', { name: 'Remove Saved an item' }).click();
  await audience.locator('.figure', { hasText: String(given.members) }).waitFor();

  // Kept and handed on, with a question between.
  await audience.getByLabel('Name', { exact: true }).fill('Hiking women');
  await audience.getByRole('button', { name: 'Save audience' }).click();
  await audience.getByRole('button', { name: 'Activate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Activate “Hiking women”?' });
  await dialog.getByText(`${given.members} customers match now.`).waitFor();
  await dialog.getByRole('button', { name: 'Activate' }).click();
  await audience.getByText('Done.').waitFor({ timeout: 30_000 });
  assert.equal(await audience.locator('dd').first().textContent(), String(given.members));

  // What one thinks of the answer, and another one.
  await page.getByRole('button', { name: 'Bad answer' }).click();
  await page.getByLabel('What was wrong with it?').fill('Too broad');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Answer again' }).click();
  await page.getByText('An earlier answer').waitFor();
  await answered(page);

  // Renamed, found, deleted.
  await list
    .getByRole('button', { name: /^Rename/ })
    .first()
    .click();
  await page.getByLabel('Title').fill('Summer campaign');
  await page.keyboard.press('Enter');
  await list.getByText('Summer campaign').waitFor();
  await page.getByLabel('Search conversations').fill('nothing like it');
  await page.getByText('No matching conversations.').waitFor();
  await page.getByLabel('Search conversations').fill('summer');
  await page.getByRole('button', { name: 'Delete “Summer campaign”' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('Who do you want to reach?').waitFor();
}

/** A reload in the middle of an answer loses nothing and asks nothing again. */
export async function reload({ open, logIn }) {
  const page = await open();
  await logIn(page);
  await ask(page, BRIEF);
  await page.waitForFunction(() => document.querySelector('.writing')?.textContent.split(' ').length > 8);
  await page.reload();
  await parts(page).stop.waitFor();
  await answered(page);
  assert.equal(await page.locator('.mine').count(), 1);
  const shown = await page.locator('.agents .text').textContent();
  await page.reload();
  await answered(page);
  assert.equal(await page.locator('.agents .text').textContent(), shown);
  assert.match(shown, /^Your audience: people who match/);
}

/** Stopping keeps what was written, and says so. */
export async function stop({ open, logIn }) {
  const page = await open();
  await logIn(page);
  await ask(page, BRIEF);
  await page.waitForFunction(() => document.querySelector('.writing')?.textContent.split(' ').length > 5);
  await parts(page).stop.click();
  await page.getByText('Stopped.').waitFor();
  const kept = await page.locator('.agents .text').textContent();
  assert.ok(kept.length > 10 && !/customers seen so far/.test(kept), kept);
  await page.reload();
  await page.getByText('Stopped.').waitFor();
}

/** Two tabs show one answer as it is written, whichever of them asked. */
export async function tabs({ open, logIn }) {
  const one = await open();
  await logIn(one);
  await ask(one, 'Families who like camping');
  await answered(one);
  const other = await open({ within: one.context() });
  await logIn(other, new URL(one.url()).hash);
  await answered(other);
  await ask(one, BRIEF);
  await Promise.all([one, other].map((page) => parts(page).stop.waitFor()));
  await Promise.all([answered(one, 2), answered(other, 2)]);
  const [here, there] = await Promise.all(
    [one, other].map((page) => page.locator('.agents .text').last().textContent()),
  );
  assert.equal(there, here);
}

/** A login that ends is said so; the next one leads back, with what was being written. */
export async function expired({ open, logIn }) {
  const page = await open();
  await logIn(page);
  await ask(page, BRIEF);
  await answered(page);
  const place = new URL(page.url()).hash;
  await page.evaluate(() => {
    const login = JSON.parse(sessionStorage.getItem('earshot.login'));
    sessionStorage.setItem('earshot.login', JSON.stringify({ ...login, token: `${login.token.slice(0, -8)}AAAAAAAA` }));
  });
  await page.reload();
  const dialog = page.getByRole('dialog', { name: 'Your session has expired' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Log in with your organisation' }).click();
  await answered(page);
  assert.equal(new URL(page.url()).hash, place);
}

/** While one writes, too: nothing typed is lost. */
export async function typed({ open, logIn, given }) {
  const page = await open();
  await logIn(page);
  await parts(page).prompt.fill('Only women');
  // Every token is refused from here on, as when it has run out.
  await page.route('**/chat/**', (route) =>
    route.fulfill({
      status: 401,
      contentType: 'application/problem+json',
      body: '{"success":false,"code":"UNAUTHENTICATED"}',
    }),
  );
  await parts(page).send.click();
  await page.getByRole('dialog', { name: 'Your session has expired' }).waitFor();
  await page.unroute('**/chat/**');
  await page.getByRole('button', { name: 'Log in with your organisation' }).click();
  await page.waitForFunction(() => document.querySelector('#prompt')?.value === 'Only women');
}

/** Where the identity provider renews tokens, nobody notices that one has expired. */
export async function renewed({ open, logIn }) {
  const page = await open();
  await logIn(page);
  let refused = 0;
  await page.route('**/chat/conversations?*', (route) =>
    refused++ === 0 ? route.fulfill({ status: 401, body: '{}' }) : route.continue(),
  );
  await page.reload();
  await page.getByText('No conversations yet').or(parts(page).list).waitFor();
  assert.ok(refused > 1, 'the list was refused once and asked for again');
  assert.equal(await page.getByRole('dialog').count(), 0);
}
