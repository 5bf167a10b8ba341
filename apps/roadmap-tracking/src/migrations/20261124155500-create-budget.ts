import { appendOnly } from '@capdev/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines of the existing budget, what activities are given of them, and the ledger of every movement. */
export class CreateBudget1795535700000 implements MigrationInterface {
  readonly name = 'create-budget-1795535700000';

  async up(runner: QueryRunner): Promise<void> {
    // The service refuses what does not fit, in words; the checks are for what no service should ever get past them.
    await runner.query(`
      CREATE TABLE budget_line (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        announcements integer NOT NULL,
        code text NOT NULL CONSTRAINT budget_line_code UNIQUE,
        title jsonb NOT NULL,
        owning_unit text NOT NULL,
        period_start date NOT NULL,
        period_end date NOT NULL CHECK (period_end >= period_start),
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        amount numeric(15, 2) NOT NULL,
        allocated numeric(15, 2) NOT NULL,
        committed numeric(15, 2) NOT NULL CHECK (committed >= 0),
        spent numeric(15, 2) NOT NULL CHECK (spent >= 0),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT budget_line_within_ceiling CHECK (allocated <= amount),
        CONSTRAINT budget_line_within_allocated CHECK (committed + spent <= allocated)
      )`);
    await runner.query(`
      CREATE TABLE budget_allocation (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        line_id uuid NOT NULL REFERENCES budget_line,
        activity_id uuid NOT NULL REFERENCES activity,
        amount numeric(15, 2) NOT NULL,
        committed numeric(15, 2) NOT NULL CHECK (committed >= 0),
        spent numeric(15, 2) NOT NULL CHECK (spent >= 0),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT budget_allocation_once UNIQUE (line_id, activity_id),
        CONSTRAINT budget_allocation_within CHECK (committed + spent <= amount)
      )`);
    await runner.query('CREATE INDEX budget_allocation_activity ON budget_allocation (activity_id)');
    await runner.query(`
      CREATE TABLE budget_transfer (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        from_line_id uuid NOT NULL REFERENCES budget_line,
        to_line_id uuid NOT NULL REFERENCES budget_line CHECK (to_line_id <> from_line_id),
        currency text NOT NULL,
        amount numeric(15, 2) NOT NULL CHECK (amount > 0),
        dated_on date NOT NULL,
        reason text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX budget_transfer_from ON budget_transfer (from_line_id, id)');
    await runner.query('CREATE INDEX budget_transfer_to ON budget_transfer (to_line_id, id)');
    // Only a correction may be negative: what a movement does to the sums is said by its kind.
    await runner.query(`
      CREATE TABLE budget_entry (
        id uuid PRIMARY KEY,
        line_id uuid NOT NULL REFERENCES budget_line,
        allocation_id uuid REFERENCES budget_allocation,
        activity_id uuid REFERENCES activity,
        kind text NOT NULL CHECK (kind IN ('opening', 'transfer-in', 'transfer-out', 'allocation', 'release', 'commitment',
                                           'decommitment', 'actual', 'correction')),
        amount numeric(15, 2) NOT NULL CHECK (CASE kind WHEN 'correction' THEN amount <> 0 ELSE amount > 0 END),
        dated_on date NOT NULL,
        reason text,
        transfer_id uuid REFERENCES budget_transfer,
        corrects_id uuid REFERENCES budget_entry CHECK ((corrects_id IS NOT NULL) = (kind = 'correction')),
        actor text NOT NULL,
        unit text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CHECK ((allocation_id IS NULL) = (kind IN ('opening', 'transfer-in', 'transfer-out'))),
        CHECK ((activity_id IS NULL) = (allocation_id IS NULL)),
        CHECK ((transfer_id IS NOT NULL) = (kind IN ('transfer-in', 'transfer-out')))
      )`);
    await runner.query('CREATE INDEX budget_entry_line ON budget_entry (line_id, id)');
    await runner.query('CREATE INDEX budget_entry_dated ON budget_entry (line_id, dated_on)');
    await runner.query('CREATE INDEX budget_entry_allocation ON budget_entry (allocation_id, id)');
    await runner.query(
      'CREATE INDEX budget_entry_corrects ON budget_entry (corrects_id) WHERE corrects_id IS NOT NULL',
    );
    await runner.query(appendOnly('budget_entry', 'budget_transfer'));
    // What an item of the plan costs: an activity what it is given, an initiative what its activities are given.
    await runner.query(`
      CREATE VIEW plan_item_cost AS
        SELECT activity_id AS item_id, currency, sum(budget_allocation.amount) AS allocated,
               sum(budget_allocation.committed) AS committed, sum(budget_allocation.spent) AS spent
          FROM budget_allocation JOIN budget_line ON budget_line.id = line_id
         GROUP BY activity_id, currency
        UNION ALL
        SELECT initiative_id, currency, sum(budget_allocation.amount), sum(budget_allocation.committed),
               sum(budget_allocation.spent)
          FROM budget_allocation JOIN budget_line ON budget_line.id = line_id JOIN activity ON activity.id = activity_id
         GROUP BY initiative_id, currency`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW plan_item_cost');
    await runner.query('DROP TABLE budget_entry, budget_transfer, budget_allocation, budget_line');
  }
}
