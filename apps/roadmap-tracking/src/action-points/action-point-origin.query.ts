import type { Transaction } from '@capdev/persistence';
import type { ActionPointOrigin } from './action-point.entity.js';
import { ActionPointOriginUnknown } from './action-point.errors.js';

const known = {
  name: 'action-point-origin',
  text: `SELECT EXISTS (SELECT FROM task_force WHERE id = $1) AS "taskForceId",
                $2::uuid IS NULL OR EXISTS (SELECT FROM meeting WHERE id = $2 AND task_force_id = $1) AS "meetingId",
                $3::uuid IS NULL OR EXISTS (SELECT FROM decision WHERE id = $3 AND task_force_id = $1) AS "decisionId"`,
};

/** @throws ActionPointOriginUnknown naming the first that the task force does not have */
export async function refuseUnknownOrigin(tx: Transaction, origin: ActionPointOrigin): Promise<void> {
  const fields = ['taskForceId', 'meetingId', 'decisionId'] as const;
  const values = fields.map((field) => origin[field]);
  const [row] = await tx.query<Record<(typeof fields)[number], boolean>>(known, values);
  const unknown = fields.find((field) => !row![field]);
  if (unknown) throw new ActionPointOriginUnknown(unknown, origin[unknown]!);
}
