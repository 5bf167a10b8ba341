// Sends requests to one server for some seconds, in a process of its own so that measuring does not wait for anything
// else. Reads what to do as JSON from standard input and writes what happened as JSON.
import autocannon from 'autocannon';
import { text } from 'node:stream/consumers';

const { url, seconds, connections, method, paths, headers, body } = JSON.parse(await text(process.stdin));
const pick = () => paths[Math.floor(Math.random() * paths.length)];
let created = 0;

/** A body whose course code has not been used before. */
const nextBody = () => `${body.before}${body.run}${(created++).toString(36).toUpperCase()}${body.after}`;

const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      method,
      headers,
      setupRequest: (request) => ({ ...request, path: pick(), ...(body ? { body: nextBody() } : {}) }),
    },
  ],
});
const { '2xx': good, errors, timeouts, non2xx, requests, latency, duration } = result;
process.stdout.write(
  JSON.stringify({
    good,
    errors,
    timeouts,
    non2xx,
    perSecond: good / duration,
    total: requests.total,
    p99: latency.p99,
  }),
);
