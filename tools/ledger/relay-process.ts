// The relay of libs/messaging as a process of its own, which may be killed, frozen and cut off.
import { OutboxRelay } from '@capdev/messaging';
import { KafkaBroker } from '../../libs/messaging/src/broker/kafka.broker.js';
import { runMember } from './member.js';

await runMember(async ({ database, brokers, name, log }) => {
  const broker = new KafkaBroker({
    brokers: [brokers],
    clientId: name,
    log: (level, text) => level === 'warn' && log(text),
  });
  const relay = new OutboxRelay(database, broker, { log, warn: log });
  relay.start();
  return () => relay.stop();
});
