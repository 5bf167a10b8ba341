import { DomainError } from '@capdev/service-kit/problems';

/** That something is there is shown, not said. */
export class MilestoneWithoutEvidence extends DomainError {
  constructor(code: string) {
    super(
      'conflict',
      'milestone-without-evidence',
      `Milestone ${code} has no confirmed evidence, so it cannot be reached. Propose evidence for it, have it confirmed, and record the day then.`,
    );
  }
}

export class MilestoneParentUnclear extends DomainError {
  constructor() {
    super(
      'invalid',
      'milestone-parent-unclear',
      'A milestone belongs to an initiative, or closes an activity: give initiativeId or activityId, and not both.',
      [{ pointer: '/initiativeId', detail: 'Give this or activityId.' }],
    );
  }
}
