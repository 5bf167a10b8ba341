/** An import's life. `undone` is the end of one whose changes were taken back. */
export const importStates = ['received', 'checked', 'running', 'finished', 'stopped', 'failed', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

/** What may be done to an import. */
export type ImportAction = 'check' | 'refuse' | 'start' | 'stop' | 'finish' | 'decide' | 'undo' | 'compare';

const transitions: Readonly<Record<ImportState, Readonly<Partial<Record<ImportAction, ImportState>>>>> = {
  received: { check: 'checked', refuse: 'failed', stop: 'stopped' },
  checked: { start: 'running', stop: 'stopped' },
  running: { stop: 'stopped', finish: 'finished' },
  finished: { decide: 'finished', compare: 'finished', undo: 'undone' },
  stopped: { start: 'running', decide: 'stopped', undo: 'undone' },
  failed: {},
  undone: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function importStateAfter(state: ImportState, action: ImportAction): ImportState | undefined {
  return transitions[state][action];
}

/** What is done with records that are there already. */
export const syncModes = ['propose', 'overwrite', 'hands-off'] as const;
export type SyncMode = (typeof syncModes)[number];

/** What became of a row. Held: it looks like a course that is there, and a person has to say whether it is. */
export const outcomes = ['created', 'updated', 'unchanged', 'proposed', 'held', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];

/** What the service is busy with, for an import. */
export type ImportTask = 'run' | 'decisions' | 'undo';

/** How many rows had which outcome. */
export type ImportCounts = Readonly<Partial<Record<Outcome | 'published' | 'undone' | 'left', number>>>;
