import { expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { createTestDatabase } from '@capdev/persistence/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createInboxTable, createOutboxTable, extendMessagingTables } from '../src/index.js';
import { openDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';
import { NoteWriter } from './support/writer.js';

const waiting = newId();

/** As a service was before its outbox had lanes, with announcements that wait. */
class Before20260101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createOutboxTable);
    await runner.query(createInboxTable);
    // Space that was freed is used again, so rows need not lie in the order of their writing.
    for (const sequence of [3, 1, 2]) {
      await runner.query(
        `INSERT INTO outbox_message (id, topic, key, sequence, type, headers, data) VALUES ($1, 'topic', $2, $3, 'type', '{}', '{}')`,
        [newId(), waiting, sequence],
      );
    }
  }

  async down(): Promise<void> {}
}

class Upgrade20260102000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(extendMessagingTables);
  }

  async down(): Promise<void> {}
}

it('an outbox in which announcements wait keeps their order when it gets lanes, and new ones follow', async () => {
  const { url, drop } = await createTestDatabase(process.env['POSTGRES_URL']!, {
    entities: [],
    migrations: [Before20260101000000, Upgrade20260102000000],
  });
  const database = await openDatabase(url);
  try {
    const fresh = newId();
    await new NoteWriter(noteContracts(), database).write(fresh, [1, 2]);
    const rows = await database.query<{ key: string; sequence: number }>({
      name: 'test-order',
      text: 'SELECT key, sequence FROM outbox_message ORDER BY position',
    });
    expect(rows).toEqual([
      ...[1, 2, 3].map((sequence) => ({ key: waiting, sequence })),
      ...[1, 2].map((sequence) => ({ key: fresh, sequence })),
    ]);
  } finally {
    await database.dataSource.destroy();
    await drop();
  }
});
