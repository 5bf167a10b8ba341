import type { Transaction } from '@capdev/persistence';
import type { EvidenceState } from './evidence-state.js';
import type { EvidenceDetails } from './evidence.entity.js';
import type { ShownMilestone } from './evidence.dto.js';

const milestone = {
  name: 'evidence-milestone',
  text: 'SELECT id, code, state, owning_unit AS "owningUnit" FROM milestone WHERE id = $1 FOR SHARE',
};
const decision = { name: 'evidence-decision', text: 'SELECT state FROM decision WHERE id = $1' };
const same = {
  name: 'evidence-same',
  text: `SELECT id, state FROM evidence
          WHERE milestone_id = $1 AND state IN ('proposed', 'confirmed') AND kind = $2
            AND coalesce(sha256, decision_id::text, url) = $3 LIMIT 1`,
};
const others = {
  name: 'evidence-others-confirmed',
  text: `SELECT 1 FROM evidence WHERE milestone_id = $1 AND state = 'confirmed' AND id <> $2 LIMIT 1`,
};

/** The milestone, as it stays until the transaction ends. */
export async function milestoneIn(tx: Transaction, id: string): Promise<ShownMilestone | undefined> {
  const [row] = await tx.query<ShownMilestone>(milestone, [id]);
  return row;
}

/** How far a decision of a task force is; undefined when there is none. */
export async function decisionStateIn(tx: Transaction, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ state: string }>(decision, [id]);
  return row?.state;
}

/** Evidence of the milestone that says the same and was neither rejected nor withdrawn. */
export async function sameEvidenceIn(
  tx: Transaction,
  milestoneId: string,
  { kind, sha256, decisionId, url }: EvidenceDetails,
): Promise<{ id: string; state: EvidenceState } | undefined> {
  const [row] = await tx.query<{ id: string; state: EvidenceState }>(same, [
    milestoneId,
    kind,
    sha256 ?? decisionId ?? url,
  ]);
  return row;
}

/** Whether other evidence of the milestone is confirmed. */
export async function isOtherConfirmed(tx: Transaction, milestoneId: string, id: string): Promise<boolean> {
  return (await tx.query(others, [milestoneId, id])).length > 0;
}
