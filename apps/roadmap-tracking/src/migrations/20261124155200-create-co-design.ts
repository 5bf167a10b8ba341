import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Co-design processes: their steps, which units took part, and what came out. */
export class CreateCoDesign1795535520000 implements MigrationInterface {
  readonly name = 'create-co-design-1795535520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE co_design_process (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        name jsonb NOT NULL,
        required_units text[] NOT NULL CHECK (cardinality(required_units) > 0),
        state text NOT NULL CHECK (state IN ('running', 'completed')),
        owning_unit text NOT NULL,
        recommendation_ids uuid[] NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE co_design_step (
        id uuid PRIMARY KEY,
        process_id uuid NOT NULL REFERENCES co_design_process,
        position integer NOT NULL,
        kind text NOT NULL,
        starts_on date,
        ends_on date CHECK (ends_on >= starts_on),
        state text NOT NULL CHECK (state IN ('pending', 'completed')),
        waiver_reason text,
        UNIQUE (process_id, position),
        UNIQUE (process_id, kind),
        CHECK ((state = 'completed') = (starts_on IS NOT NULL) AND (state = 'completed') = (ends_on IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE co_design_participation (
        step_id uuid NOT NULL REFERENCES co_design_step,
        unit text NOT NULL,
        PRIMARY KEY (step_id, unit)
      )`);
    await runner.query(`
      CREATE TABLE co_design_output (
        id uuid PRIMARY KEY,
        process_id uuid NOT NULL REFERENCES co_design_process,
        step_id uuid NOT NULL REFERENCES co_design_step,
        kind text NOT NULL CHECK (kind IN ('challenge', 'opportunity', 'goal', 'practice')),
        text jsonb NOT NULL,
        recorded_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX co_design_output_process ON co_design_output (process_id, id)');
    await runner.query(`CREATE INDEX co_design_output_goal ON co_design_output (id) WHERE kind = 'goal'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE co_design_output, co_design_participation, co_design_step, co_design_process');
  }
}
