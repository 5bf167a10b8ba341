import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deleting a course, as taking an import back does, asks whether another one names it as its successor. */
export class IndexCourseSuccessor1795525200000 implements MigrationInterface {
  readonly name = 'index-course-successor-1795525200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX course_successor ON course (successor_id) WHERE successor_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX course_successor');
  }
}
