import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The task force with its members, its meetings, what it decides, and what follows from that. */
export class CreateTaskForce1795535640000 implements MigrationInterface {
  readonly name = 'create-task-force-1795535640000';

  async up(runner: QueryRunner): Promise<void> {
    const times = 'created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL';
    await runner.query(`
      CREATE TABLE task_force (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        name jsonb NOT NULL,
        terms jsonb,
        required_units text[] NOT NULL,
        state text NOT NULL CHECK (state IN ('forming', 'constituted', 'lapsed')),
        state_since date CHECK ((state_since IS NULL) = (state = 'forming')),
        owning_unit text NOT NULL,
        ${times}
      )`);
    // Who it is can be forgotten; that the unit was represented, and when, cannot: decisions rest on it.
    await runner.query(`
      CREATE TABLE task_force_member (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        task_force_id uuid NOT NULL REFERENCES task_force,
        unit text NOT NULL,
        person text,
        role text NOT NULL CHECK (role IN ('chair', 'member', 'secretary')),
        starts_on date NOT NULL,
        ends_on date CHECK (ends_on >= starts_on),
        erased_at timestamptz CHECK ((erased_at IS NOT NULL) = (person IS NULL)),
        ${times}
      )`);
    await runner.query('CREATE INDEX task_force_member_of ON task_force_member (task_force_id, id)');
    await runner.query(`
      CREATE TABLE meeting (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        task_force_id uuid NOT NULL REFERENCES task_force,
        state text NOT NULL CHECK (state IN ('planned', 'held')),
        held_on date NOT NULL,
        title jsonb NOT NULL,
        minutes text,
        units text[] NOT NULL,
        ${times}
      )`);
    await runner.query('CREATE INDEX meeting_of ON meeting (task_force_id, held_on, id)');
    // The numbers of one task force have no gap: they are given under its lock, and nothing is ever removed.
    await runner.query(`
      CREATE TABLE decision (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        task_force_id uuid NOT NULL REFERENCES task_force,
        meeting_id uuid NOT NULL REFERENCES meeting,
        number integer CHECK ((number IS NULL) = (state = 'proposed')),
        title jsonb NOT NULL,
        text jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'adopted', 'superseded')),
        adopted_on date CHECK ((adopted_on IS NULL) = (state = 'proposed')),
        supersedes_id uuid REFERENCES decision CHECK (supersedes_id <> id),
        superseded_by_id uuid REFERENCES decision CHECK ((superseded_by_id IS NOT NULL) = (state = 'superseded')),
        superseded_on date CHECK ((superseded_on IS NOT NULL) = (state = 'superseded')),
        ${times},
        CONSTRAINT decision_number_once UNIQUE (task_force_id, number)
      )`);
    await runner.query('CREATE INDEX decision_of ON decision (task_force_id, id)');
    await runner.query('CREATE INDEX decision_meeting ON decision (meeting_id)');
    await runner.query(`
      CREATE TABLE action_point (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        task_force_id uuid NOT NULL REFERENCES task_force,
        meeting_id uuid REFERENCES meeting,
        decision_id uuid REFERENCES decision,
        title jsonb NOT NULL,
        owning_unit text NOT NULL,
        owner text NOT NULL,
        verifier text NOT NULL CHECK (verifier <> owner),
        due_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'overdue', 'done', 'verified', 'cancelled')),
        done_on date CHECK ((done_on IS NOT NULL) = (state IN ('done', 'verified'))),
        verified_on date CHECK ((verified_on IS NOT NULL) = (state = 'verified')),
        ${times}
      )`);
    await runner.query('CREATE INDEX action_point_of ON action_point (task_force_id, id)');
    await runner.query('CREATE INDEX action_point_unit ON action_point (owning_unit, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE action_point, decision, meeting, task_force_member, task_force');
  }
}
