// A small shop that Earshot fronts, in plain Node.js: node shop.mjs [port]
// Orders and reservations are made once for each Idempotency-Key; a repeated key gets the first answer.
import { createServer } from 'node:http';

const port = Number(process.argv[2] ?? 8090);
const token = process.env.SHOP_TOKEN ?? 'demo-token';

const items = [
  { sku: 'tent-2p', title: 'Two-person tent', group: 'Camping > Tents', price: 189.0, text: 'Light, for three seasons.' },
  { sku: 'tent-4p', title: 'Family tent', group: 'Camping > Tents', price: 349.0, text: 'Room for four and their bags.' },
  { sku: 'stove', title: 'Gas stove', group: 'Camping > Cooking', price: 45.5, text: 'Boils a litre in three minutes.' },
  { sku: 'pack-40', title: 'Backpack 40 l', group: 'Hiking > Backpacks', price: 95.0, text: 'With a rain cover.' },
].map((item) => ({ ...item, currency: 'EUR', link: `https://shop.example/items/${item.sku}` }));

const stock = new Map(items.map((item) => [item.sku, 25]));
const ledger = []; // what has happened, for /ledger
const answers = new Map(); // by idempotency key

function search(query) {
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter((word) => word.length > 2);
  const most = Number(query.get('maxPrice') ?? Infinity);
  const found = items.filter((item) =>
    item.price <= most && words.some((word) => `${item.title} ${item.group}`.toLowerCase().includes(word)));
  const from = Number(query.get('offset') ?? 0);
  return { count: found.length, items: found.slice(from, from + Number(query.get('limit') ?? 10)) };
}

function take(sku, quantity) {
  if ((stock.get(sku) ?? 0) < quantity) {
    return [422, { detail: `Only ${stock.get(sku) ?? 0} left` }];
  }
  stock.set(sku, stock.get(sku) - quantity);
  return null;
}

function order(body) {
  const refused = take(body.sku, 1);
  if (refused) return refused;
  ledger.push({ kind: 'order', ...body });
  return [201, { order: { number: `O-${ledger.length}`, sku: body.sku, total: body.total, currency: body.currency } }];
}

function reserve(sku, body) {
  const refused = take(sku, body.quantity);
  if (refused) return refused;
  ledger.push({ kind: 'reservation', sku, ...body });
  return [201, { id: `R-${ledger.length}`, group: items.find((item) => item.sku === sku).group, store: 'Main Street 1' }];
}

/** Does an effect once for each key. */
function once(key, effect) {
  if (!key) return [400, { detail: 'Idempotency-Key is missing' }];
  if (!answers.has(key)) answers.set(key, effect());
  return answers.get(key);
}

function answer(method, url, key, body) {
  const [, place, sku, part] = url.pathname.split('/').map(decodeURIComponent);
  const item = items.find((one) => one.sku === sku);
  if (method === 'GET' && place === 'search') return [200, search(url.searchParams)];
  if (method === 'GET' && place === 'ledger') return [200, { ledger }];
  if (method === 'POST' && place === 'orders') return once(key, () => order(body));
  if (place !== 'items' || !item) return [404, { detail: 'There is no such item' }];
  if (method === 'POST' && part === 'reservations') return once(key, () => reserve(sku, body));
  const similar = items.filter((one) => one.group === item.group && one !== item);
  return [200, { ...item, stock: stock.get(sku), similar }];
}

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => { text += part; });
  request.on('end', () => {
    const send = (status, body) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) return send(401, { detail: 'Who is there?' });
    try {
      const url = new URL(request.url, 'http://shop');
      send(...answer(request.method, url, request.headers['idempotency-key'], text ? JSON.parse(text) : {}));
    } catch (error) {
      send(400, { detail: error.message });
    }
  });
});
server.listen(port, () => console.log(`The shop listens on port ${server.address().port}`));
