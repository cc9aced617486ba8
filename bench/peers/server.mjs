// view_item as one would write it with Fastify and pg: an API key, a checked body, the customer's context from
// Insightarc (cached for as long as Earshot caches it), the item and others like it (cached likewise), then session,
// call, signal and event in one transaction; a loop sends the events to Netmera. And reserve_item, which a shop carries
// out: the caller's key is claimed, the shop asked under a key of its own, and call, event and answer are committed.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';

const { DATABASE_URL, INSIGHTARC_URL, NETMERA_URL, SHOP_URL, API_KEY, SIMILAR_SQL, PORT } = process.env;
const similarSql = readFileSync(SIMILAR_SQL, 'utf8');
const keyHash = createHash('sha256').update(API_KEY).digest();
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 16 });
const app = Fastify();

class Cache {
  #entries = new Map();
  constructor(millis) { this.millis = millis; }
  get(key, load) {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = load().catch(() => null);
    this.#entries.set(key, { value, until: Date.now() + this.millis });
    if (this.#entries.size > 20000) this.#entries.delete(this.#entries.keys().next().value);
    return value;
  }
}
const histories = new Cache(60000);
const visits = new Cache(5000);
const neighbours = new Cache(30000);

async function insightarc(path) {
  const headers = { authorization: 'Bearer x' };
  const answer = await fetch(INSIGHTARC_URL + path, { headers, signal: AbortSignal.timeout(150) });
  return answer.ok ? answer.json() : null;
}

async function context(session) {
  const [history, visit] = await Promise.all([
    histories.get(session.customer_id, () => insightarc(`/context/history/${session.customer_id}?limit=10`)),
    visits.get(session.id, () => insightarc(`/context/realtime/${session.id}`)),
  ]);
  const stats = visit?.stats;
  return { signal: stats?.type_of_signal, engagementRate: stats?.engagement_rate, degraded: !history || !visit };
}

const query = (client, name, text, values) => client.query({ name, text, values });

app.addHook('onRequest', async (request, reply) => {
  const key = createHash('sha256').update(request.headers['x-api-key'] ?? '').digest();
  if (!timingSafeEqual(key, keyHash)) return reply.code(401).send({ code: 'UNAUTHENTICATED' });
});

const text = { type: 'string', minLength: 1, maxLength: 200 };
const body = {
  type: 'object', required: ['sessionId', 'itemId'], additionalProperties: false,
  properties: { sessionId: text, itemId: text },
};

const sessionSql = 'select * from session where id = $1 and platform = $2';
const itemSql = 'select item_id, name, category, description, price, currency, url from item where item_id = $1';

app.post('/tools/view_item', { schema: { body } }, async (request, reply) => {
  const { sessionId, itemId } = request.body;
  const session = (await query(pool, 'session', sessionSql, [sessionId, 'chatgpt'])).rows[0];
  if (!session) return reply.code(404).send({ code: 'SESSION_NOT_FOUND' });
  const [known, item] = await Promise.all([
    context(session),
    query(pool, 'item', itemSql, [itemId]).then((found) => found.rows[0]),
  ]);
  if (!item) return reply.code(404).send({ code: 'ITEM_NOT_FOUND' });
  const likeIt = [item.item_id, item.name, item.category, item.price, item.currency, 4];
  const similar = await neighbours.get(itemId, async () => (await query(pool, 'similar', similarSql, likeIt)).rows);
  await record(session, item);
  return { success: true, data: { sessionId, item, similar, context: known } };
});

const claimSql = `insert into kept_answer (id, claim, fingerprint, claimed_at, expires_at, effect_key)
    values ($1, $2, $3, now(), now() + interval '1 day', $4) on conflict (id) do nothing`;

const reservation = {
  type: 'object', required: ['sessionId', 'itemId', 'idempotencyKey'], additionalProperties: false,
  properties: { sessionId: text, itemId: text, idempotencyKey: text },
};

app.post('/tools/reserve_item', { schema: { body: reservation } }, async (request, reply) => {
  const { sessionId, itemId, idempotencyKey } = request.body;
  const session = (await query(pool, 'session', sessionSql, [sessionId, 'chatgpt'])).rows[0];
  if (!session) return reply.code(404).send({ code: 'SESSION_NOT_FOUND' });
  const hash = (value) => createHash('sha256').update(value).digest('hex');
  const fingerprint = hash(sessionId + ' ' + itemId);
  const claim = { id: hash('chatgpt ' + idempotencyKey), effect: randomUUID() };
  const claimed = await query(pool, 'claim', claimSql, [claim.id, randomUUID(), fingerprint, claim.effect]);
  if (claimed.rowCount === 0) return reply.code(409).send({ code: 'CALL_IN_FLIGHT' });
  const reserving = fetch(`${SHOP_URL}/items/${encodeURIComponent(itemId)}/reservations`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': claim.effect },
    body: JSON.stringify({ customer: session.customer_id }), signal: AbortSignal.timeout(3000),
  });
  const [known, answer] = await Promise.all([context(session), reserving]);
  if (!answer.ok) return reply.code(502).send({ code: 'BACKEND_FAILED' });
  const data = { sessionId, result: { number: (await answer.json()).id }, context: known };
  await recordReservation(session, itemId, claim, data);
  return { success: true, data };
});

