import assert from 'node:assert/strict';
import { BRIEF, answered, ask, parts } from './chat.mjs';

/** There is one draft: what is changed in the panel is what the agent refines and saves, in every tab and after a reload. */
export async function draft({ open, logIn, given }) {
  const page = await open();
  await logIn(page);
  const { audience, answers } = parts(page);
  await ask(page, BRIEF);
  await answered(page);
  await audience.getByRole('button', { name: 'Remove Female' }).click();
  await audience.locator('.figure', { hasText: String(given.withoutFemale) }).waitFor();
  await ask(page, 'save it as By hand');
  await answered(page, 2);
  assert.match(await answers.last().textContent(), new RegExp(`“By hand”.*${given.withoutFemale} customers`, 's'));
  await ask(page, 'yes');
  await answered(page, 3);
  await audience.getByText('By hand', { exact: true }).waitFor();
  assert.equal(await audience.getByText('The rule has changed since it was saved.').count(), 0);

  // Another tab learns of a change, and so does the page after a reload.
  const other = await open({ within: page.context() });
  await logIn(other, new URL(page.url()).hash);
  await answered(other, 3);
  await add(page, 'texas', 'Texas');
  await parts(other).audience.getByRole('button', { name: 'Remove Texas' }).waitFor();
  await other.close();
  await page.reload();
  await audience.getByRole('button', { name: 'Remove Texas' }).waitFor();

  // A change that can't be kept is said to be so, and kept later; nothing is asked without it.
  await page.route('**/draft', (route) => route.abort());
  await audience.getByRole('button', { name: 'Remove Texas' }).click();
  await audience.getByText('Your change could not be saved').waitFor();
  await parts(page).prompt.fill('only men');
  await parts(page).send.click();
  await page.getByText('The server can’t be reached.').first().waitFor();
  assert.equal(await parts(page).prompt.inputValue(), 'only men');
  await page.unroute('**/draft');
  await audience.getByRole('button', { name: 'Try again' }).click();
  await audience.getByText('Your change could not be saved').waitFor({ state: 'detached' });

  // What is drafted before there is a conversation is part of it.
  await page.getByRole('link', { name: 'New conversation' }).click();
  await page.getByText('Who do you want to reach?').waitFor();
  await add(page, 'texas', 'Texas');
  await ask(page, 'People who bought hiking gear');
  await answered(page);
  await audience.getByRole('button', { name: 'Remove Texas' }).waitFor();
  await audience.getByRole('button', { name: 'Remove Outdoor & Hiking' }).waitFor();
  await page.getByRole('link', { name: 'New conversation' }).click();
  await audience.getByText('No criterion yet.').waitFor();
}

async function add(page, words, name) {
  const { audience } = parts(page);
  await audience.getByRole('combobox', { name: 'Add a signal' }).fill(words);
  await audience.locator('[role=option]', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await audience.getByRole('button', { name: `Remove ${name}` }).waitFor();
}

/** A signal that the taxonomy has lost keeps its name and counts on, and that is said. */
export async function retired({ open, logIn }) {
  const page = await open();
  await logIn(page);
  await page.route('**/audiences/estimate', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    answer.data.warnings = [
      { code: 'SIGNAL_RETIRED', signal: 'demo_student', name: 'Students of old', detail: 'was retired' },
    ];
    await route.fulfill({ response, json: answer });
  });
  await ask(page, BRIEF);
  await answered(page);
  const { audience } = parts(page);
  await audience.getByText('Students of old is no longer in the taxonomy.').waitFor();
  await audience.getByRole('button', { name: 'Remove Students of old' }).waitFor();
}

