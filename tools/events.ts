// Shows events as a downstream program sees them: npm run events -- [--type 'int.itu.catalogue.course.*'] [--from beginning]
// Like such a program it knows Kafka and the contracts, and nothing of a service.
import { declaredEvents } from './contracts/events.js';
import { brokersFrom, securityFrom } from './events/brokers.js';
import { Counters } from './events/counters.js';
import { follow } from './events/follow.js';
import { readEventsArguments } from './events/options.js';
import { asJson, asLine } from './events/shown.js';
import { program, say } from './local/say.js';

void program(async () => {
  const { matches, from, json, counters, limit, idleExitMs, brokers } = readEventsArguments(process.argv.slice(2));
  let shown = 0;
  const told = counters ? new Counters(from === 'beginning') : undefined;
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  let idle: NodeJS.Timeout | undefined;
  const waitForMore = () => {
    clearTimeout(idle);
    if (idleExitMs !== undefined) idle = setTimeout(end, idleExitMs);
  };
  const stop = await follow({
    brokers: brokersFrom(brokers),
    // What npm start runs speaks in clear; TLS and a login belong to a Kafka that somebody named.
    security: brokers || process.env.KAFKA_BROKERS ? securityFrom() : undefined,
    from,
    definitions: (await declaredEvents()).map(({ definition }) => definition),
    onReady: (topics) => {
      say(`Following ${topics.join(', ')}. Ctrl-C ends.`);
      waitForMore();
    },
    onMessage: (received) => {
      if (limit !== undefined && shown >= limit) return;
      waitForMore();
      if (received.kind === 'event' && !matches(received.envelope.type)) return;
      if (told) told.add(received);
      else process.stdout.write(`${json ? asJson(received) : asLine(received)}\n`);
      shown += 1;
      if (shown === limit) end();
    },
    onLost: (error) => fail(error),
  });
  await ended.finally(() => clearTimeout(idle));
  await stop();
  for (const line of told?.lines() ?? []) process.stdout.write(`${line}\n`);
});
