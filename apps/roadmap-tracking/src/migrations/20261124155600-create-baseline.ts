import { appendOnly } from '@capdev/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The plan as it was on some day, under a name. */
export class CreateBaseline1795535760000 implements MigrationInterface {
  readonly name = 'create-baseline-1795535760000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE baseline (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        name text NOT NULL CONSTRAINT baseline_name UNIQUE,
        note text,
        taken_on date NOT NULL,
        item_count integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    // Items of the plan are kept whole and not referred to: the plan goes on.
    await runner.query(`
      CREATE TABLE baseline_item (
        baseline_id uuid NOT NULL REFERENCES baseline,
        item_id uuid NOT NULL,
        kind text NOT NULL,
        code text NOT NULL,
        title jsonb NOT NULL,
        parent_id uuid,
        initiative_id uuid NOT NULL,
        owning_unit text NOT NULL,
        state text NOT NULL,
        planned_start date,
        planned_finish date,
        forecast_start date,
        forecast_finish date,
        actual_start date,
        actual_finish date,
        progress smallint,
        cost jsonb NOT NULL,
        PRIMARY KEY (baseline_id, item_id)
      )`);
    await runner.query(appendOnly('baseline', 'baseline_item'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE baseline_item, baseline');
  }
}
