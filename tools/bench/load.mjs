// Sends requests to one server for some seconds, in a process of its own so that measuring does not wait for anything
// else. Reads what to do as JSON from standard input and writes what happened as JSON.
import autocannon from 'autocannon';
import { text } from 'node:stream/consumers';

const { url, seconds, connections, method, asks, headers, body } = JSON.parse(await text(process.stdin));
let created = 0;
let sent = 0;

/** A body whose course code has not been used before. */
const nextBody = () => body.parts.join(body.run + (created++).toString(36).toUpperCase());

/** The list from its beginning, over and over: in every round both servers get the same in the same order. */
const next = () => asks[sent++ % asks.length];

const load = autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      method,
      setupRequest: (request) => {
        const ask = next();
        return {
          ...request,
          path: ask.path,
          headers: { ...headers, ...ask.headers },
          ...(body ? { body: nextBody() } : {}),
        };
      },
    },
  ],
});
// Its own histogram knows whole milliseconds only.
const milliseconds = [];
load.on('response', (client, status, bytes, took) => milliseconds.push(took));
const { '2xx': good, errors, timeouts, non2xx, duration } = await load;
milliseconds.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    good,
    errors,
    timeouts,
    non2xx,
    perSecond: good / duration,
    p99: milliseconds[Math.ceil(milliseconds.length * 0.99) - 1] ?? 0,
  }),
);
