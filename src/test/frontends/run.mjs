// Front ends that others wrote, unmodified, hold a conversation with a running Earshot:
// node run.mjs <origin> <token of a planner> <token of another>
// Prints a line for each thing that works, and ends with an error at the first that does not.
import { Chat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { HttpAgent } from '@ag-ui/client';
import { ChatOpenAI } from '@langchain/openai';
import OpenAI from 'openai';
import assert from 'node:assert/strict';

const [origin, token, other] = process.argv.slice(2);
const BRIEF = 'Hikers in California, but no students';
const authorization = (bearer = token) => ({ Authorization: `Bearer ${bearer}` });

async function shown(name, what) {
  await what();
  console.log(`ok ${name}`);
}

const api = async (path, bearer = token) => {
  const answer = await fetch(origin + path, { headers: authorization(bearer) });
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : null };
};

const until = async (condition, what) => {
  for (let i = 0; i < 1000; i++) {
    if (await condition()) return;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`in vain: ${what}`);
};

// --- AI SDK: what useChat is made of -----------------------------------------------------------------
const chat = (id, bearer = token, messages = []) =>
  new Chat({
    id,
    messages,
    transport: new DefaultChatTransport({ api: `${origin}/chat/ui`, headers: authorization(bearer) }),
    onError: (e) => {
      failures.push(e);
    },
  });
let failures = [];
const text = (message) =>
  message.parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('');
const data = (message, type) => message.parts.find((part) => part.type === type)?.data;
const fresh = () => `thread-${Math.random().toString(36).slice(2)}`;

await shown('ai sdk: a prompt is answered with its text, signals and draft', async () => {
  failures = [];
  const id = fresh();
  const first = chat(id);
  await first.sendMessage({ text: BRIEF });
  assert.deepEqual(failures, []);
  assert.equal(first.status, 'ready');
  const reply = first.lastMessage;
  assert.equal(reply.role, 'assistant');
  assert.match(text(reply), /California/);
  assert.ok(data(reply, 'data-signals').signals.length > 0);
  assert.ok(data(reply, 'data-draft').none.length > 0);
  const conversation = reply.metadata.conversationId;
  const ours = await api(`/chat/conversations/${conversation}`);
  assert.equal(ours.body.data.messages.at(-1).content, text(reply));
  assert.equal(ours.body.data.messages.at(-1).id, reply.id);

  await first.sendMessage({ text: 'only women' });
  assert.equal((await api(`/chat/conversations/${conversation}`)).body.data.messages.length, 4);
  const before = first.messages.length;
  await first.regenerate();
  assert.deepEqual(failures, []);
  assert.equal(first.messages.length, before);
  assert.equal((await api(`/chat/conversations/${conversation}`)).body.data.messages.length, 5);

  const known = (await api(`/chat/ui/${id}/messages`)).body.data;
  assert.equal(known[0].role, 'user');
  assert.equal(text(known[0]), BRIEF);
});

await shown('ai sdk: a page that is loaded again in mid-answer goes on with the same reply', async () => {
  failures = [];
  const id = fresh();
  const left = chat(id);
  const asked = left.sendMessage({ text: BRIEF });
  await until(() => left.lastMessage?.role === 'assistant' && text(left.lastMessage).length > 10, 'first words');
  await left.stop();
  await asked;
  const again = chat(id, token, (await api(`/chat/ui/${id}/messages`)).body.data);
  await again.resumeStream();
  assert.deepEqual(failures, []);
  const reply = again.lastMessage;
  assert.equal(reply.role, 'assistant');
  const ours = await api(`/chat/conversations/${reply.metadata.conversationId}`);
  assert.equal(text(reply), ours.body.data.messages.at(-1).content);
  assert.equal(ours.body.data.messages.at(-1).status, 'complete');
  assert.ok(text(reply).startsWith(text(left.lastMessage)));
  const nothing = chat(id);
  await nothing.resumeStream();
  assert.equal(nothing.messages.length, 0);
});

await shown('ai sdk: stop ends the reply on the server too, and its text is kept', async () => {
  failures = [];
  const id = fresh();
  const stopped = chat(id);
  const asked = stopped.sendMessage({ text: BRIEF });
  await until(() => stopped.lastMessage?.role === 'assistant' && text(stopped.lastMessage).length > 10, 'first words');
  const answer = await fetch(`${origin}/chat/ui/${id}/stop`, { method: 'POST', headers: authorization() });
  assert.equal(answer.status, 204);
  await asked;
  const ours = await api(`/chat/conversations/${stopped.lastMessage.metadata.conversationId}`);
  assert.equal(ours.body.data.messages.at(-1).status, 'stopped');
  assert.equal(text(stopped.lastMessage), ours.body.data.messages.at(-1).content);
});

await shown('ai sdk: the conversation of another planner is unknown', async () => {
  failures = [];
  const mine = chat(fresh());
  await mine.sendMessage({ text: BRIEF });
  const conversation = mine.lastMessage.metadata.conversationId;
  const theirs = chat(conversation, other);
  await theirs.sendMessage({ text: BRIEF });
  assert.equal(theirs.status, 'error');
  assert.match(failures[0].message, /CONVERSATION_NOT_FOUND/);
});

// --- AG-UI ---------------------------------------------------------------------------------------------
const agent = (threadId, bearer = token) =>
  new HttpAgent({ url: `${origin}/chat/ag-ui`, headers: authorization(bearer), threadId });

