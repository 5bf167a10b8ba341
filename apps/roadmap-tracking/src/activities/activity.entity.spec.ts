import { describe, expect, it } from '@jest/globals';
import { Activity, type ActivityDetails } from './activity.entity.js';

const now = new Date('2027-03-01T09:30:00Z');
const today = '2027-03-01';
const title = { original: 'en', text: { en: 'One catalogue' } };
const details = (about: Partial<ActivityDetails> = {}): ActivityDetails => ({
  ...{ title, description: null, owningUnit: 'BDT', focalPoint: null, deadline: null },
  ...{ plannedStart: '2027-01-11', plannedFinish: '2027-02-26', forecastStart: null, forecastFinish: null },
  ...about,
});
const planned = (about: Partial<ActivityDetails> = {}): Activity =>
  Activity.plan(details(about), { id: 'a1', code: '1.1', initiativeId: 'i1' }, now)[0];
const started = (): Activity => {
  const activity = planned();
  activity.start('2027-01-12', today, now);
  return activity;
};

describe('an activity’s days', () => {
  it.each<[string, Partial<ActivityDetails>, string, RegExp]>([
    ['planned', { plannedFinish: '2027-01-10' }, '/plannedFinish', /2027-01-10.*2027-01-11/],
    [
      'expected',
      { forecastStart: '2027-02-02', forecastFinish: '2027-02-01' },
      '/forecastFinish',
      /2027-02-01.*2027-02-02/,
    ],
  ])('cannot be %s to end before they begin', (_, about, pointer, sentence) => {
    const refusal = expect.objectContaining({
      code: 'activity-days-impossible',
      message: expect.stringMatching(sentence),
      faults: [expect.objectContaining({ pointer })],
    });
    expect(() => planned(about)).toThrow(refusal);
    const activity = planned();
    expect(() => activity.revise(details(about), now)).toThrow(refusal);
    expect(activity.version).toBe(1);
  });

  it('may be one and the same, and a forecast may be given for one end alone', () => {
    expect(planned({ plannedFinish: '2027-01-11', forecastFinish: '2027-01-01' }).version).toBe(1);
  });

  it('are told all at once when both are wrong', () => {
    const about = { plannedFinish: '2027-01-10', forecastStart: '2027-02-02', forecastFinish: '2027-02-01' };
    const both = expect.objectContaining({ faults: [expect.anything(), expect.anything()] });
    expect(() => planned(about)).toThrow(both);
  });
});

describe('an activity', () => {
  it('starts, advances and is completed', () => {
    const activity = started();
    expect(activity).toMatchObject({ state: 'in-progress', actualStart: '2027-01-12', progress: 0 });
    expect(activity.progressTo(40, now)?.changes).toEqual({ progress: { from: 0, to: 40 } });
    expect(activity.progressTo(40, now)).toBeUndefined();
    activity.complete('2027-02-27', today, now);
    expect(activity).toMatchObject({ state: 'completed', actualFinish: '2027-02-27', progress: 100, version: 4 });
  });

  it('advances and ends only once it has started', () => {
    const refusal = expect.objectContaining({ kind: 'conflict', code: 'activity-planned' });
    expect(() => planned().progressTo(10, now)).toThrow(refusal);
    expect(() => planned().complete(today, today, now)).toThrow(refusal);
    expect(() => started().start(today, today, now)).toThrow(expect.objectContaining({ code: 'activity-in-progress' }));
  });

  it('has neither started nor ended in the future, nor ended before its start', () => {
    const future = expect.objectContaining({ code: 'activity-day-in-future' });
    expect(() => planned().start('2027-03-02', today, now)).toThrow(future);
    expect(() => started().complete('2027-03-02', today, now)).toThrow(future);
    expect(() => started().complete('2027-01-11', today, now)).toThrow(/2027-01-12.*2027-01-11/);
  });

  it('stays as it is once it is over', () => {
    const activity = started();
    activity.cancel('No longer needed', now, '1');
    const refusal = expect.objectContaining({ code: 'activity-cancelled' });
    expect(() => activity.revise(details({ deadline: '2027-05-01' }), now)).toThrow(refusal);
    expect(() => activity.progressTo(50, now)).toThrow(refusal);
    expect(() => activity.cancel('Again', now)).toThrow(refusal);
  });
});
