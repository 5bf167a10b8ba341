import { DomainError, type Fault } from '@capdev/service-kit/problems';
import type { EvidenceAction, EvidenceState } from './evidence-state.js';

export class EvidenceNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'evidence-not-found', `There is no evidence ${id}.`);
  }
}

export class EvidenceMilestoneNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'milestone-not-found', `There is no milestone ${id}.`);
  }
}

/** What belongs to its kind is missing, or something of another kind was said. */
export class EvidenceMalformed extends DomainError {
  constructor(kind: string, faults: readonly Fault[]) {
    super(
      'invalid',
      'evidence-malformed',
      `Evidence of kind ${kind} is given otherwise: ${faults.map((fault) => fault.detail).join(' ')}`,
      faults,
    );
  }
}

export class EvidenceMilestoneCancelled extends DomainError {
  constructor(code: string) {
    super(
      'conflict',
      'evidence-milestone-cancelled',
      `Milestone ${code} is cancelled: nothing is evidence of it any more. Propose it for a milestone that stands.`,
    );
  }
}

/** Only what a task force has adopted, and still holds, shows anything. */
export class EvidenceDecisionNotAdopted extends DomainError {
  constructor(decisionId: string, state: string | undefined) {
    super(
      'conflict',
      'evidence-decision-not-adopted',
      state === undefined
        ? `There is no decision ${decisionId}. Give the identifier of a decision that a task force has adopted.`
        : `Decision ${decisionId} is ${state}. Give the identifier of one that is adopted.`,
      [{ pointer: '/decisionId', detail: 'Not an adopted decision.' }],
    );
  }
}

export class EvidenceAlreadyGiven extends DomainError {
  constructor(id: string, state: EvidenceState) {
    super(
      'conflict',
      'evidence-already-given',
      `The same is ${state} as evidence of this milestone already, as ${id}. There is nothing to add.`,
    );
  }
}

const deeds: Readonly<Record<EvidenceAction, string>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  withdraw: 'withdrawn',
};

export class EvidenceStateForbids extends DomainError {
  constructor(state: EvidenceState, action: EvidenceAction) {
    super(
      'conflict',
      `evidence-${state}`,
      `The evidence is ${state} and cannot be ${deeds[action]}. What was rejected or withdrawn may be proposed again.`,
    );
  }
}

/** Four eyes: who says that something counts is not who wants it to count. */
export class EvidenceConfirmedByProposer extends DomainError {
  constructor() {
    super(
      'forbidden',
      'evidence-own-proposal',
      'You have proposed this evidence yourself: somebody else of the unit that answers for the milestone has to confirm it.',
    );
  }
}

export class EvidenceLastOfReached extends DomainError {
  constructor(code: string) {
    super(
      'conflict',
      'evidence-last-of-reached',
      `Milestone ${code} is reached, and this is the last evidence of it that is confirmed. Have other evidence confirmed first, then withdraw this one.`,
    );
  }
}
