import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports to a body: drafted, approved by somebody else, frozen. */
export class CreateReport1795536000000 implements MigrationInterface {
  readonly name = 'create-report-1795536000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        title jsonb NOT NULL,
        body text NOT NULL,
        owning_unit text NOT NULL,
        period_start date NOT NULL,
        as_of date NOT NULL CHECK (as_of >= period_start),
        edition integer NOT NULL CHECK (edition >= 1),
        series_id uuid NOT NULL,
        replaces_id uuid REFERENCES report CHECK ((replaces_id IS NULL) = (edition = 1)),
        baseline_id uuid,
        next_period jsonb,
        state text NOT NULL CHECK (state IN ('draft', 'approved', 'frozen')),
        content jsonb NOT NULL,
        content_hash text CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        differences jsonb,
        drafted_by text NOT NULL,
        authors text[] NOT NULL CHECK (drafted_by = ANY (authors)),
        approved_by text,
        approved_at timestamptz,
        frozen_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (series_id, edition),
        CONSTRAINT report_approved_by_another CHECK (approved_by <> ALL (authors)),
        CHECK ((approved_by IS NULL) = (state = 'draft') AND (approved_at IS NULL) = (state = 'draft')),
        CHECK ((content_hash IS NULL) = (state <> 'frozen') AND (frozen_at IS NULL) = (state <> 'frozen'))
      )`);
    await runner.query(`CREATE INDEX report_frozen ON report (as_of DESC, id) WHERE state = 'frozen'`);
    // Whoever writes to this table, by whatever program: what has been frozen stays as it was read.
    await runner.query(`
      CREATE FUNCTION refuse_frozen_report() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'report % is frozen', OLD.id USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'report_frozen';
      END $$`);
    await runner.query(`
      CREATE TRIGGER report_frozen BEFORE UPDATE OR DELETE ON report
        FOR EACH ROW WHEN (OLD.state = 'frozen') EXECUTE FUNCTION refuse_frozen_report()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report');
    await runner.query('DROP FUNCTION refuse_frozen_report');
  }
}
