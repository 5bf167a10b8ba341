import type { Transaction } from '@capdev/persistence';

const confirmed = {
  name: 'milestone-confirmed-evidence',
  text: `SELECT kind FROM evidence WHERE milestone_id = $1 AND state = 'confirmed' ORDER BY kind, id`,
};

/** The kinds of the evidence that shows that a milestone is reached, one for each piece. */
export async function confirmedEvidence(tx: Transaction, milestoneId: string): Promise<string[]> {
  return (await tx.query<{ kind: string }>(confirmed, [milestoneId])).map(({ kind }) => kind);
}
