import type { Transaction } from '@capdev/persistence';

const ofProcess = {
  name: 'co-design-participations',
  text: `SELECT step_id AS "stepId", unit FROM co_design_participation JOIN co_design_step ON id = step_id
    WHERE process_id = $1 ORDER BY unit`,
};

/** Which units took part in which steps of a process. */
export function participations(tx: Transaction, processId: string): Promise<{ stepId: string; unit: string }[]> {
  return tx.query(ofProcess, [processId]);
}
