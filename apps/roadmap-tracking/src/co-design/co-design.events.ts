import type { Changes } from '@capdev/persistence';

export interface ProcessBegun {
  readonly kind: 'begun';
}
export interface StepCompleted {
  readonly kind: 'step-completed';
  readonly changes: Changes;
}
export interface OutputRecorded {
  readonly kind: 'output-recorded';
  readonly changes: Changes;
}
export interface ProcessCompleted {
  readonly kind: 'completed';
  readonly changes: Changes;
}
/** What can happen to a co-design process. None of it is announced: what the organisation decides from it is. */
export type CoDesignFact = ProcessBegun | StepCompleted | OutputRecorded | ProcessCompleted;
