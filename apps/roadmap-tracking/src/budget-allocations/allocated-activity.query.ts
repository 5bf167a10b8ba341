import type { Statement, Transaction } from '@capdev/persistence';
import type { Activity } from '../activities/activity.entity.js';
import { ActivityCancelled, ActivityUnknown } from './budget-allocation.errors.js';

/** What money needs to know of the activity that it is for. */
export interface AllocatedActivity {
  readonly id: string;
  readonly code: string;
  readonly owningUnit: string;
  readonly state: Activity['state'];
}

// Not locked: whoever changes the plan takes it first, and so does whoever asks here.
const byId: Statement = {
  name: 'allocated-activity',
  text: 'SELECT id, code, owning_unit AS "owningUnit", state FROM activity WHERE id = $1',
};

export async function activityOf(tx: Transaction, id: string): Promise<AllocatedActivity> {
  const [activity] = await tx.query<AllocatedActivity>(byId, [id]);
  if (!activity) throw new ActivityUnknown(id);
  return activity;
}

/** Nothing new is paid for what will not be done. */
export function refuseCancelled({ state, code }: AllocatedActivity): void {
  if (state === 'cancelled') throw new ActivityCancelled(code);
}
