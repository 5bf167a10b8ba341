import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when an item is amber or red, and who has said otherwise for a while. */
export class CreateHealth1795535940000 implements MigrationInterface {
  readonly name = 'create-health-1795535940000';

  async up(runner: QueryRunner): Promise<void> {
    // Amber always comes before red, on whichever side of it the better values are.
    await runner.query(`
      CREATE TABLE health_rule (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        measure text NOT NULL UNIQUE,
        worse text NOT NULL CHECK (worse IN ('above', 'below')),
        amber integer NOT NULL,
        red integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT health_rule_amber_before_red CHECK (CASE worse WHEN 'above' THEN amber < red ELSE amber > red END)
      )`);
    await runner.query(`
      INSERT INTO health_rule (id, version, measure, worse, amber, red, created_at, updated_at)
      SELECT gen_random_uuid(), 1, measure, worse, amber, red, now(), now()
        FROM (VALUES ('finish-variance', 'above', 5, 15),
                     ('days-overdue', 'above', 1, 10),
                     ('slack', 'below', -1, -5),
                     ('spending-ahead', 'above', 10, 25),
                     ('risk-score', 'above', 8, 15),
                     ('milestones-missed', 'above', 1, 2)) AS rule (measure, worse, amber, red)`);
    await runner.query(`
      CREATE TABLE health_override (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        item_id uuid NOT NULL,
        owning_unit text NOT NULL,
        status text NOT NULL CHECK (status IN ('green', 'amber', 'red')),
        reason text NOT NULL,
        expires_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'expired', 'withdrawn')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX health_override_active ON health_override (item_id) WHERE state = 'active'`,
    );
    await runner.query('CREATE INDEX health_override_item ON health_override (item_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE health_override, health_rule');
  }
}