/** Sent before what was said is loaded, or after that has failed: nothing is lost, and nothing is sent twice. */
export async function early({ open, logIn }) {
  const page = await open();
  await logIn(page);
  const { prompt, send } = parts(page);
  await ask(page, BRIEF);
  await answered(page);
  const history = /\/chat\/conversations\/conv_[^/]*$/;

  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route(history, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByText('Loading …').first().waitFor();
  await prompt.fill('Only women');
  await send.click();
  await page.getByRole('button', { name: 'Sending …' }).waitFor();
  assert.equal(await prompt.inputValue(), 'Only women');
  go();
  await answered(page, 2);
  assert.equal(await prompt.inputValue(), '');
  await page.unroute(history);

  await page.route(history, (route) => route.abort());
  await page.reload();
  await page.getByText('The server can’t be reached.').first().waitFor();
  await prompt.fill('Only men');
  await send.click();
  await page.locator('.strip.bad').waitFor();
  assert.equal(await prompt.inputValue(), 'Only men');
  await page.unroute(history);
  await send.click();
  await answered(page, 3);
  assert.equal(await page.locator('.mine').count(), 3);

  // It arrived, and the answer that says so did not: it is found, and not sent again.
  await page.route('**/stream', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await prompt.fill('Also in Oregon');
  await send.click();
  await page.locator('.strip.bad').waitFor();
  await page.unroute('**/stream');
  await send.click();
  await answered(page, 4);
  assert.equal(await prompt.inputValue(), '');
  assert.equal(await page.locator('.mine').count(), 4);
}

/** A login that ends while an answer is followed: it goes on after the next one, and the prompt was sent once. */
export async function resumed({ open, logIn }) {
  const page = await open();
  await logIn(page);
  const login = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('earshot.login')).token);
  const token = await login();
  for (const again of ['token', 'provider']) {
    await page.getByRole('link', { name: 'New conversation' }).click();
    await page.getByText('Who do you want to reach?').waitFor();
    await cut(page);
    await ask(page, BRIEF);
    await page.getByRole('dialog', { name: 'Your session has expired' }).waitFor();
    await page.unroute('**/stream');
    assert.equal(await parts(page).prompt.inputValue(), '');
    if (again === 'token')
      await page.evaluate(async (one) => (await import('/console/login.js')).withToken(one), token);
    else
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Log in|^Planner and/ })
        .click();
    await answered(page);
    assert.equal(await page.locator('.mine').count(), 1);
    assert.equal(await parts(page).prompt.inputValue(), '');
    assert.match(await page.locator('.agents .text').textContent(), /^Your audience: people who match/);
  }
}

/** The stream of the next prompt breaks off after its first words, and whoever resumes it is no longer logged in. */
async function cut(page) {
  await page.route('**/stream', async (route) => {
    const request = route.request();
    if (request.method() === 'GET')
      return route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"success":false,"code":"UNAUTHENTICATED"}',
      });
    const response = await fetch(request.url(), {
      method: 'POST',
      headers: await request.allHeaders(),
      body: request.postData(),
    });
    const reader = response.body.getReader();
    let text = '';
    while (text.split('"chunk"').length < 4) text += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    return route.fulfill({
      status: 200,
      contentType: 'text/event-stream',
      body: text.slice(0, text.lastIndexOf('\n\n') + 2),
    });
  });
}

/** Nothing of a person stays in the tab when they log out, or when somebody else logs in after their login has ended. */
export async function leaving({ open, logIn, url }) {
  const page = await open();
  await logIn(page);
  await ask(page, BRIEF);
  await answered(page);
  const personal = () =>
    page.evaluate(() =>
      [sessionStorage, localStorage]
        .flatMap((one) => Object.entries(one))
        .filter(([key]) => !/^earshot\.(language|theme|oidc)$/.test(key)),
    );
  await parts(page).prompt.fill('What nobody else should read');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: /^Log in with|^Planner and/ }).waitFor();
  assert.deepEqual(await personal(), []);
  assert.equal(new URL(page.url()).hash, '');
  await logIn(page);
  await page.getByText('Who do you want to reach?').waitFor();
  assert.equal(await parts(page).prompt.inputValue(), '');

  await parts(page).prompt.fill('What nobody else should read');
  await page
    .evaluate(async () => {
      const { end, withToken } = await import('/console/login.js');
      end();
      const claims = { sub: 'somebody-else', preferred_username: 'Somebody Else', groups: ['planner'] };
      withToken(`e30.${btoa(JSON.stringify(claims))}.x`);
    })
    .catch(() => {});
  await page.waitForFunction(() => sessionStorage.getItem('earshot.my.owner') === 'somebody-else');
  await page.waitForFunction(() => !document.querySelector('#prompt')?.value);
  assert.doesNotMatch(JSON.stringify(await personal()), /nobody else/);
}

