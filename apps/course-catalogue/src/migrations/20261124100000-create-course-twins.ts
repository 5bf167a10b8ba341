import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What guards against entering the same course twice; src/twins keeps it. */
export class CreateCourseTwins1795514400000 implements MigrationInterface {
  readonly name = 'create-course-twins-1795514400000';

  async up(runner: QueryRunner): Promise<void> {
    // A new course whose marks another one has gets none, and so is refused: see course-insert.query.ts. Courses from
    // before get theirs when they are next written, or by `reindex`; until then they are not compared.
    await runner.query(`
      ALTER TABLE course ADD title_marks bigint[] DEFAULT '{}',
        ADD CONSTRAINT course_twin_declared CHECK (title_marks IS NOT NULL)`);
    // Entered at once and not in batches: whoever creates a course also looks, and a batch that waits is read from end to end.
    await runner.query('CREATE INDEX course_title_marks ON course USING gin (title_marks) WITH (fastupdate = off)');
    // Pairs that look alike and that somebody has said are two courses.
    await runner.query(`
      CREATE TABLE course_distinction (
        course_id uuid NOT NULL REFERENCES course (id),
        other_id uuid REFERENCES course (id),
        CONSTRAINT course_distinction_known CHECK (other_id IS NOT NULL),
        CONSTRAINT course_distinction_once UNIQUE (course_id, other_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE course_distinction');
    await runner.query('ALTER TABLE course DROP title_marks');
  }
}
