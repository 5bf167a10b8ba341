import { describe, expect, it } from '@jest/globals';
import { type Advance, stepsTo } from './item-steps.js';

const line = (kind: string, state: string, about: Partial<Advance> = {}): Advance => ({
  kind,
  state,
  actual_start: '',
  actual_finish: '',
  progress: '',
  ...about,
});
const started = { actual_start: '2026-03-02' };
const done = { ...started, actual_finish: '2026-04-30', progress: '100' };
const deeds = (row: Advance, present?: Advance) => stepsTo(row, present).map(({ deed }) => deed);
const refusal = expect.objectContaining({ code: 'plan-import-state-impossible' });

describe('the steps to what a row says', () => {
  it.each<[string, Advance, Advance | undefined, string[]]>([
    ['that is planned', line('activity', 'planned', { progress: '0' }), undefined, []],
    ['that says nothing of it', line('initiative', ''), undefined, []],
    [
      'that is under way',
      line('activity', 'in-progress', { ...started, progress: '40' }),
      undefined,
      ['start', 'progress'],
    ],
    ['that is done', line('activity', 'completed', done), undefined, ['start', 'complete']],
    [
      'that was under way when it was cancelled',
      line('activity', 'cancelled', { ...started, progress: '40' }),
      undefined,
      ['start', 'progress', 'cancel'],
    ],
    ['that was never begun', line('activity', 'cancelled', { progress: '0' }), undefined, ['cancel']],
    [
      'that is reached',
      line('milestone', 'reached', { ...done, actual_start: done.actual_finish }),
      undefined,
      ['reach'],
    ],
    ['that was missed', line('milestone', 'missed'), undefined, []],
    [
      'that is further',
      line('activity', 'in-progress', { ...started, progress: '60' }),
      line('activity', 'in-progress', { ...started, progress: '40' }),
      ['progress'],
    ],
    [
      'that leaves its progress out',
      line('activity', 'in-progress', started),
      line('activity', 'in-progress', { ...started, progress: '40' }),
      [],
    ],
    [
      'that is done by now',
      line('activity', 'completed', done),
      line('activity', 'in-progress', started),
      ['complete'],
    ],
    ['that is done as before', line('activity', 'completed', done), line('activity', 'completed', done), []],
    ['that the calendar made a missed one', line('milestone', 'planned'), line('milestone', 'missed'), []],
  ])('of an item %s', (_, row, present, expected) => {
    expect(deeds(row, present)).toEqual(expected);
  });

  it.each<[string, Advance, Advance | undefined]>([
    ['a state that there is not', line('activity', 'reached'), undefined],
    ['a day that there is not', line('activity', 'in-progress', { actual_start: '2026-02-30' }), undefined],
    ['no day on which it began', line('activity', 'in-progress'), undefined],
    ['no day on which it ended', line('initiative', 'completed', started), undefined],
    ['an end of what is under way', line('activity', 'in-progress', done), undefined],
    ['all of the work and no end', line('activity', 'in-progress', { ...started, progress: '100' }), undefined],
    ['progress of what is planned', line('activity', 'planned', { progress: '10' }), undefined],
    ['progress of what never began', line('activity', 'cancelled', { progress: '10' }), undefined],
    ['progress of an initiative', line('initiative', 'in-progress', { ...started, progress: '10' }), undefined],
    ['progress that is no number', line('activity', 'in-progress', { ...started, progress: '4o' }), undefined],
    ['two days of a milestone', line('milestone', 'reached', done), undefined],
    ['a way back', line('activity', 'planned'), line('activity', 'in-progress', started)],
    ['a way out of what is over', line('activity', 'completed', done), line('activity', 'cancelled')],
    [
      'another beginning',
      line('activity', 'in-progress', { actual_start: '2026-03-03' }),
      line('activity', 'in-progress', started),
    ],
    [
      'another day on which it was reached',
      line('milestone', 'reached', { actual_start: '2026-05-01', actual_finish: '2026-05-01' }),
      line('milestone', 'reached', { ...done, actual_start: done.actual_finish }),
    ],
  ])('are none to %s', (_, row, present) => {
    expect(() => stepsTo(row, present)).toThrow(refusal);
  });
});
