// What a person sees and does on the cards.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

const MARKUP = '<img src=x onerror="document.title=1"><b>Kettle</b>';

async function shop({ importItems, pictures }) {
  const item = (itemId, name, price, more = {}) => ({
    itemId,
    name,
    category: 'cards > kettles',
    description: `${name}, which boils a litre in three minutes.\nWith a lid that stays cool.`,
    price,
    url: `https://store.example/items/${itemId}`,
    imageUrl: `${pictures}/${itemId}.svg`,
    ...more,
  });
  await importItems([
    item('card-kettle-1', 'Cardinal kettle', 49.9),
    item('card-kettle-2', 'Cardinal travel kettle', 29.5, { imageUrl: undefined }),
    item('card-kettle-3', 'Cardinal whistling kettle for six people, in enamelled steel', 1249, { currency: 'EUR' }),
    item('card-kettle-4', 'Cardinal camping kettle', 19),
  ]);
}

async function until(condition) {
  for (let tries = 0; !condition(); tries += 1) {
    assert.ok(tries < 1_500, `never: ${condition}`);
    await setTimeout(20);
  }
}

const named = (card, name) => card.getByRole('listitem').filter({ hasText: name });

/** A list, one of its items, a similar one, and back again. */
export async function browse({ show, calls, ...given }) {
  await shop(given);
  const { card, seen } = await show('search_items', { query: 'cardinal kettle' });
  await card.getByRole('heading', { name: 'Search results' }).waitFor();
  assert.equal(await card.getByRole('listitem').count(), 4);
  await card.getByText('4 items', { exact: true }).waitFor();
  const first = named(card, /^Cardinal kettle/);
  await first.getByText('US$49.90').waitFor();
  await named(card, 'whistling').getByText('€1,249.00').waitFor();
  await card
    .locator('img')
    .first()
    .evaluate((image) => image.decode());
  assert.equal(await card.locator('img').count(), 3);

  await first.getByRole('button', { name: 'Details of Cardinal kettle' }).click();
  await card.getByRole('heading', { name: 'Cardinal kettle', level: 1 }).waitFor();
  await card.getByText('With a lid that stays cool.').waitFor();
  assert.equal(await card.locator(':focus').textContent(), 'Cardinal kettle');
  await card.getByRole('button', { name: 'Open Cardinal kettle in the shop' }).click();
  await card.getByRole('heading', { name: 'Similar items' }).waitFor();
  await card.getByRole('button', { name: 'Details of Cardinal camping kettle' }).click();
  await card.getByRole('heading', { name: 'Cardinal camping kettle', level: 1 }).waitFor();

  await card.getByRole('button', { name: 'Back' }).click();
  await card.getByRole('heading', { name: 'Cardinal kettle', level: 1 }).waitFor();
  await card.getByRole('button', { name: 'Back' }).click();
  await card.getByRole('heading', { name: 'Search results' }).waitFor();
  assert.equal(await card.locator(':focus').getAttribute('aria-label'), 'Details of Cardinal kettle');
  assert.deepEqual((await seen()).opened, ['https://store.example/items/card-kettle-1']);
  assert.equal(calls('view_item').length, 2);
  assert.ok((await seen()).heights.every((height) => height > 0));
}

/** An item is saved once however often the button is pressed, and stays saved wherever it is shown. */
export async function save({ show, calls, ...given }) {
  await shop(given);
  const { card, seen } = await show('view_item', { itemId: 'card-kettle-1' });
  const before = calls('save_item').length;
  await card.getByRole('button', { name: 'Save Cardinal kettle' }).dblclick();
  await card.getByRole('button', { name: 'Cardinal kettle is saved.' }).waitFor();
  assert.equal(await card.getByRole('status').textContent(), 'Cardinal kettle is saved.');
  await card.getByRole('button', { name: 'Cardinal kettle is saved.' }).click({ force: true });
  assert.equal(calls('save_item').length, before + 1);
  const { arguments: args, _meta: metadata } = calls('save_item').at(-1).params;
  assert.match(args.idempotencyKey, /^card-[0-9a-f]{32}$/);
  assert.equal(metadata.locale, 'en-GB');
  await card.getByRole('button', { name: 'Details of Cardinal travel kettle' }).click();
  const similar = named(card, /^Cardinal kettle/);
  await similar.getByRole('button', { name: 'Cardinal kettle is saved.' }).waitFor();
  // The call for the details came behind any further one of the button's.
  assert.equal(calls('save_item').length, before + 1);
  const again = await show('save_item', { itemId: 'card-kettle-3' });
  await again.card.getByRole('button', { name: /whistling.* is saved/ }).waitFor();
  const said = (await seen()).contexts.at(-1).content[0].text;
  assert.deepEqual(JSON.parse(said), { savedItemIds: ['card-kettle-1'] });
}

