// A process that announces notes, tells each committed one on its output, relays them, and is killed in the middle.
import { Database, createDataSource, newId } from '@capdev/persistence';
import { KafkaBroker } from '../../src/broker/kafka.broker.js';
import { OutboxRelay } from '../../src/index.js';
import { type NoteContracts, noteContracts } from './notes.js';
import { NoteWriter } from './writer.js';

async function main(url: string, brokers: string, contracts: NoteContracts): Promise<void> {
  const options = { url, entities: [], migrations: [], applicationName: 'killed' };
  const database = new Database(await createDataSource(options).initialize());
  const broker = new KafkaBroker({ brokers: [brokers], clientId: 'killed', log: () => undefined });
  const relay = new OutboxRelay(database, broker, { log: () => undefined, warn: () => undefined });
  relay.start();
  const writer = new NoteWriter(contracts, database, relay);
  const writeOn = async (): Promise<void> => {
    for (;;) {
      const id = newId();
      for (const sequence of [1, 2, 3]) {
        await writer.write(id, [sequence]);
        process.stdout.write(`${id} ${sequence}\n`);
      }
    }
  };
  await Promise.all([writeOn(), writeOn(), writeOn()]);
}

const [url, brokers, slug] = process.argv.slice(2) as [string, string, string];
await main(url, brokers, noteContracts(slug));
