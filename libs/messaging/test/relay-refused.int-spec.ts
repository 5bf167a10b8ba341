import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import { OutboxRelay, type RefusalPolicy } from '../src/index.js';
import { headerOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase, waitingCount } from './support/database.js';
import { type NoteContracts, noteContracts } from './support/notes.js';
import { NoteWriter, upTo } from './support/writer.js';

const bus = new TestBus(process.env['KAFKA_BROKERS']!);
/** More than the topic of these tests takes in one message. */
const tooLong = 'x'.repeat(6_000);

describe('an announcement that Kafka will never take', () => {
  let held: MessagingDatabase;
  let contracts: NoteContracts;
  let writer: NoteWriter;
  let relay: OutboxRelay | undefined;
  const warnings: string[] = [];
  const work = (refused: RefusalPolicy): OutboxRelay => {
    const logger = { log: () => undefined, warn: (line: string) => void warnings.push(line) };
    relay = new OutboxRelay(held.database, bus.broker, logger, { refused });
    relay.start();
    return relay;
  };
  const refused = () =>
    held.database.query<{ key: string; sequence: number; reason: string; blocks: boolean }>({
      name: 'test-refused',
      text: 'SELECT key, sequence, reason, blocks FROM outbox_refused ORDER BY position',
    });
  const sent = async (id: string, last: number): Promise<number[]> => {
    const ofNote = (all: readonly { key: Buffer | null }[]) => all.filter(({ key }) => key?.toString() === id);
    const messages = await bus.readTopic(contracts.topic, (all) =>
      all.some((each) => each.key?.toString() === id && Number(headerOf(each, 'ce_sequence')) === last),
    );
    return [...new Set(ofNote(messages).map((each) => Number(headerOf(each as never, 'ce_sequence'))))];
  };

  beforeAll(async () => {
    held = await messagingDatabase();
    contracts = noteContracts();
    writer = new NoteWriter(contracts, held.database);
    // A record batch of many small ones is as large as one that is too long: only alone does it show which is which.
    await bus.broker.createTopics([contracts.topic], 1, { 'max.message.bytes': '5000' });
  });
  afterEach(async () => {
    await relay?.stop();
    warnings.length = 0;
    await held.database.dataSource.query('DELETE FROM outbox_message; DELETE FROM outbox_refused');
  });
  afterAll(() => held.drop());

  it('is set aside and blocks its key; everything else is sent, in order', async () => {
    const [bad, good] = [newId(), newId()];
    await writer.write(good, upTo(12));
    await writer.write(bad, [1, 2]);
    await writer.write(bad, [3], tooLong);
    await writer.write(bad, upTo(30).slice(3));
    await writer.write(good, upTo(30).slice(12));
    const working = work('block');
    await until('what may be sent to be sent', async () => (await waitingCount(held.database)) === 27);
    expect(await sent(good, 30)).toEqual(upTo(30));
    expect(await sent(bad, 2)).toEqual([1, 2]);
    expect(await refused()).toMatchObject([
      { key: bad, sequence: 3, blocks: true, reason: expect.stringMatching(/large/i) },
    ]);
    expect(await working.waiting()).toMatchObject({ depth: 27, refused: 1, blockedKeys: 1 });
    expect(warnings).toContainEqual(expect.stringContaining(`${bad} in ${contracts.topic}; its key waits`));
    expect(working.state().lastError).toBeUndefined(); // the others go on, so the bus is not degraded

    await held.database.dataSource.query('DELETE FROM outbox_refused');
    working.wake();
    await until('the key to go on', async () => (await waitingCount(held.database)) === 0);
    expect(await sent(bad, 30)).toEqual([1, 2, ...upTo(30).slice(3)]);
  });

  it('is set aside and left out when the service says so', async () => {
    const bad = newId();
    await writer.write(bad, [1]);
    await writer.write(bad, [2], tooLong);
    await writer.write(bad, [3]);
    const working = work('skip');
    await until('the rest to be sent', async () => (await waitingCount(held.database)) === 0);
    expect(await sent(bad, 3)).toEqual([1, 3]);
    expect(await refused()).toMatchObject([{ key: bad, sequence: 2, blocks: false }]);
    expect(await working.waiting()).toMatchObject({ refused: 1, blockedKeys: 0 });
  });
});
