import { describe, expect, it } from '@jest/globals';
import { type ImportAction, importStateAfter, importStates } from './import-status.js';

const actions: readonly ImportAction[] = ['check', 'refuse', 'start', 'stop', 'finish', 'decide', 'undo'];
const after = (state: (typeof importStates)[number]) =>
  actions.flatMap((action) => importStateAfter(state, action) ?? []);

describe('the states of an import', () => {
  it('can all be reached from "received"', () => {
    const reached = new Set<string>(['received']);
    for (const state of reached) for (const next of after(state as (typeof importStates)[number])) reached.add(next);
    expect([...reached].sort()).toEqual([...importStates].sort());
  });

  it('ends as failed or undone, and nowhere else', () => {
    expect(importStates.filter((state) => after(state).length === 0)).toEqual(['failed', 'undone']);
  });
});
