// Follows a reply as a front end with an EventSource does: `node client.mjs <url of the stream> <token>`. Between the two stands a proxy that
// cuts the first stream after its first event, and the client is left open after `done`. Prints what was asked and what was heard.
import http from 'node:http';
import { EventSource } from 'eventsource';

const [url, token] = process.argv.slice(2);
const asked = [];
const heard = [];

const proxy = http.createServer((request, response) => {
  const asking = { lastEventId: request.headers['last-event-id'] ?? null };
  asked.push(asking);
  const first = asked.length === 1;
  const headers = { authorization: `Bearer ${token}`, ...(asking.lastEventId && { 'last-event-id': asking.lastEventId }) };
  http.get(url, { headers }, (answer) => {
    asking.status = answer.statusCode;
    response.writeHead(answer.statusCode, answer.headers);
    if (answer.statusCode === 200) response.write('retry: 100\n\n');
    if (first) {
      const opening = (data) => response.write(data.toString().split('\n\n')[0] + '\n\n', () => setTimeout(() => response.destroy(), 100));
      answer.once('data', opening);
      return;
    }
    answer.on('data', (data) => response.write(data));
    answer.on('end', () => response.end());
  });
});

proxy.listen(0, '127.0.0.1', () => {
  const source = new EventSource(`http://127.0.0.1:${proxy.address().port}/`);
  source.onmessage = (event) => heard.push({ id: event.lastEventId, ...JSON.parse(event.data).data });
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) return;
    console.log(JSON.stringify({ asked, heard }));
    process.exit();
  };
});
setTimeout(() => process.exit(1), 60_000).unref();
