import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where courses come from, how lists are read, each reading of a list with its account, and which source gave what. */
export class CreateImports1795518000000 implements MigrationInterface {
  readonly name = 'create-imports-1795518000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_mapping (
        name text COLLATE "C" PRIMARY KEY,
        version integer NOT NULL,
        owning_unit text NOT NULL,
        definition jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE import_source (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        name text NOT NULL CONSTRAINT import_source_name_once UNIQUE,
        owning_unit text NOT NULL,
        mapping text COLLATE "C" NOT NULL,
        mode text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE course_import (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        source_id uuid NOT NULL REFERENCES import_source (id),
        owning_unit text NOT NULL,
        mapping jsonb NOT NULL,
        mode text NOT NULL,
        encoding text NOT NULL,
        dry_run boolean NOT NULL,
        publish boolean NOT NULL,
        state text NOT NULL,
        failure jsonb,
        upload uuid,
        bytes bigint,
        rows_total integer,
        rows_done integer NOT NULL DEFAULT 0,
        counts jsonb NOT NULL DEFAULT '{}',
        task text,
        task_by jsonb,
        worker uuid,
        worker_until timestamptz,
        started_by text NOT NULL,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        updated_at timestamptz NOT NULL
      )`);
    // Two at once of one source would each write what the other is about to compare with.
    await runner.query(`
      CREATE UNIQUE INDEX course_import_one_at_a_time ON course_import (source_id)
        WHERE state IN ('received', 'checked', 'running')`);
    await runner.query('CREATE INDEX course_import_tasks ON course_import (id) WHERE task IS NOT NULL');
    await runner.query('CREATE INDEX course_import_of_unit ON course_import (owning_unit, id)');
    // Of the files as they came. Each upload has a name of its own, so that two at once do not mix.
    await runner.query(`
      CREATE TABLE import_chunk (
        upload uuid NOT NULL,
        number integer NOT NULL,
        import_id uuid NOT NULL REFERENCES course_import (id),
        data bytea NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (upload, number)
      )`);
    await runner.query('ALTER TABLE import_chunk ALTER COLUMN data SET STORAGE EXTERNAL');
    await runner.query('CREATE INDEX import_chunk_of_import ON import_chunk (import_id)');
    await runner.query(`
      CREATE TABLE import_row (
        import_id uuid NOT NULL REFERENCES course_import (id),
        "row" integer NOT NULL,
        key text COLLATE "C",
        code text COLLATE "C",
        outcome text NOT NULL,
        published boolean NOT NULL,
        course_id uuid,
        version integer,
        faults jsonb NOT NULL,
        kept text[] NOT NULL,
        before jsonb,
        after jsonb,
        offerings jsonb NOT NULL,
        given_before jsonb,
        wanted jsonb,
        candidates jsonb,
        shadow jsonb,
        marks bigint[],
        decision text,
        decided_by text,
        decided_at timestamptz,
        undone text,
        PRIMARY KEY (import_id, "row")
      )`);
    await runner.query('CREATE INDEX import_row_of_outcome ON import_row (import_id, outcome, "row")');
    await runner.query('CREATE INDEX import_row_of_key ON import_row (import_id, key)');
    // What a dry run would have written: its later rows have to meet what its earlier ones did.
    await runner.query('CREATE INDEX import_row_shadow_code ON import_row (import_id, code) WHERE shadow IS NOT NULL');
    await runner.query('CREATE INDEX import_row_shadow_marks ON import_row USING gin (marks) WHERE shadow IS NOT NULL');
    // Which source gave what: per field, with the import and the moment. It is also what tells what people have changed since.
    await runner.query(`
      CREATE TABLE course_origin (
        source_id uuid NOT NULL REFERENCES import_source (id),
        key text COLLATE "C" NOT NULL,
        course_id uuid NOT NULL REFERENCES course (id),
        given jsonb NOT NULL,
        PRIMARY KEY (source_id, key)
      )`);
    await runner.query('CREATE INDEX course_origin_of_course ON course_origin (course_id)');
    await runner.query(`
      CREATE TABLE offering_origin (
        source_id uuid NOT NULL REFERENCES import_source (id),
        key text COLLATE "C" NOT NULL,
        offering_id uuid NOT NULL REFERENCES offering (id),
        given jsonb NOT NULL,
        PRIMARY KEY (source_id, key)
      )`);
    await runner.query('CREATE INDEX offering_origin_of_offering ON offering_origin (offering_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE offering_origin, course_origin, import_row, import_chunk, course_import, import_source, import_mapping',
    );
  }
}
