import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which plans were imported as files, and what became of each of their rows. */
export class CreatePlanImport1795536120000 implements MigrationInterface {
  readonly name = 'create-plan-import-1795536120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plan_import (
        id uuid PRIMARY KEY,
        dry_run boolean NOT NULL,
        sha256 text NOT NULL,
        bytes integer NOT NULL,
        created integer NOT NULL,
        updated integer NOT NULL,
        unchanged integer NOT NULL,
        rejected integer NOT NULL,
        actor text NOT NULL,
        unit text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE plan_import_row (
        import_id uuid NOT NULL REFERENCES plan_import,
        number integer NOT NULL,
        code text NOT NULL,
        action text NOT NULL CHECK (action IN ('created', 'updated', 'unchanged', 'rejected')),
        reason text CHECK ((reason IS NOT NULL) = (action = 'rejected')),
        detail text CHECK ((detail IS NOT NULL) = (action = 'rejected')),
        faults jsonb,
        PRIMARY KEY (import_id, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plan_import_row, plan_import');
  }
}
