import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The documents behind the roadmap, what Member States said of them, and what they recommend. */
export class CreateRecommendations1795535460000 implements MigrationInterface {
  readonly name = 'create-recommendations-1795535460000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        kind text NOT NULL,
        symbol text,
        title jsonb NOT NULL,
        dated_on date NOT NULL,
        body text,
        url text,
        comment_deadline date CHECK (comment_deadline >= dated_on),
        comments text NOT NULL CHECK (comments IN ('not-invited', 'awaited', 'received', 'none-received')),
        owning_unit text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CHECK ((comment_deadline IS NULL) = (comments = 'not-invited'))
      )`);
    // Two documents with one symbol are one document written down twice.
    await runner.query('CREATE UNIQUE INDEX source_symbol_once ON source (symbol)');
    await runner.query(`
      CREATE TABLE source_comment (
        id uuid PRIMARY KEY,
        source_id uuid NOT NULL REFERENCES source,
        member_state text NOT NULL,
        received_on date NOT NULL,
        text jsonb NOT NULL,
        recorded_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX source_comment_received ON source_comment (source_id, received_on, id)');
    await runner.query(`
      CREATE TABLE recommendation (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        source_id uuid NOT NULL REFERENCES source,
        reference text NOT NULL CONSTRAINT recommendation_reference_once UNIQUE,
        title jsonb NOT NULL,
        text jsonb,
        owning_unit text NOT NULL,
        acceptance text NOT NULL
          CHECK (acceptance IN ('under-consideration', 'accepted', 'partially-accepted', 'rejected')),
        acceptance_since date,
        accepted_since date,
        implementation text NOT NULL
          CHECK (implementation IN ('not-started', 'in-progress', 'implemented', 'overtaken-by-events')),
        implementation_since date,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CHECK ((accepted_since IS NOT NULL) = (acceptance IN ('accepted', 'partially-accepted'))),
        CHECK (accepted_since IS NOT NULL OR implementation IN ('not-started', 'overtaken-by-events'))
      )`);
    await runner.query('CREATE INDEX recommendation_source ON recommendation (source_id, id)');
    // One row for each step; a recommendation without steps is under consideration, and nothing has been started.
    await runner.query(`
      CREATE TABLE recommendation_step (
        id uuid PRIMARY KEY,
        recommendation_id uuid NOT NULL REFERENCES recommendation,
        history text NOT NULL CHECK (history IN ('acceptance', 'implementation')),
        state text NOT NULL,
        since date NOT NULL,
        decided_by text NOT NULL,
        reason text,
        recorded_at timestamptz NOT NULL
      )`);
    await runner.query(
      'CREATE INDEX recommendation_step_history ON recommendation_step (recommendation_id, history, since, id)',
    );
    await runner.query(`
      CREATE TABLE concern (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        recommendation_id uuid NOT NULL REFERENCES recommendation,
        kind text NOT NULL,
        raised_by text NOT NULL,
        raised_on date NOT NULL,
        text jsonb NOT NULL,
        answer jsonb,
        answered_on date CHECK (answered_on >= raised_on),
        state text NOT NULL CHECK (state IN ('open', 'answered')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CHECK ((state = 'answered') = (answer IS NOT NULL) AND (state = 'answered') = (answered_on IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX concern_recommendation ON concern (recommendation_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE concern, recommendation_step, recommendation, source_comment, source');
  }
}