/** However often it is pressed, each entry is there once, and each audience is made once. */
export async function twice({ open, logIn, url }) {
  const page = await open();
  await logIn(page);
  await page.evaluate(async () => {
    const { data } = await import('/console/api.js');
    for (let n = 0; n < 65; n++) await data('/chat/conversations', { body: { title: `Of many ${n}` } });
  });
  await page.reload();
  await pressedTwice(page, parts(page).list.locator('li a'), 'More', 30);

  await ask(page, BRIEF);
  await answered(page);
  const { audience } = parts(page);
  await slow(page, '**/audiences', 'POST');
  await audience.getByLabel('Name', { exact: true }).fill('Made once');
  await audience.getByRole('button', { name: 'Save audience' }).dblclick();
  await audience.getByText('version 1').waitFor();
  await audience.getByText('Saved audiences').click();
  await audience.locator('.kept li').first().waitFor();
  assert.equal(await audience.locator('.kept li', { hasText: 'Made once' }).count(), 1);

  // Pages that overlap, since something came in between.
  const call = (n) => ({
    id: `call_${n}`,
    at: new Date(1e12 - 1000 * n).toISOString(),
    tool: 'view_item',
    customerId: `c${n}`,
    sessionId: 's',
    session: 'OPEN',
    platform: 'p',
    arguments: {},
    deliveries: [],
  });
  await page.route('**/admin/calls?*', (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    return route.fulfill({
      json: {
        success: true,
        data: Array.from({ length: 30 }, (_, n) => call(from + n)),
        nextCursor: String(from + 28),
      },
    });
  });
  await page.goto(`${url}/#/flow/calls`);
  await pressedTwice(page, page.locator('e-calls .entries > li'), 'Older ones', 28, 30);
  const delivery = (n) => ({
    id: `dlv_${n}`,
    createdAt: new Date(1e12 - 1000 * n).toISOString(),
    event: 'e',
    customerId: 'c',
    status: 'DELIVERED',
    attempts: 1,
  });
  await page.route('**/admin/deliveries?*', (route) => {
    const limit = Number(new URL(route.request().url()).searchParams.get('limit'));
    return route.fulfill({
      json: { success: true, data: Array.from({ length: limit }, (_, n) => delivery(n)), nextCursor: 'more' },
    });
  });
  await page.goto(`${url}/#/flow/deliveries`);
  await pressedTwice(page, page.locator('e-deliveries .entries > li'), 'Older ones', 40);
}

async function slow(page, path, method) {
  await page.route(path, async (route) => {
    if (route.request().method() === method) await new Promise((go) => setTimeout(go, 300));
    await route.fallback();
  });
}

async function pressedTwice(page, entries, more, step, first = step) {
  await entries.nth(first - 1).waitFor();
  assert.equal(await entries.count(), first);
  await page.getByRole('button', { name: more }).first().dblclick();
  await entries.nth(first + step - 1).waitFor();
  // A second page would be there by now.
  await page.waitForLoadState('networkidle').catch(() => {});
  assert.equal(await entries.count(), first + step);
  const texts = await entries.evaluateAll((all) => all.map((one) => one.href ?? one.textContent));
  assert.equal(new Set(texts).size, texts.length);
}

/** An address that was cut off is said to be so, wherever it points to. */
export async function cutOff({ open, logIn, url }) {
  const page = await open();
  await logIn(page);
  for (const place of ['chat/%E0%A4%A', 'flow/%', 'tools/%C3', 'nowhere/at-all']) {
    await page.goto(`${url}/#/${place}`);
    await page.getByRole('alert').getByText('Page not found.').waitFor();
    await page.reload();
    await page.getByRole('alert').getByText('Page not found.').waitFor();
  }
  await page.getByRole('alert').getByRole('link', { name: 'Chat' }).click();
  await page.getByText('Who do you want to reach?').waitFor();
  await page.goto(`${url}/#/chat/conv_%3Fq%2F..`);
  await page.getByText('This conversation no longer exists.').waitFor();
}
