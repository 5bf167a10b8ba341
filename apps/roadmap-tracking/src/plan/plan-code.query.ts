import type { Transaction } from '@capdev/persistence';
import { PlanCodeTaken } from './plan-item.errors.js';

const holder = { name: 'plan-code-holder', text: 'SELECT item_id AS id FROM plan_code WHERE code = $1' };
const kindOf = { name: 'plan-code-kind', text: 'SELECT kind FROM plan_item WHERE id = $1' };
const claim = { name: 'plan-code-claim', text: 'INSERT INTO plan_code (code, item_id) VALUES ($1, $2)' };

/**
 * Gives the code to the item. Whoever adds to the plan has taken it before, so nobody can claim the code between the two
 * statements.
 *
 * @throws PlanCodeTaken with the item that has it
 */
export async function claimCode(tx: Transaction, code: string, itemId: string): Promise<void> {
  const [taken] = await tx.query<{ id: string }>(holder, [code]);
  if (taken) {
    const [item] = await tx.query<{ kind: string }>(kindOf, [taken.id]);
    throw new PlanCodeTaken(code, { kind: item?.kind ?? 'item', id: taken.id });
  }
  tx.write(claim, [code, itemId]);
}
