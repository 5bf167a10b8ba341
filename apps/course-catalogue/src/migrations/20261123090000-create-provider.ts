import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProvider1795424400000 implements MigrationInterface {
  readonly name = 'create-provider-1795424400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        kind text NOT NULL,
        name jsonb NOT NULL,
        original_name text NOT NULL GENERATED ALWAYS AS ((name->'text')->>(name->>'original')) STORED,
        description jsonb,
        country text,
        centre_id text,
        partner_id text,
        active boolean NOT NULL,
        registered_by text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT provider_name_once UNIQUE (original_name, kind),
        CONSTRAINT provider_centre_once UNIQUE (centre_id),
        CONSTRAINT provider_partner_once UNIQUE (partner_id)
      )`);
    // The path keeps only the texts; jsonb_path_query_array is immutable, so it can be indexed.
    await runner.query(`CREATE INDEX provider_names ON provider USING gin (jsonb_path_query_array(name, '$.text.*'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE provider');
  }
}
