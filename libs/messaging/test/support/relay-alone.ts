// A relay as a process of its own, which the test may freeze. Says how many lanes it has whenever that changes.
import { Database, createDataSource } from '@capdev/persistence';
import { KafkaBroker } from '../../src/broker/kafka.broker.js';
import { OutboxRelay } from '../../src/index.js';

const [url, brokers] = process.argv.slice(2) as [string, string];
const options = { url, entities: [], migrations: [], applicationName: 'relay-alone' };
const database = new Database(await createDataSource(options).initialize());
const broker = new KafkaBroker({ brokers: [brokers], clientId: 'relay-alone', log: () => undefined });
const silent = { log: () => undefined, warn: () => undefined };
const relay = new OutboxRelay(database, broker, silent, { times: { lease: 1_000, beat: 300, look: 100 } });
relay.start();
let told = -1;
setInterval(() => {
  const { lanes } = relay.state();
  if (lanes === told) return;
  told = lanes;
  process.stdout.write(`${lanes}\n`);
}, 20);