/** What fails is said, and can be tried again. */
export async function failing({ show, withdraw, importItems, ...given }) {
  await shop({ importItems, ...given });
  const { card } = await show('search_items', { query: 'cardinal kettle' });
  await card.getByRole('button', { name: 'Save Cardinal camping kettle' }).waitFor();
  await withdraw('card-kettle-4');
  await card.getByRole('button', { name: 'Save Cardinal camping kettle' }).press('Enter');
  await card.getByRole('status').getByText('card-kettle-4').waitFor();
  assert.equal(await card.locator(':focus').getAttribute('aria-label'), 'Save Cardinal camping kettle');
  assert.equal(
    await card.getByRole('button', { name: 'Save Cardinal camping kettle' }).getAttribute('aria-disabled'),
    null,
  );

  const missing = await show('view_item', { itemId: 'card-kettle-4' });
  await missing.card.getByText('There is no item card-kettle-4').waitFor();
  const nothing = await show('search_items', { query: 'xylophonically' });
  await nothing.card.getByText('No items were found').waitFor();
}

/** A conversion is confirmed with its price, whether the catalogue holds the item or not. */
export async function confirm({ show, ...given }) {
  await shop(given);
  const bought = await show('complete_conversion', { itemId: 'card-kettle-1', revenue: 99.8, currency: 'USD' });
  await bought.card.getByRole('heading', { name: 'Confirmed' }).waitFor();
  await bought.card.getByText('Cardinal kettle').waitFor();
  await bought.card.getByText('US$99.80').waitFor();
  assert.equal(await bought.card.locator('img').count(), 1);

  const elsewhere = await show(
    'complete_conversion',
    { itemId: 'FLIGHT-9', revenue: 540, currency: 'TRY' },
    { locale: 'tr-TR' },
  );
  await elsewhere.card.getByRole('heading', { name: 'Onaylandı' }).waitFor();
  await elsewhere.card.getByText('FLIGHT-9').waitFor();
  await elsewhere.card.getByText('₺540,00').waitFor();
}

/** Nothing in an answer becomes markup, a script or an address that a browser would run. */
export async function hostile({ show, importItems, withdraw, faults }) {
  const hostile = {
    itemId: 'card-hostile',
    name: MARKUP,
    category: MARKUP,
    description: `${MARKUP}</script><script>alert(1)</script>`,
    price: 1,
  };
  await importItems([hostile]);
  const { card, page } = await show('view_item', { itemId: 'card-hostile' });
  await card.getByRole('heading', { name: MARKUP, level: 1 }).waitFor();
  assert.equal(await card.locator('article b, article script, article img').count(), 0);

  const answer = {
    sessionId: 'sess_1',
    item: {
      ...hostile,
      name: 'Kettle',
      url: 'javascript:alert(1)',
      imageUrl: 'data:image/svg+xml,<svg/>',
      currency: 'no',
    },
    similar: [
      null,
      7,
      { itemId: { a: 1 }, name: ['x'], price: 'free', imageUrl: 'https://elsewhere.example/pixel.png' },
    ],
  };
  const result = { content: [], structuredContent: answer };
  const forged = await show('view_item', { itemId: 'card-hostile' }, { result });
  await forged.card.getByRole('heading', { name: 'Kettle', level: 1 }).waitFor();
  assert.equal(await forged.card.getByRole('button', { name: /Open/ }).count(), 0);
  await forged.card.locator('img').waitFor({ state: 'detached' });
  // The host refuses a picture from an origin that the catalogue does not know, as it should, and says so.
  await until(() => faults.some((fault) => fault.includes('https://elsewhere.example/pixel.png')));
  faults.length = 0;
  assert.equal(await page.title(), 'A host');
  await withdraw('card-hostile');
}