await shown('ag-ui: a run passes the validators, and leaves draft and size in the state', async () => {
  const one = agent(fresh());
  one.addMessage({ id: 'u1', role: 'user', content: BRIEF });
  const ran = await one.runAgent();
  assert.equal(ran.newMessages.length, 1);
  assert.match(ran.newMessages[0].content, /California/);
  assert.ok(one.state.draft.none.length > 0);
  assert.equal(typeof one.state.size, 'number');
  const ours = await api(`/chat/conversations/${one.state.conversationId}`);
  assert.equal(ours.body.data.messages.at(-1).content, ran.newMessages[0].content);

  one.state = { ...one.state, draft: { ...one.state.draft, none: [] } };
  one.addMessage({ id: 'u2', role: 'user', content: 'only women' });
  await one.runAgent();
  assert.deepEqual(one.state.draft.none, []);

  const said = ({ messages }) => messages.map(({ role, content }) => [role, content]);
  const again = agent(one.threadId);
  await again.runAgent();
  assert.deepEqual(said(again), said(one));
  assert.deepEqual(again.state, one.state);
  await again.runAgent();
  assert.deepEqual(said(again), said(one));

  const unsaid = await agent(fresh()).runAgent();
  assert.deepEqual(unsaid.newMessages, []);
});

await shown('ag-ui: stop ends the run, and what is asked of another planner fails', async () => {
  const one = agent(fresh());
  one.addMessage({ id: 'u1', role: 'user', content: BRIEF });
  const running = one.runAgent();
  await until(() => one.messages.at(-1).role === 'assistant' && one.messages.at(-1).content?.length > 10, 'words');
  await fetch(`${origin}/chat/ag-ui/${one.threadId}/stop`, { method: 'POST', headers: authorization() });
  const ran = await running;
  assert.equal(ran.result.status, 'stopped');
  const mine = agent(fresh());
  mine.addMessage({ id: 'u1', role: 'user', content: BRIEF });
  await mine.runAgent();
  const theirs = agent(mine.state.conversationId, other);
  theirs.addMessage({ id: 'u1', role: 'user', content: BRIEF });
  await assert.rejects(theirs.runAgent(), /404|CONVERSATION_NOT_FOUND/);
});

// --- OpenAI ---------------------------------------------------------------------------------------------
const openai = new OpenAI({ apiKey: token, baseURL: `${origin}/v1`, maxRetries: 0 });

await shown('openai: models, a completion, a stream with usage, errors', async () => {
  const models = await openai.models.list();
  assert.deepEqual(models.data.map((model) => model.id), ['earshot']);
  const said = [{ role: 'user', content: BRIEF }];
  const first = await openai.chat.completions.create({ model: 'earshot', messages: said });
  assert.match(first.choices[0].message.content, /California/);
  assert.ok(first.earshot.signals.length > 0);
  assert.equal(first.choices[0].finish_reason, 'stop');

  said.push(first.choices[0].message, { role: 'user', content: [{ type: 'text', text: 'only women' }] });
  const stream = await openai.chat.completions.create({
    model: 'earshot',
    messages: said,
    stream: true,
    stream_options: { include_usage: true },
  });
  let streamed = '';
  let last;
  let usage;
  for await (const chunk of stream) {
    streamed += chunk.choices[0]?.delta?.content ?? '';
    last = chunk.earshot ?? last;
    usage = chunk.usage ?? usage;
  }
  assert.equal(last.conversation_id, first.earshot.conversation_id);
  assert.ok(usage.total_tokens > 0);
  const ours = await api(`/chat/conversations/${last.conversation_id}`);
  assert.equal(ours.body.data.messages.at(-1).content, streamed);

  const named = await openai.chat.completions.create({
    model: 'earshot',
    messages: [{ role: 'user', content: 'also exclude teenagers' }],
    metadata: { conversation_id: last.conversation_id },
  });
  assert.equal(named.earshot.conversation_id, last.conversation_id);

  const refused = async (body, status, code, param) => {
    const e = await openai.chat.completions.create(body).then(
      () => assert.fail('accepted'),
      (error) => error,
    );
    assert.deepEqual([e.status, e.code, e.param], [status, code, param]);
  };
  await refused({ model: 'gpt-4o', messages: said }, 404, 'model_not_found', null);
  await refused({ model: 'earshot', messages: [] }, 400, 'INVALID_INPUT', 'messages');
  const foreign = new OpenAI({ apiKey: other, baseURL: `${origin}/v1`, maxRetries: 0 });
  const e = await foreign.chat.completions
    .create({
      model: 'earshot',
      messages: [{ role: 'user', content: BRIEF }],
      metadata: { conversation_id: last.conversation_id },
    })
    .catch((error) => error);
  assert.equal(e.code, 'CONVERSATION_NOT_FOUND');
  const wrong = new OpenAI({ apiKey: 'guessed', baseURL: `${origin}/v1`, maxRetries: 0 });
  const denied = await wrong.models.list().catch((error) => error);
  assert.ok(denied instanceof OpenAI.AuthenticationError);
  assert.equal(denied.code, 'UNAUTHENTICATED');
});

await shown('langchain: a chat model that streams', async () => {
  const model = new ChatOpenAI({ model: 'earshot', apiKey: token, maxRetries: 0, configuration: { baseURL: `${origin}/v1` } });
  let streamed = '';
  for await (const chunk of await model.stream(BRIEF)) streamed += chunk.content;
  assert.match(streamed, /California/);
  const whole = await model.invoke(BRIEF);
  assert.equal(whole.content, streamed);
});
