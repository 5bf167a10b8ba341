import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCourse1795424520000 implements MigrationInterface {
  readonly name = 'create-course-1795424520000';

  async up(runner: QueryRunner): Promise<void> {
    // Codes are compared byte by byte: their order is then the same everywhere, and cheap.
    await runner.query(`
      CREATE TABLE course (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        state text NOT NULL,
        code text COLLATE "C" NOT NULL,
        owning_unit text NOT NULL,
        provider_ids uuid[],
        title jsonb NOT NULL,
        summary jsonb,
        description jsonb,
        learning_outcomes jsonb NOT NULL,
        audiences text[] NOT NULL,
        entry_requirements jsonb,
        level text,
        modality text,
        topics text[] NOT NULL,
        languages text[] NOT NULL,
        workload_hours double precision,
        assessment jsonb NOT NULL,
        credential text,
        fee_terms jsonb,
        registration_type text,
        coordinator_ids uuid[],
        links jsonb NOT NULL,
        successor_id uuid REFERENCES course (id),
        retirement_reason text,
        published_at timestamptz,
        retired_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT course_code_once UNIQUE (code),
        CONSTRAINT course_providers_known CHECK (provider_ids IS NOT NULL),
        CONSTRAINT course_coordinators_known CHECK (coordinator_ids IS NOT NULL),
        CONSTRAINT course_published_at CHECK ((state = 'draft') = (published_at IS NULL))
      )`);
    // Every list asks for a state and goes on by code; the rest narrows it down.
    await runner.query('CREATE INDEX course_of_state ON course (state, code)');
    await runner.query('CREATE INDEX course_of_unit ON course (owning_unit, state, code)');
    await runner.query('CREATE INDEX course_of_provider ON course USING gin (provider_ids)');
    await runner.query('CREATE INDEX course_of_topic ON course USING gin (topics)');
    await runner.query('CREATE INDEX course_updated ON course (updated_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE course');
  }
}