/** The host's locale decides; then that of the browser. What comes late is obeyed, too. */
export async function turkish({ show, ...given }) {
  await shop(given);
  const { card, page } = await show('search_items', { query: 'cardinal kettle' }, { locale: 'tr', theme: 'dark' });
  await card.getByRole('heading', { name: 'Arama sonuçları' }).waitFor();
  await card.getByText('4 ürün', { exact: true }).waitFor();
  assert.equal(await card.locator('html').getAttribute('lang'), 'tr');
  await named(card, /^Cardinal kettle/)
    .getByText('$49,90')
    .waitFor();
  await card.getByRole('button', { name: 'Kaydet: Cardinal kettle' }).click();
  await card.getByRole('status').getByText('Kaydedildi: Cardinal kettle').waitFor();
  await page.evaluate(() => window.bridge.setHostContext({ theme: 'light', locale: 'en-US' }));
  await card.getByRole('heading', { name: 'Search results' }).waitFor();
  assert.equal(await card.locator('html').getAttribute('data-theme'), 'light');

  const silent = await show('search_items', { query: 'cardinal kettle' }, { locale: 'none' });
  await silent.card.getByRole('heading', { level: 1 }).waitFor();
  const html = silent.card.locator('html');
  const own = await html.evaluate(({ lang, dataset }) => ({ lang, language: navigator.language, ...dataset }));
  assert.equal(own.lang, own.language, JSON.stringify(own));
  const odd = await show('search_items', { query: 'cardinal kettle' }, { locale: 'no such locale!' });
  await odd.card.getByRole('heading', { name: 'Search results' }).waitFor();
}

/** While a tool runs the card says so; a call that its host cancels is over. */
export async function waiting({ show }) {
  const { card, page } = await show('search_items', { query: 'a slow kettle' }, { waits: true });
  await card.getByText('Searching for “a slow kettle”…').waitFor();
  assert.equal(await card.locator('[aria-busy]').getAttribute('aria-busy'), 'true');
  await page.evaluate(() => window.bridge.sendToolCancelled({ reason: 'user' }));
  await card.getByText('The request was cancelled.').waitFor();
  assert.equal(await card.locator('[aria-busy]').getAttribute('aria-busy'), 'false');
}

/** A host that neither calls tools nor opens links gets a card without buttons. */
export async function bare({ show, ...given }) {
  await shop(given);
  const { card } = await show('view_item', { itemId: 'card-kettle-1' }, { capabilities: {} });
  await card.getByRole('heading', { name: 'Cardinal kettle', level: 1 }).waitFor();
  assert.equal(await card.getByRole('button').count(), 0);
}

/** All is reached with the keyboard, in the order in which it is read. */
export async function keyboard({ show, ...given }) {
  await shop(given);
  const { card, page } = await show('search_items', { query: 'cardinal kettle' });
  await card.getByRole('button', { name: 'Save Cardinal kettle' }).focus();
  await page.keyboard.press('Enter');
  await card.getByRole('status').getByText('Cardinal kettle is saved.').waitFor();
  assert.equal(await card.locator(':focus').textContent(), 'Saved');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await card.getByRole('heading', { name: 'Cardinal kettle', level: 1 }).waitFor();
  await page.keyboard.press('Shift+Tab');
  assert.equal(await card.locator(':focus').getAttribute('aria-label'), 'Back');
}

const CARDS = [
  ['search_items', { query: 'cardinal kettle' }],
  ['view_item', { itemId: 'card-kettle-3' }],
  ['complete_conversion', { itemId: 'card-kettle-1', revenue: 49.9, currency: 'USD' }],
];

