import { initiativeCompletedV1, type InitiativeSnapshotV1, initiativeStartedV1 } from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Initiative } from './initiative.entity.js';

export interface InitiativePlanned {
  readonly kind: 'planned';
}
export interface InitiativeRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface InitiativeStarted {
  readonly kind: 'started';
  readonly changes: Changes;
}
export interface InitiativeCompleted {
  readonly kind: 'completed';
  readonly changes: Changes;
}
export interface InitiativeCancelled {
  readonly kind: 'cancelled';
  readonly changes: Changes;
}
export type InitiativeFact =
  InitiativePlanned | InitiativeRevised | InitiativeStarted | InitiativeCompleted | InitiativeCancelled;

/** What the public is told of a fact: the beginning and the end of the work. */
export function announcementOf(initiative: Initiative, fact: InitiativeFact): Announced | undefined {
  switch (fact.kind) {
    case 'started':
      return announce(initiativeStartedV1, initiativeSnapshot(initiative));
    case 'completed':
      return announce(initiativeCompletedV1, initiativeSnapshot(initiative));
    default:
      return undefined;
  }
}

export function initiativeSnapshot(initiative: Initiative): InitiativeSnapshotV1 {
  const { id, code, title, owningUnit, recommendationIds, goalIds, state, startedOn, completedOn, version } =
    initiative;
  return {
    initiativeId: id,
    code,
    title: multilingual(title),
    owningUnit,
    recommendationIds,
    goalIds,
    state,
    // Only what has started is announced; before that the day is missing.
    startedOn: startedOn ?? '',
    ...(completedOn && { completedOn }),
    version,
  };
}
