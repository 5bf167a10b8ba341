import { createDueWorkTable } from '@capdev/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to happen because time passes: deadlines, terms, expiry. */
export class CreateDueWork1795535580000 implements MigrationInterface {
  readonly name = 'create-due-work-1795535580000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createDueWorkTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE due_work');
  }
}