/** On a phone of 320 pixels nothing is cut off. */
export async function phone({ show, ...given }) {
  await shop(given);
  for (const [tool, args] of CARDS) {
    const { card, page } = await show(tool, args, { width: 320, height: 640, locale: 'tr' });
    await card.getByRole('heading', { level: 1 }).waitFor();
    const width = await card.locator('html').evaluate((html) => html.scrollWidth);
    assert.ok(width <= 320, `${tool} is ${width} pixels wide`);
    assert.ok((await page.locator('iframe').boundingBox()).height > 150);
  }
}

/** A host that others wrote shows the same cards, and calls tools for them. */
export async function mcpui({ show, calls, ...given }) {
  await shop(given);
  const host = 'mcp-ui';
  const { card, seen } = await show('search_items', { query: 'cardinal kettle' }, { host });
  await card.getByRole('heading', { name: 'Search results' }).waitFor();
  assert.equal(await card.getByRole('listitem').count(), 4);
  await card.getByRole('button', { name: 'Save Cardinal kettle' }).click();
  await card.getByRole('button', { name: 'Cardinal kettle is saved.' }).waitFor();
  assert.equal(calls('save_item').length, 1);
  await card.getByRole('button', { name: 'Details of Cardinal kettle' }).click();
  await card.getByRole('heading', { name: 'Cardinal kettle', level: 1 }).waitFor();
  assert.equal(calls('view_item').length, 1);
  await card.getByRole('button', { name: 'Open Cardinal kettle in the shop' }).click();
  await card.getByRole('button', { name: 'Back' }).click();
  await card.getByRole('heading', { name: 'Search results' }).waitFor();
  assert.deepEqual((await seen()).opened, ['https://store.example/items/card-kettle-1']);

  const item = await show('view_item', { itemId: 'card-kettle-3' }, { host, theme: 'dark', locale: 'tr-TR' });
  await item.card.getByRole('heading', { name: /whistling/, level: 1 }).waitFor();
  await item.card.getByText('€1.249,00').waitFor();
  assert.equal(await item.card.locator('html').getAttribute('data-theme'), 'dark');
  await item.card
    .locator('img')
    .first()
    .evaluate((image) => image.decode());

  const bought = await show(
    'complete_conversion',
    { itemId: 'card-kettle-1', revenue: 99.8, currency: 'USD' },
    { host },
  );
  await bought.card.getByRole('heading', { name: 'Confirmed' }).waitFor();
  await bought.card.getByText('US$99.80').waitFor();
  assert.ok((await bought.seen()).heights.every((height) => height > 0));
}

const OF_THE_HOST = ['landmark-one-main', 'page-has-heading-one'];

/** axe finds nothing, in light and in dark. */
export async function axe({ show, ...given }) {
  await shop(given);
  for (const theme of ['light', 'dark']) {
    for (const [tool, args] of CARDS) {
      const { card, page } = await show(tool, args, { theme });
      await card.getByRole('heading', { level: 1 }).waitFor();
      const { violations } = await new AxeBuilder({ page }).disableRules(OF_THE_HOST).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      assert.deepEqual(found, [], `${tool}, ${theme}`);
    }
  }
}

/** Pictures of all cards, for people to look at. */
export async function screenshots({ show, ...given }) {
  await shop(given);
  const looks = [
    ['light', {}],
    ['dark', { theme: 'dark' }],
    ['turkish', { locale: 'tr-TR' }],
    ['phone', { width: 360, height: 1400 }],
    ['mcp-ui', { host: 'mcp-ui' }],
  ];
  for (const [look, options] of looks) {
    for (const [tool, args] of CARDS) {
      const { card, page } = await show(tool, args, options);
      await card.getByRole('heading', { level: 1 }).waitFor();
      await Promise.all((await card.locator('img').all()).map((image) => image.evaluate((one) => one.decode())));
      await page.screenshot({ path: `${tool}-${look}.png`, fullPage: true });
    }
  }
}
