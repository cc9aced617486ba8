// What a bare Node server spends on a stream: the same events at the same pace, made up in advance, and nothing else.
// It speaks each format where Earshot does.
import { createServer } from 'node:http';

const EVENTS = Number(process.env.EVENTS);
const EVERY = 40;
const words = 'Women in California or Oregon who bought hiking gear '.split(' ');
const DONE = 'data: [DONE]\n\n';

const event = (data) => `data: ${JSON.stringify(data)}\n\n`;
const completion = (delta, reason) =>
  event({
    id: 'chatcmpl-msg_peer',
    object: 'chat.completion.chunk',
    created: 1764230000,
    model: 'earshot',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
  });

const formats = {
  ours: {
    word: (text, n) => `id: msg_peer/${n}\n` + event({ data: { chunk: text } }),
    last: (n) => `id: msg_peer/${n}\n` + event({ data: { done: true, messageId: 'msg_peer' } }),
  },
  '/chat/ui': {
    word: (text) => event({ type: 'text-delta', id: 'msg_peer', delta: text }),
    last: () => event({ type: 'finish', finishReason: 'stop' }) + DONE,
  },
  '/chat/ag-ui': {
    word: (text) => event({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'msg_peer', delta: text }),
    last: () => event({ type: 'RUN_FINISHED', threadId: 'conv_peer', runId: 'run-1' }),
  },
  '/v1/chat/completions': {
    word: (text) => completion({ content: text }, null),
    last: () => completion({}, 'stop') + DONE,
  },
};

function stream(response, format) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
  let n = 0;
  const timer = setInterval(() => {
    n += 1;
    response.write(n < EVENTS ? format.word(words[n % words.length] + ' ', n) : format.last(n));
    if (n === EVENTS) {
      clearInterval(timer);
      response.end();
    }
  }, EVERY);
  response.on('close', () => clearInterval(timer));
}

createServer((request, response) => {
  const format = formats[request.url] ?? (request.url.endsWith('/stream') ? formats.ours : undefined);
  if (format) {
    request.resume().on('end', () => stream(response, format));
  } else {
    response.end('{"success":true,"data":{"id":"conv_peer"}}');
  }
}).listen(Number(process.env.PORT));
