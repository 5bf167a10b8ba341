import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What shows that a milestone is reached, and the rules by which events of other services are taken for it. */
export class CreateEvidence1795535820000 implements MigrationInterface {
  readonly name = 'create-evidence-1795535820000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence_rule (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        milestone_id uuid NOT NULL REFERENCES milestone,
        event_type text NOT NULL,
        conditions jsonb NOT NULL,
        once boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'ended')),
        ended_reason text CHECK ((ended_reason IS NOT NULL) = (state = 'ended')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX evidence_rule_milestone ON evidence_rule (milestone_id, id)');
    // Asked for each event that arrives.
    await runner.query(`CREATE INDEX evidence_rule_heard ON evidence_rule (event_type) WHERE state = 'active'`);
    await runner.query(`
      CREATE TABLE evidence (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        milestone_id uuid NOT NULL REFERENCES milestone,
        kind text NOT NULL CHECK (kind IN ('link', 'document', 'decision', 'event')),
        title text NOT NULL,
        url text CHECK (url IS NOT NULL OR kind <> 'link'),
        symbol text,
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$' AND kind = 'document' OR sha256 IS NULL AND kind <> 'document'),
        decision_id uuid CHECK ((decision_id IS NOT NULL) = (kind = 'decision')),
        event jsonb CHECK ((event IS NOT NULL) = (kind = 'event')),
        rule_id uuid REFERENCES evidence_rule CHECK ((rule_id IS NOT NULL) = (kind = 'event')),
        state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')),
        proposed_by text NOT NULL,
        proposed_by_unit text NOT NULL,
        reason text CHECK ((reason IS NOT NULL) = (state IN ('rejected', 'withdrawn'))),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX evidence_milestone ON evidence (milestone_id, id)');
    await runner.query('CREATE INDEX evidence_state ON evidence (state, id)');
    // However often an event arrives, a rule takes it once.
    await runner.query(
      `CREATE UNIQUE INDEX evidence_of_event ON evidence (rule_id, (event->>'id')) WHERE kind = 'event'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence, evidence_rule');
  }
}
