import type { Transaction } from '@capdev/persistence';
import { PlanCodeTaken } from './plan-item.errors.js';

const holder = {
  name: 'plan-code-holder',
  text: `SELECT item.kind, item.id FROM plan_code JOIN plan_item item ON item.id = plan_code.item_id WHERE plan_code.code = $1`,
};
const claim = { name: 'plan-code-claim', text: 'INSERT INTO plan_code (code, item_id) VALUES ($1, $2)' };

/**
 * Gives the code to the item. Whoever adds to the plan has taken it before, so nobody can claim the code between the two
 * statements.
 *
 * @throws PlanCodeTaken with the item that has it
 */
export async function claimCode(tx: Transaction, code: string, itemId: string): Promise<void> {
  const [taken] = await tx.query<{ kind: string; id: string }>(holder, [code]);
  if (taken) throw new PlanCodeTaken(code, taken);
  tx.write(claim, [code, itemId]);
}
