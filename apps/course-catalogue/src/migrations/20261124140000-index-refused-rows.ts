import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person has refused is not asked about again while the list says the same. */
export class IndexRefusedRows1795528800000 implements MigrationInterface {
  readonly name = 'index-refused-rows-1795528800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX import_row_refused ON import_row (key) WHERE decision = 'refuse'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX import_row_refused');
  }
}
