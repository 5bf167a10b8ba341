import { taskForceConstitutedV1, taskForceLapsedV1, type TaskForceSnapshotV1 } from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Representation } from './representation.js';
import type { TaskForce } from './task-force.entity.js';

export interface TaskForceFounded {
  readonly kind: 'founded';
}
export interface TaskForceRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
/** Something was done to a member; who it is stays out of every history. */
export interface MembersChanged {
  readonly kind: 'member-appointed' | 'member-revised' | 'member-erased';
  readonly changes: Changes;
}
/** It can act now, or cannot any more. */
export interface TaskForceTurned {
  readonly kind: 'constituted' | 'lapsed';
  readonly representation: Representation;
  readonly changes: Changes;
}
export type TaskForceFact = TaskForceFounded | TaskForceRevised | MembersChanged | TaskForceTurned;

/** What the public is told of a fact: whether it can act, never who its members are. */
export function announcementOf(taskForce: TaskForce, fact: TaskForceFact): Announced | undefined {
  switch (fact.kind) {
    case 'constituted':
      return announce(taskForceConstitutedV1, taskForceSnapshot(taskForce, fact.representation));
    case 'lapsed':
      return announce(taskForceLapsedV1, {
        ...taskForceSnapshot(taskForce, fact.representation),
        missingUnits: fact.representation.missing,
      });
    default:
      return undefined;
  }
}

export function taskForceSnapshot(taskForce: TaskForce, { represented }: Representation): TaskForceSnapshotV1 {
  return {
    taskForceId: taskForce.id,
    name: multilingual(taskForce.name),
    requiredUnits: taskForce.requiredUnits,
    representedUnits: represented,
    since: taskForce.stateSince!,
    version: taskForce.version,
  };
}
