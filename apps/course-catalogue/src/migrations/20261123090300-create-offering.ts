import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOffering1795424580000 implements MigrationInterface {
  readonly name = 'create-offering-1795424580000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offering (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        state text NOT NULL,
        course_id uuid NOT NULL REFERENCES course (id),
        starts_on date,
        ends_on date,
        registration_opens_on date,
        registration_closes_on date,
        place jsonb NOT NULL,
        languages text[] NOT NULL,
        seats integer,
        fee jsonb,
        organiser_ids uuid[] NOT NULL,
        cancellation_reason text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT offering_days_in_order CHECK (ends_on >= starts_on AND registration_closes_on >= registration_opens_on)
      )`);
    await runner.query(`CREATE INDEX offering_by_start ON offering ((coalesce(starts_on, 'infinity'::date)), id)`);
    await runner.query('CREATE INDEX offering_of_course ON offering (course_id)');
    await runner.query('CREATE INDEX offering_of_organiser ON offering USING gin (organiser_ids)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE offering');
  }
}
