import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotice1795535340000 implements MigrationInterface {
  readonly name = 'create-notice-1795535340000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'published')),
        title jsonb NOT NULL,
        text jsonb,
        owning_unit text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX notice_state ON notice (state, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice');
  }
}
