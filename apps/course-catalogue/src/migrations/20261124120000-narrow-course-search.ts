import type { MigrationInterface, QueryRunner } from 'typeorm';

const facets = ['topic', 'level', 'modality', 'language', 'credential', 'fee', 'unit', 'provider', 'country'];

/**
 * A question reads the row of every course that it matches, so the row keeps nothing that is not read there: titles are
 * looked up in the index of all words (docs/decisions/0019), and a filter reads the packed numbers. Rows get short as
 * `reindex` writes them again, which `migrate` does next.
 *
 * The build before this one can neither search nor enter courses in such a table: stop it first.
 */
export class NarrowCourseSearch1795521600000 implements MigrationInterface {
  readonly name = 'narrow-course-search-1795521600000';

  async up(runner: QueryRunner): Promise<void> {
    const columns = ['title', ...facets].map((column) => `DROP COLUMN ${column}`).join(', ');
    await runner.query(`ALTER TABLE course_search ${columns}, SET (toast_tuple_target = 128)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const columns = facets.map((facet) => `ADD COLUMN ${facet} integer NOT NULL DEFAULT 0`).join(', ');
    await runner.query(
      `ALTER TABLE course_search ADD COLUMN title tsvector NOT NULL DEFAULT '', ${columns}, SET (toast_tuple_target = 512)`,
    );
  }
}
