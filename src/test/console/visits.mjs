// Customers who visit the sandbox's shop through its tools, so that there is something to look at: node visits.mjs <url> <how many>.
const STATES = ['California', 'California', 'California', 'Texas', 'New York'];
const QUERIES = ['hiking backpack under 150', 'camping tent for a family', 'trekking poles', 'sleeping bag'];

const [url, many = '120'] = process.argv.slice(2);
const headers = { 'X-API-Key': 'demo-key', 'Content-Type': 'application/json' };

async function call(tool, args) {
  const response = await fetch(`${url}/tools/${tool}`, { method: 'POST', headers, body: JSON.stringify(args) });
  const answer = await response.json();
  if (!answer.success) throw new Error(`${tool}: ${answer.detail}`);
  return answer.data;
}

/** Everybody looks for something; fewer view it, save it, buy it. The number decides, so that two runs look alike. */
async function visit(n) {
  const { sessionId } = await call('start_session', { entryPoint: 'home' });
  const { items } = await call('search_items', { sessionId, query: QUERIES[n % QUERIES.length] });
  const known = n % 6 !== 0;
  const profile = {
    gender: n % 2 ? 'female' : 'male',
    state: STATES[n % STATES.length],
    age: 20 + (n % 40),
    occupation: n % 7 === 0 ? 'student' : 'employed',
  };
  if (known) await call('identify_customer', { sessionId, customerId: `user_${1000 + n}`, profile });
  const item = items[0];
  if (!item || n % 5 === 0) return;
  await call('view_item', { sessionId, itemId: item.itemId });
  if (n % 2 === 0) await call('save_item', { sessionId, itemId: item.itemId });
  if (known && n % 3 !== 0)
    await call('complete_conversion', { sessionId, itemId: item.itemId, revenue: item.price, currency: item.currency });
}

for (let n = 0; n < Number(many); n += 4) await Promise.all([0, 1, 2, 3].map((more) => visit(n + more)));
console.log(`${many} visits`);
