import { DomainError, type Fault } from '@capdev/service-kit/problems';

export class EvidenceRuleNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'evidence-rule-not-found', `There is no evidence rule ${id}.`);
  }
}

/** A rule serves a milestone that can still be shown to be reached. */
export class EvidenceRuleMilestoneGone extends DomainError {
  constructor(milestoneId: string, isCancelled: boolean) {
    super(
      'conflict',
      'evidence-rule-milestone-gone',
      `${isCancelled ? `Milestone ${milestoneId} is cancelled` : `There is no milestone ${milestoneId}`}: no event can be evidence of it. Name a milestone that stands.`,
      [{ pointer: '/milestoneId', detail: isCancelled ? 'Cancelled.' : 'Unknown.' }],
    );
  }
}

export class EvidenceRuleEventNotHeard extends DomainError {
  constructor(type: string, heard: readonly string[]) {
    super(
      'invalid',
      'evidence-rule-event-not-heard',
      `This service does not listen to ${type}. It listens to ${heard.join(', ')}.`,
      [{ pointer: '/eventType', detail: `One of: ${heard.join(', ')}.` }],
    );
  }
}

export class EvidenceRuleConditionsImpossible extends DomainError {
  constructor(type: string, faults: readonly Fault[]) {
    super(
      'invalid',
      'evidence-rule-conditions-impossible',
      `No event ${type} could meet these conditions: ${faults.map((fault) => fault.detail).join(' ')}`,
      faults,
    );
  }
}

export class EvidenceRuleEnded extends DomainError {
  constructor(id: string, reason: string) {
    super(
      'conflict',
      'evidence-rule-ended',
      `Evidence rule ${id} has ended (${reason}) and does not change any more. Make another one.`,
    );
  }
}
