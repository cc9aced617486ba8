// What a bare Node server spends on a stream: the same events at the same pace, made up in advance, and nothing else.
import { createServer } from 'node:http';

const EVENTS = Number(process.env.EVENTS);
const EVERY = 40;
const words = 'Women in California or Oregon who bought hiking gear '.split(' ');

function stream(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
  let n = 0;
  const timer = setInterval(() => {
    n += 1;
    const data = n < EVENTS ? { chunk: words[n % words.length] + ' ' } : { done: true, messageId: 'msg_peer' };
    response.write(`id: msg_peer/${n}\ndata: ${JSON.stringify({ data })}\n\n`);
    if (n === EVENTS) {
      clearInterval(timer);
      response.end();
    }
  }, EVERY);
  response.on('close', () => clearInterval(timer));
}

createServer((request, response) => {
  if (request.url.endsWith('/stream')) {
    request.resume().on('end', () => stream(response));
  } else {
    response.end('{"success":true,"data":{"id":"conv_peer"}}');
  }
}).listen(Number(process.env.PORT));
