import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../tools/local/wait.js';
import { deadLetterTopic } from '../src/index.js';
import { TestBus } from '../testing/index.js';
import { startAuditService } from './support/audit-service.js';
import { type MessagingDatabase, messagingDatabase, waitingCount } from './support/database.js';
import { noteContracts } from './support/notes.js';

const brokers = process.env['KAFKA_BROKERS']!;
const rounds = 3;

describe('a service that is killed between commit and publish', () => {
  let held: MessagingDatabase;

  beforeAll(async () => {
    held = await messagingDatabase();
  });
  afterAll(() => held.drop());

  it('has lost no event when it starts again, and each took effect once and in order', async () => {
    const contracts = noteContracts();
    const committed = new Map<string, number>();
    await new TestBus(brokers).createTopics(contracts.topic, deadLetterTopic(contracts.service));
    let leftBehind = 0;
    for (let round = 1; round <= rounds; round += 1) {
      await commitUntilKilled(held.url, contracts.slug, round * 150, (id, sequence) => committed.set(id, sequence));
      leftBehind += await waitingCount(held.database);
    }
    expect(leftBehind).toBeGreaterThan(0); // otherwise this test has tested nothing

    const audit = await startAuditService(contracts, { url: held.url, brokers });
    try {
      await until('the outbox to be empty', async () => (await waitingCount(held.database)) === 0);
      const expected = [...committed.values()].reduce((sum, last) => sum + last, 0);
      await until('every committed note to be heard', async () => (await heard(held)) >= expected);
      for (const [id, last] of committed) {
        const sequences = (await audit.entriesFor(id)).map(({ sequence }) => Number(sequence));
        // A row may have been committed in the instant before the kill, too late to be told.
        expect(sequences).toEqual([1, 2, 3].slice(0, Math.max(last, sequences.length)));
      }
    } finally {
      await audit.close();
    }
  }, 60_000);
});

async function heard({ database }: MessagingDatabase): Promise<number> {
  const [row] = await database.query<{ n: number }>({
    name: 'test-heard',
    text: 'SELECT count(*)::int AS n FROM audit_entry',
  });
  return row?.n ?? 0;
}

/** Runs the writing process and kills it without warning after so many commits. */
async function commitUntilKilled(
  url: string,
  slug: string,
  commits: number,
  onCommit: (id: string, sequence: number) => void,
): Promise<void> {
  const program = join(import.meta.dirname, 'support', 'commit-until-killed.ts');
  const args = ['--import', 'tsx', '--conditions=@capdev/source', program, url, brokers, slug];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let told = 0;
  for await (const line of createInterface(child.stdout)) {
    const [id, sequence] = line.split(' ') as [string, string];
    onCommit(id, Number(sequence));
    told += 1;
    if (told === commits) child.kill('SIGKILL');
  }
  expect(await ended).toBeNull(); // killed, not ended by itself
  expect(told).toBeGreaterThanOrEqual(commits);
}
