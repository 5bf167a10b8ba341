import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { Milestone, type MilestoneDetails } from './milestone.entity.js';
import { announcementOf, type MilestoneFact } from './milestone.events.js';
import { type MilestoneAction, milestoneStateAfter, milestoneStates } from './milestone-status.js';

const now = new Date('2027-03-01T09:30:00Z');
const today = '2027-03-01';
const ids = {
  id: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  initiativeId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a02',
  activityId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a03',
};
const title = { original: 'en', text: { en: 'First courses' } };
const details = (about: Partial<MilestoneDetails> = {}): MilestoneDetails => ({
  ...{ title, description: null, owningUnit: 'BDT', focalPoint: null },
  ...{ plannedOn: '2027-03-01', forecastOn: null, deadline: null },
  ...about,
});
const planned = (about: Partial<MilestoneDetails> = {}): Milestone =>
  Milestone.plan(details(about), { ...ids, code: '1.1-M1' }, now)[0];
const missed = (): Milestone => {
  const milestone = planned();
  milestone.miss('2027-03-02', now);
  return milestone;
};

describe('a milestone', () => {
  it('is missed when its day is over, and not before', () => {
    const milestone = planned();
    expect(milestone.miss('2027-03-01', now)).toBeUndefined();
    expect(milestone.miss('2027-03-02', now)).toMatchObject({ kind: 'missed', missedOn: '2027-03-01' });
    expect(milestone).toMatchObject({ state: 'missed', version: 2 });
    expect(milestone.miss('2027-03-03', now)).toBeUndefined();
  });

  it('is expected on the day of the forecast, where there is one', () => {
    const milestone = planned({ forecastOn: '2027-03-10' });
    expect(milestone.miss('2027-03-10', now)).toBeUndefined();
    expect(milestone.miss('2027-03-11', now)).toMatchObject({ missedOn: '2027-03-10' });
  });

  it.each<[string, Partial<MilestoneDetails>, string]>([
    ['a forecast of today', { forecastOn: '2027-03-05' }, 'planned'],
    ['a new plan', { plannedOn: '2027-06-01' }, 'planned'],
    ['a forecast that has passed, too', { forecastOn: '2027-03-04' }, 'missed'],
    ['another title', { title: { original: 'en', text: { en: 'More courses' } } }, 'missed'],
  ])('that was missed and gets %s is as it should be', (_, about, state) => {
    const milestone = missed();
    milestone.revise(details(about), '2027-03-05', now);
    expect(milestone.state).toBe(state);
  });

  it('is reached with evidence, on a day that is not in the future, and once', () => {
    const milestone = missed();
    const without = expect.objectContaining({ kind: 'conflict', code: 'milestone-without-evidence' });
    expect(() => milestone.reach('2027-03-01', [], today, now)).toThrow(without);
    const future = expect.objectContaining({ code: 'milestone-day-in-future' });
    expect(() => milestone.reach('2027-03-02', ['link'], today, now)).toThrow(future);
    expect(milestone).toMatchObject({ state: 'missed', reachedOn: null, version: 2 });
    milestone.reach('2027-02-27', ['link'], today, now);
    expect(milestone).toMatchObject({ state: 'reached', reachedOn: '2027-02-27', version: 3 });
    const over = expect.objectContaining({ code: 'milestone-reached' });
    expect(() => milestone.reach('2027-02-27', ['link'], today, now)).toThrow(over);
    expect(() => milestone.revise(details({ deadline: '2027-09-01' }), today, now)).toThrow(over);
    expect(() => milestone.cancel('Not needed', now)).toThrow(over);
    expect(milestone.miss('2027-12-31', now)).toBeUndefined();
  });

  it('can reach each of its states, and ends reached or cancelled', () => {
    const actions: readonly MilestoneAction[] = ['edit', 'replan', 'miss', 'reach', 'cancel'];
    const after = (state: (typeof milestoneStates)[number]) =>
      actions.flatMap((action) => milestoneStateAfter(state, action) ?? []);
    expect(new Set(milestoneStates.flatMap(after))).toEqual(new Set(milestoneStates));
    expect(milestoneStates.filter((state) => after(state).length === 0)).toEqual(['reached', 'cancelled']);
  });
});

describe('what is announced of a milestone', () => {
  const of = (milestone: Milestone, fact: MilestoneFact | undefined) => {
    const announced = fact && announcementOf(milestone, fact);
    if (announced) checkPayload(announced.definition, announced.data, 'producer');
    return announced && { type: announced.definition.type.split('.')[4], ...announced.data };
  };

  it('is that it is planned, whole, without who is asked', () => {
    const [milestone, fact] = Milestone.plan(details({ focalPoint: 'subject-7' }), { ...ids, code: '1.1-M1' }, now);
    expect(of(milestone, fact)).toEqual({
      ...{ type: 'planned', milestoneId: ids.id, initiativeId: ids.initiativeId, activityId: ids.activityId },
      ...{ code: '1.1-M1', title, owningUnit: 'BDT', plannedOn: '2027-03-01', state: 'planned', version: 1 },
    });
  });

  it.each<[string, Partial<MilestoneDetails>]>([
    ['day', { plannedOn: '2027-04-01', forecastOn: '2027-04-02' }],
    ['title', { title: { original: 'en', text: { en: 'More courses' } } }],
    ['unit', { owningUnit: 'BR' }],
  ])('is that it is planned anew, when its %s changes', (_, about) => {
    const milestone = planned();
    expect(of(milestone, milestone.revise(details(about), today, now))).toMatchObject({ type: 'planned', version: 2 });
  });

  it('is another forecast, with the day before', () => {
    const milestone = planned({ forecastOn: '2027-03-10' });
    const fact = milestone.revise(details({ forecastOn: '2027-03-20' }), today, now);
    const told = { type: 'forecast-changed', forecastOn: '2027-03-20', previouslyExpectedOn: '2027-03-10' };
    expect(of(milestone, fact)).toMatchObject(told);
    const back = of(milestone, milestone.revise(details(), today, now));
    expect(back).toMatchObject({ type: 'forecast-changed', previouslyExpectedOn: '2027-03-20' });
    expect(back).not.toHaveProperty('forecastOn');
  });

  it('is nothing, when it is expected as before', () => {
    const milestone = planned();
    expect(of(milestone, milestone.revise(details({ forecastOn: '2027-03-01' }), today, now))).toBeUndefined();
    expect(of(milestone, milestone.revise(details({ deadline: '2027-12-31' }), today, now))).toBeUndefined();
    expect(of(milestone, milestone.cancel('Not needed', now))).toBeUndefined();
  });

  it('is that it was missed, and that it was reached', () => {
    const milestone = planned();
    const fact = milestone.miss('2027-03-02', now);
    expect(of(milestone, fact)).toMatchObject({ type: 'missed', missedOn: '2027-03-01', state: 'missed' });
    const reached = milestone.reach('2027-03-02', ['document', 'link'], '2027-03-02', now);
    const told = { type: 'reached', evidence: ['document', 'link'], reachedOn: '2027-03-02', state: 'reached' };
    expect(of(milestone, reached)).toMatchObject(told);
  });
});