const recordReservation = (session, itemId, claim, data) => inTransaction(async (client) => {
  await recordCall(client, session, 'reserve_item', { itemId }, 'ai_item_saved', { itemId }, new Date());
  await query(client, 'keep', 'update kept_answer set answer = $2, customer_id = $3 where id = $1',
    [claim.id, JSON.stringify(data), session.customer_id]);
});

const record = (session, item) => inTransaction(async (client) => {
  const now = new Date();
  const seen = { itemId: item.item_id, itemName: item.name, price: item.price };
  await recordCall(client, session, 'view_item', { itemId: item.item_id }, 'ai_result_viewed', seen, now);
  await query(client, 'show', showSql, [session.customer_id, now]);
});

const showSql = `insert into customer_signal as known
      (customer_id, signal_id, strength, count, first_seen, last_seen, source)
    values ($1, 'int_hiking', 0.5, 1, $2, $2, 'item')
    on conflict (customer_id, signal_id) do update set count = known.count + 1, last_seen = $2`;
const callSql = `insert into call (id, customer_id, session_id, platform, tool, arguments, at)
    values ($1, $2, $3, $4, $5, $6, $7)`;
const deliverSql = `insert into delivery (customer_id, session_id, id, event_id, kind, body, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)`;

/** What every call writes: its session's time, itself, and its event. */
async function recordCall(client, session, tool, given, event, body, now) {
  await query(client, 'touch', 'update session set last_seen_at = $2 where id = $1', [session.id, now]);
  await query(client, 'call', callSql,
    ['call_' + randomUUID(), session.customer_id, session.id, session.platform, tool, given, now]);
  await query(client, 'deliver', deliverSql,
    [session.customer_id, session.id, 'dlv_' + randomUUID(), randomUUID(), event, body, now]);
}

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (failure) {
    await client.query('rollback');
    throw failure;
  } finally {
    client.release();
  }
}

const pendingSql = `select customer_id, seq, event_id, body from delivery where status = 'PENDING'
    order by seq limit 500 for update skip locked`;
const settleSql = `update delivery d set status = 'DELIVERED', settled_at = now()
    from unnest($1::text[], $2::bigint[]) as s(customer_id, seq)
    where d.customer_id = s.customer_id and d.seq = s.seq`;

async function relay() {
  let sent = 0;
  await inTransaction(async (client) => {
    const pending = (await query(client, 'pending', pendingSql, [])).rows;
    sent = pending.length;
    if (sent === 0) return;
    const events = pending.map((one) =>
      ({ extId: one.customer_id, name: 'AIResultViewed', eventId: one.event_id, ...one.body }));
    await fetch(NETMERA_URL + '/fireEvents', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events),
    });
    await query(client, 'settle', settleSql,
      [pending.map((one) => one.customer_id), pending.map((one) => one.seq)]);
  });
  setTimeout(relay, sent > 0 ? 0 : 20);
}

await app.listen({ port: Number(PORT) });
relay();
