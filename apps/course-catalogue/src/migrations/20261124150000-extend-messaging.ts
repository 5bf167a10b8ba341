import { createInboxTable, extendMessagingTables } from '@capdev/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lanes for the relay, and what operators of the bus need. */
export class ExtendMessaging1795532400000 implements MigrationInterface {
  readonly name = 'extend-messaging-1795532400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createInboxTable);
    await runner.query(extendMessagingTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox_message DROP COLUMN lane, DROP COLUMN position');
    await runner.query(
      'DROP TABLE consumer_attempt, bus_operation, inbox_replay, dead_letter, outbox_refused, inbox_message',
    );
  }
}
