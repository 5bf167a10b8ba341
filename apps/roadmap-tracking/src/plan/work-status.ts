import type { ItemKind } from './item-kind.js';
import { ItemStateForbids } from './plan-item.errors.js';

/** The life of work that takes time, an initiative or an activity. One more state is one word and one line here. */
export const workStates = ['planned', 'in-progress', 'completed', 'cancelled'] as const;
export type WorkState = (typeof workStates)[number];

/** What may be done to it. */
export type WorkAction = 'edit' | 'start' | 'progress' | 'complete' | 'cancel';

const transitions: Readonly<Record<WorkState, Readonly<Partial<Record<WorkAction, WorkState>>>>> = {
  planned: { edit: 'planned', start: 'in-progress', cancel: 'cancelled' },
  'in-progress': { edit: 'in-progress', progress: 'in-progress', complete: 'completed', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function workStateAfter(state: WorkState, action: WorkAction): WorkState | undefined {
  return transitions[state][action];
}

const deeds: Readonly<Record<WorkAction, string>> = {
  edit: 'changed',
  start: 'started',
  progress: 'advanced',
  complete: 'completed',
  cancel: 'cancelled',
};

const mends: Readonly<Record<WorkState, string>> = {
  planned: 'record first on which day work on it began.',
  'in-progress': 'work on it has begun already.',
  completed: 'what is completed stays as it is. Plan what is still to be done anew.',
  cancelled: 'what is cancelled stays as it is. Plan what is to be done after all anew.',
};

/** The refusal of an action that is not possible in this state. */
export function workForbidden(kind: ItemKind, code: string, state: WorkState, action: WorkAction): ItemStateForbids {
  return new ItemStateForbids(kind, code, state, deeds[action], mends[state]);
}
