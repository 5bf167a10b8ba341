import { createMessagingTables } from '@capdev/messaging';
import { createHistoryTable, createIdempotencyTable } from '@capdev/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every change leaves behind: its history, its announcement, the answer to a repeated request. */
export class CreateTraces1795535280000 implements MigrationInterface {
  readonly name = 'create-traces-1795535280000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createHistoryTable);
    await runner.query(createMessagingTables);
    await runner.query(createIdempotencyTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consumer_attempt, bus_operation, inbox_replay, dead_letter, outbox_refused');
    await runner.query('DROP TABLE history_entry, outbox_message, inbox_message, idempotency_record');
  }
}
