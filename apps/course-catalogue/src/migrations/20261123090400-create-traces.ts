import { createOutboxTable } from '@capdev/messaging';
import { createHistoryTable, createIdempotencyTable } from '@capdev/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every change leaves behind: its history, its announcement, the answer to a repeated request. */
export class CreateTraces1795424640000 implements MigrationInterface {
  readonly name = 'create-traces-1795424640000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createHistoryTable);
    await runner.query(createOutboxTable);
    await runner.query(createIdempotencyTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_entry, outbox_message, idempotency_record');
  }
}
