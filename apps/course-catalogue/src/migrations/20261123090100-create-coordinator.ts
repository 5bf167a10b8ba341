import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCoordinator1795424460000 implements MigrationInterface {
  readonly name = 'create-coordinator-1795424460000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE coordinator (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        name text,
        email text,
        unit text NOT NULL,
        erased_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT coordinator_erased_or_known CHECK ((erased_at IS NULL) = (name IS NOT NULL AND email IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX coordinator_of_unit ON coordinator (unit, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE coordinator');
  }
}
