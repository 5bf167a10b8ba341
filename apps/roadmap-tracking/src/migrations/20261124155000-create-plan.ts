import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Initiatives, their activities and milestones, how these depend on one another, and what threatens them. */
export class CreatePlan1795535400000 implements MigrationInterface {
  readonly name = 'create-plan-1795535400000';

  async up(runner: QueryRunner): Promise<void> {
    // One row: who changes the plan takes it first, so that changes come one after the other, and counts it up.
    await runner.query(`
      CREATE TABLE plan_state (
        "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
        revision bigint NOT NULL,
        changed_at timestamptz NOT NULL
      )`);
    await runner.query(`INSERT INTO plan_state (revision, changed_at) VALUES (1, now())`);
    // What people call an item means one item, whatever its kind, and is never given to another one.
    await runner.query('CREATE TABLE plan_code (code text PRIMARY KEY, item_id uuid NOT NULL UNIQUE)');
    const common = `
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        code text NOT NULL UNIQUE,
        title jsonb NOT NULL,
        description jsonb,
        owning_unit text NOT NULL,
        focal_point text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL`;
    await runner.query(`
      CREATE TABLE initiative (${common},
        state text NOT NULL CHECK (state IN ('planned', 'in-progress', 'completed', 'cancelled')),
        started_on date,
        completed_on date CHECK (completed_on >= started_on),
        recommendation_ids uuid[] NOT NULL,
        goal_ids uuid[] NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE activity (${common},
        initiative_id uuid NOT NULL REFERENCES initiative,
        state text NOT NULL CHECK (state IN ('planned', 'in-progress', 'completed', 'cancelled')),
        planned_start date NOT NULL,
        planned_finish date NOT NULL CHECK (planned_finish >= planned_start),
        forecast_start date,
        forecast_finish date CHECK (forecast_finish >= forecast_start),
        actual_start date,
        actual_finish date CHECK (actual_finish >= actual_start),
        deadline date,
        progress smallint NOT NULL CHECK (progress BETWEEN 0 AND 100)
      )`);
    await runner.query('CREATE INDEX activity_initiative ON activity (initiative_id)');
    await runner.query(`
      CREATE TABLE milestone (${common},
        initiative_id uuid NOT NULL REFERENCES initiative,
        activity_id uuid REFERENCES activity,
        state text NOT NULL CHECK (state IN ('planned', 'missed', 'reached', 'cancelled')),
        planned_on date NOT NULL,
        forecast_on date,
        reached_on date CHECK ((reached_on IS NOT NULL) = (state = 'reached')),
        deadline date
      )`);
    await runner.query('CREATE INDEX milestone_initiative ON milestone (initiative_id)');
    await runner.query('CREATE INDEX milestone_activity ON milestone (activity_id)');
    await runner.query(`
      CREATE TABLE dependency (
        id uuid PRIMARY KEY,
        predecessor_id uuid NOT NULL,
        successor_id uuid NOT NULL CHECK (successor_id <> predecessor_id),
        kind text NOT NULL CHECK (kind IN ('FS', 'SS', 'FF', 'SF')),
        lag_days integer NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (predecessor_id, successor_id, kind)
      )`);
    await runner.query('CREATE INDEX dependency_successor ON dependency (successor_id)');
    // The three kinds side by side, for everything that looks at the plan as a whole.
    await runner.query(`
      CREATE VIEW plan_item AS
        SELECT id, 'initiative' AS kind, code, NULL::uuid AS parent_id, id AS initiative_id, title, owning_unit, focal_point,
               state, NULL::date AS planned_start, NULL::date AS planned_finish, NULL::date AS forecast_start,
               NULL::date AS forecast_finish, started_on AS actual_start, completed_on AS actual_finish,
               NULL::date AS deadline, NULL::smallint AS progress, version, updated_at
          FROM initiative
        UNION ALL
        SELECT id, 'activity', code, initiative_id, initiative_id, title, owning_unit, focal_point, state, planned_start,
               planned_finish, forecast_start, forecast_finish, actual_start, actual_finish, deadline, progress, version,
               updated_at
          FROM activity
        UNION ALL
        SELECT id, 'milestone', code, coalesce(activity_id, initiative_id), initiative_id, title, owning_unit, focal_point,
               state, planned_on, planned_on, forecast_on, forecast_on, reached_on, reached_on, deadline,
               CASE WHEN state = 'reached' THEN 100 ELSE 0 END::smallint, version, updated_at
          FROM milestone`);
    await runner.query(`
      CREATE TABLE risk (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        item_id uuid NOT NULL,
        title jsonb NOT NULL,
        owning_unit text NOT NULL,
        likelihood smallint NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
        impact smallint NOT NULL CHECK (impact BETWEEN 1 AND 5),
        response text NOT NULL CHECK (response IN ('avoid', 'reduce', 'transfer', 'accept')),
        measures jsonb,
        state text NOT NULL CHECK (state IN ('open', 'occurred', 'closed')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX risk_item ON risk (item_id, id)');
    await runner.query(`
      CREATE TABLE working_calendar (
        "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
        id uuid NOT NULL UNIQUE,
        version integer NOT NULL,
        weekdays smallint[] NOT NULL CHECK (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]::smallint[] AND cardinality(weekdays) > 0),
        days_off jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    // Monday to Friday until somebody says otherwise; ISO 8601 numbers the days of the week from Monday.
    await runner.query(`
      INSERT INTO working_calendar (id, version, weekdays, days_off, updated_at)
      VALUES (gen_random_uuid(), 1, '{1,2,3,4,5}', '[]', now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW plan_item');
    await runner.query(
      'DROP TABLE working_calendar, risk, dependency, milestone, activity, initiative, plan_code, plan_state',
    );
  }
}
