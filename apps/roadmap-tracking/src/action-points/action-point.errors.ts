import { DomainError } from '@capdev/service-kit/problems';
import type { ActionPointAction, ActionPointState } from './action-point-states.js';

export class ActionPointNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'action-point-not-found', `There is no action point ${id}.`);
  }
}

export class ActionPointVerifierIsOwner extends DomainError {
  constructor() {
    super(
      'invalid',
      'action-point-verifier-is-owner',
      'Who does it cannot be the one who confirms it. Name somebody else as verifier.',
      [{ pointer: '/verifier', detail: 'The owner.' }],
    );
  }
}

export class ActionPointDueInPast extends DomainError {
  constructor(dueOn: string, today: string) {
    super(
      'invalid',
      'action-point-due-in-past',
      `It cannot be due on ${dueOn}: today is ${today} (UTC). Give today or a later day.`,
      [{ pointer: '/dueOn', detail: `Before ${today}.` }],
    );
  }
}

/** A meeting or a decision that this task force does not have. */
export class ActionPointOriginUnknown extends DomainError {
  constructor(field: 'meetingId' | 'decisionId' | 'taskForceId', id: string) {
    const what = { meetingId: 'meeting', decisionId: 'decision', taskForceId: 'task force' }[field];
    super(
      'invalid',
      'action-point-origin-unknown',
      field === 'taskForceId' ? `There is no task force ${id}.` : `The task force has no ${what} ${id}.`,
      [{ pointer: `/${field}`, detail: `Not a ${what}${field === 'taskForceId' ? '' : ' of this task force'}.` }],
    );
  }
}

const verbs: Readonly<Record<ActionPointAction, string>> = {
  revise: 'changed',
  'fall-due': 'overdue',
  do: 'done',
  verify: 'verified',
  reopen: 'reopened',
  cancel: 'cancelled',
};

export class ActionPointWrongState extends DomainError {
  constructor(id: string, state: ActionPointState, action: ActionPointAction) {
    super(
      'conflict',
      'action-point-wrong-state',
      `Action point ${id} is ${state}, so it cannot be ${verbs[action]} now.${state === 'open' && action === 'verify' ? ' It has to be done first.' : ''}`,
    );
  }
}

/** Who confirms is named in the action point, and that says nothing about a role. */
export class ActionPointNotVerifier extends DomainError {
  constructor(id: string) {
    super(
      'forbidden',
      'action-point-not-verifier',
      `Only the verifier named in action point ${id} confirms that it was done, or reopens it.`,
    );
  }
}

/** Two people answer for it: one says that it is done, another one confirms it. */
export class ActionPointDoneByVerifier extends DomainError {
  constructor(id: string) {
    super(
      'forbidden',
      'action-point-done-by-verifier',
      `You are the verifier of action point ${id}: let somebody of its unit say that it is done, and confirm it then.`,
    );
  }
}
