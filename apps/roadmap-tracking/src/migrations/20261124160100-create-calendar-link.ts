import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secret addresses under which calendar programs fetch milestones. */
export class CreateCalendarLink1795536060000 implements MigrationInterface {
  readonly name = 'create-calendar-link-1795536060000';

  async up(runner: QueryRunner): Promise<void> {
    // Of the key only its digest: whoever reads the table opens no calendar with it.
    await runner.query(`
      CREATE TABLE calendar_link (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        unit text,
        key_digest text NOT NULL UNIQUE,
        made_by text NOT NULL,
        made_by_unit text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'revoked')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calendar_link');
  }
}
