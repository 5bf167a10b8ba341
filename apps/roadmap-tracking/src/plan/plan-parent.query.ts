import type { Transaction } from '@capdev/persistence';
import type { ItemKind } from './item-kind.js';
import { ParentOver, ParentUnknown } from './plan-item.errors.js';

/** What an item belongs to. */
export interface Parent {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly state: string;
  readonly initiativeId: string;
}

const initiative = {
  name: 'plan-parent-initiative',
  text: `SELECT id, 'initiative' AS kind, code, state, id AS "initiativeId" FROM initiative WHERE id = $1`,
};
const activity = {
  name: 'plan-parent-activity',
  text: `SELECT id, 'activity' AS kind, code, state, initiative_id AS "initiativeId" FROM activity WHERE id = $1`,
};
const parents = { initiativeId: initiative, activityId: activity };

/**
 * What a new item shall belong to. The plan is taken, so it stays as it is.
 *
 * @param kind of the new item
 * @param field of the input that names the parent
 */
export async function openParent(
  tx: Transaction,
  kind: ItemKind,
  field: keyof typeof parents,
  id: string,
): Promise<Parent> {
  const [parent] = await tx.query<Parent>(parents[field], [id]);
  if (!parent) throw new ParentUnknown(kind, field, id);
  if (parent.state === 'completed' || parent.state === 'cancelled') throw new ParentOver(kind, parent);
  return parent;
}
