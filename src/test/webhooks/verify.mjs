// Verifies received messages with the library of Standard Webhooks: one JSON object a line in received.ndjson, with the
// secret that the receiver knows.
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';

let verified = 0;
for (const line of readFileSync('received.ndjson', 'utf8').trim().split('\n')) {
  const { secret, headers, body, intact } = JSON.parse(line);
  // The library takes messages of the last five minutes, by its own clock.
  Date.now = () => Number(headers['webhook-timestamp']) * 1000;
  const webhook = new Webhook(secret);
  if (intact) {
    webhook.verify(body, headers);
    verified++;
  } else {
    let refused = false;
    try {
      webhook.verify(body, headers);
    } catch {
      refused = true;
    }
    if (!refused) {
      throw new Error('verified, although it was changed');
    }
  }
}
console.log(`verified ${verified}`);
