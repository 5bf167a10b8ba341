import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the catalogue has said of its courses, for measuring how far it is the common one. */
export class CreateCataloguedCourses1795535880000 implements MigrationInterface {
  readonly name = 'create-catalogued-courses-1795535880000';

  async up(runner: QueryRunner): Promise<void> {
    // One row for each version that was announced, as it was announced: in whatever order they arrive, and however often,
    // the rows are the same in the end. What counts as complete or classified is decided when it is measured.
    await runner.query(`
      CREATE TABLE catalogued_course_change (
        course_id uuid NOT NULL,
        course_version integer NOT NULL,
        at timestamptz NOT NULL,
        owning_unit text NOT NULL,
        published boolean NOT NULL,
        completeness smallint NOT NULL,
        level text,
        topics text[] NOT NULL,
        PRIMARY KEY (course_id, course_version)
      )`);
    await runner.query(`
      CREATE VIEW catalogued_course AS
        SELECT DISTINCT ON (course_id) * FROM catalogued_course_change ORDER BY course_id, course_version DESC`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW catalogued_course');
    await runner.query('DROP TABLE catalogued_course_change');
  }
}
