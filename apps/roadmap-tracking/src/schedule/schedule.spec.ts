import { describe, expect, it } from '@jest/globals';
import type { LinkKind } from './links.js';
import { scheduleOf, type ScheduledDependency, type ScheduledItem } from './schedule.js';
import { slipOf } from './slip.js';

/** Monday to Friday; New Year's Day of 2027 is a Friday. */
const week = { weekdays: [1, 2, 3, 4, 5], daysOff: ['2027-01-01'] };

const anItem = (id: string, kind: ScheduledItem['kind'], about: Partial<ScheduledItem>): ScheduledItem => ({
  id,
  kind,
  ...{ state: 'planned', plannedStart: null, plannedFinish: null, forecastStart: null, forecastFinish: null },
  ...{ actualStart: null, actualFinish: null, deadline: null },
  ...about,
});
const activity = (id: string, plannedStart: string, plannedFinish: string, about: Partial<ScheduledItem> = {}) =>
  anItem(id, 'activity', { plannedStart, plannedFinish, ...about });
const milestone = (id: string, day: string, about: Partial<ScheduledItem> = {}) =>
  anItem(id, 'milestone', { plannedStart: day, plannedFinish: day, ...about });
const link = (predecessorId: string, kind: LinkKind, successorId: string, lagDays = 0): ScheduledDependency => ({
  predecessorId,
  kind,
  successorId,
  lagDays,
});

/** December 2026 and January 2027:  Mo 28  Tu 29  We 30  Th 31 | Fr 1 off | Mo 4  Tu 5  We 6  Th 7  Fr 8 | Mo 11 … */
describe('a schedule in days, worked out by hand', () => {
  // A works Tu 29, We 30, Th 31.  B needs two days after that: Friday is off, so Mo 4 and Tu 5.
  // M stands at the end of Tu 5.  C begins one working day after that: not We 6 but Th 7; it takes one day.
  // The plan ends on Th 7; everything is on the path.
  const items = [
    activity('A', '2026-12-29', '2026-12-31'),
    activity('B', '2026-12-30', '2026-12-31'),
    milestone('M', '2026-12-31'),
    activity('C', '2027-01-04', '2027-01-04'),
  ];
  const dependencies = [link('A', 'FS', 'B'), link('B', 'FS', 'M'), link('M', 'FS', 'C', 1)];

  it('goes round weekends and days off', () => {
    const schedule = scheduleOf(items, dependencies, week);
    const daysOf = (id: string) => {
      const { earliestStart, earliestFinish, latestFinish, slackDays } = schedule.placementOf(id)!;
      return [earliestStart, earliestFinish, latestFinish, slackDays];
    };
    expect(daysOf('A')).toEqual(['2026-12-29', '2026-12-31', '2026-12-31', 0]);
    expect(daysOf('B')).toEqual(['2027-01-04', '2027-01-05', '2027-01-05', 0]);
    expect(daysOf('M')).toEqual(['2027-01-05', '2027-01-05', '2027-01-05', 0]);
    expect(daysOf('C')).toEqual(['2027-01-07', '2027-01-07', '2027-01-07', 0]);
    expect([schedule.end, schedule.criticalPath()]).toEqual(['2027-01-07', ['A', 'B', 'M', 'C']]);
  });

  // What ends on a Friday is followed on Monday: Fr 8, then Mo 11.
  it('goes on on Monday after a Friday', () => {
    const two = [activity('A', '2027-01-08', '2027-01-08'), activity('B', '2027-01-01', '2027-01-04')];
    const schedule = scheduleOf(two, [link('A', 'FS', 'B')], week);
    expect(schedule.placementOf('B')).toMatchObject({ earliestStart: '2027-01-11', earliestFinish: '2027-01-11' });
  });

  // A works four days, Mo 28 to Th 31, but ought to have ended on We 30: it must begin a day before that, on Fr 25.
  it('tells by how much a deadline is broken', () => {
    const schedule = scheduleOf([activity('A', '2026-12-28', '2026-12-31', { deadline: '2026-12-30' })], [], week);
    expect(schedule.placementOf('A')).toEqual({
      ...{ earliestStart: '2026-12-28', earliestFinish: '2026-12-31' },
      ...{ latestStart: '2026-12-25', latestFinish: '2026-12-30', slackDays: -1, critical: true },
    });
  });

  // A deadline on Sunday the 3rd is one on Th 31; a milestone planned for Sunday the 3rd stands at the end of Mo 4: a day late.
  it('takes the next working day for a day that is not worked, and for a deadline the one before', () => {
    const schedule = scheduleOf([milestone('M', '2027-01-03', { deadline: '2027-01-03' })], [], week);
    expect(schedule.placementOf('M')).toMatchObject({
      ...{ earliestFinish: '2027-01-04', latestFinish: '2026-12-31', slackDays: -1 },
    });
    expect(scheduleOf([activity('A', '2027-01-02', '2027-01-03')], [], week).end).toBe('2027-01-04');
  });
});

describe('where the days of an item come from', () => {
  const alone = (item: ScheduledItem, today?: string) => scheduleOf([item], [], week, today).placementOf('A');

  it('is the forecast before the plan, start and length each by itself', () => {
    // Planned for three days from Mo 4; expected from We 6.
    const later = activity('A', '2027-01-04', '2027-01-06', { forecastStart: '2027-01-06' });
    expect(alone(later)).toMatchObject({ earliestStart: '2027-01-06', earliestFinish: '2027-01-08' });
    // Expected to take until Mo 11, from its planned day: six days.
    const longer = activity('A', '2027-01-04', '2027-01-06', { forecastFinish: '2027-01-11' });
    expect(alone(longer)).toMatchObject({ earliestStart: '2027-01-04', earliestFinish: '2027-01-11' });
    expect(alone(milestone('A', '2027-01-04', { forecastStart: '2027-01-07' }))).toMatchObject({
      earliestFinish: '2027-01-07',
    });
  });

  it('is never in the past for what is still to come', () => {
    const plan = activity('A', '2026-12-28', '2026-12-29');
    expect(alone(plan, '2027-01-04')).toMatchObject({ earliestStart: '2027-01-04', earliestFinish: '2027-01-05' });
    expect(alone(plan, '2027-01-02')).toMatchObject({ earliestStart: '2027-01-04' });
    expect(alone(milestone('A', '2026-12-28'), '2027-01-05')).toMatchObject({ earliestFinish: '2027-01-05' });
    expect(alone(milestone('A', '2026-12-28'), '2027-01-02')).toMatchObject({ earliestFinish: '2027-01-04' });
  });

  it('is what happened for what is done, weekend or not', () => {
    const done = { actualStart: '2027-01-02', actualFinish: '2027-01-03', state: 'completed' };
    expect(alone(activity('A', '2026-12-28', '2026-12-29', done), '2027-02-01')).toEqual({
      ...{ earliestStart: '2027-01-02', earliestFinish: '2027-01-03' },
      ...{ latestStart: '2027-01-02', latestFinish: '2027-01-03', slackDays: null, critical: false },
    });
  });

  it('keeps the first day of what has begun, which does not finish before today', () => {
    // Begun on We 30, planned for two days: until Th 31. On We 6 it is not finished: today at the earliest.
    const begun = activity('A', '2026-12-28', '2026-12-29', { actualStart: '2026-12-30', state: 'in-progress' });
    expect(alone(begun, '2026-12-30')).toMatchObject({ earliestStart: '2026-12-30', earliestFinish: '2026-12-31' });
    expect(alone(begun, '2027-01-06')).toMatchObject({ earliestStart: '2026-12-30', earliestFinish: '2027-01-06' });
    // On a Saturday, the next day that is worked.
    expect(alone(begun, '2027-01-09')).toMatchObject({ earliestFinish: '2027-01-11' });
    expect(alone({ ...begun, forecastFinish: '2027-01-07' }, '2027-01-04')).toMatchObject({
      ...{ earliestFinish: '2027-01-07', latestStart: '2026-12-30' },
    });
  });

  it('leaves out initiatives, what is cancelled, and every dependency on them', () => {
    const items = [
      anItem('I', 'initiative', {}),
      activity('A', '2027-01-04', '2027-01-20', { state: 'cancelled' }),
      activity('B', '2027-01-04', '2027-01-04'),
    ];
    const schedule = scheduleOf(items, [link('A', 'FS', 'B'), link('gone', 'FS', 'B')], week);
    expect(schedule.items.map(({ id }) => id)).toEqual(['B']);
    expect([schedule.placementOf('I'), schedule.placementOf('A'), schedule.end]).toEqual([
      undefined,
      undefined,
      '2027-01-04',
    ]);
  });
});

describe('what follows when one item moves', () => {
  // A Mo 4 to Tu 5, then M at its end; C Mo 4 to Mo 11, alone: it ends the plan. M has four days of slack: We 6, Th 7, Fr 8, Mo 11.
  const items = [
    activity('A', '2027-01-04', '2027-01-05'),
    milestone('M', '2027-01-05'),
    activity('C', '2027-01-04', '2027-01-11'),
  ];
  const schedule = scheduleOf(items, [link('A', 'FS', 'M')], week, '2027-01-04');

  it('within its slack, only what depends on it moves, and the plan ends when it did', () => {
    // From Mo 4 three calendar days on: Th 7 and Fr 8.
    expect(slipOf(schedule, 'A', 3)).toEqual({
      moved: [
        {
          ...{ id: 'A', startBefore: '2027-01-04', startAfter: '2027-01-07' },
          ...{ finishBefore: '2027-01-05', finishAfter: '2027-01-08', calendarDays: 3, workingDays: 3 },
        },
        {
          ...{ id: 'M', startBefore: '2027-01-05', startAfter: '2027-01-08' },
          ...{ finishBefore: '2027-01-05', finishAfter: '2027-01-08', calendarDays: 3, workingDays: 3 },
        },
      ],
      end: { before: '2027-01-11', after: '2027-01-11', calendarDays: 0, workingDays: 0 },
      movedBy: { calendarDays: 3, workingDays: 3 },
      ...{ heldBy: 'nothing', holder: null },
    });
  });

  it('beyond its slack, the end of the plan moves by the rest', () => {
    // Thirty calendar days from Tu 5 January: Th 4 February. From Mo 11 January that is 24 days, 18 of them worked.
    expect(slipOf(schedule, 'M', 30)).toMatchObject({
      moved: [{ id: 'M', finishAfter: '2027-02-04', calendarDays: 30, workingDays: 22 }],
      end: { after: '2027-02-04', calendarDays: 24, workingDays: 18 },
    });
  });

  it('counts working days when told, and goes on to a day that is worked when not', () => {
    expect(slipOf(schedule, 'M', 4, 'working')).toMatchObject({ movedBy: { calendarDays: 6, workingDays: 4 } });
    // Tu 5 and four days is Saturday: Mo 11.
    expect(slipOf(schedule, 'M', 4)).toMatchObject({ movedBy: { calendarDays: 6, workingDays: 4 } });
  });

  it('goes earlier as far as dependencies let it, and says which one held it', () => {
    const pushed = scheduleOf(
      [...items.slice(0, 1), milestone('M', '2027-01-12')],
      [link('A', 'FS', 'M')],
      week,
      '2027-01-04',
    );
    expect(slipOf(pushed, 'M', -5)).toMatchObject({ movedBy: { calendarDays: -5 }, heldBy: 'nothing' });
    expect(slipOf(pushed, 'M', -11)).toMatchObject({
      ...{ movedBy: { calendarDays: -7, workingDays: -5 }, heldBy: 'dependency', holder: 'A' },
      end: { before: '2027-01-12', after: '2027-01-05' },
    });
    expect(slipOf(pushed, 'A', -4)).toMatchObject({ moved: [], heldBy: 'today', holder: null });
  });

  it('moves the finish of what is under way, and nothing that is done', () => {
    const begun = [
      activity('A', '2027-01-04', '2027-01-05', { actualStart: '2027-01-04', state: 'in-progress' }),
      activity('D', '2027-01-04', '2027-01-04', { actualStart: '2027-01-04', actualFinish: '2027-01-04' }),
      activity('B', '2027-01-06', '2027-01-06'),
    ];
    const running = scheduleOf(begun, [link('A', 'FS', 'B'), link('D', 'FF', 'B', 2)], week, '2027-01-05');
    expect(slipOf(running, 'A', 1).moved).toMatchObject([
      { id: 'A', startBefore: '2027-01-04', startAfter: '2027-01-04', finishAfter: '2027-01-06' },
      { id: 'B', startAfter: '2027-01-07' },
    ]);
    expect(slipOf(running, 'A', -1)).toMatchObject({ moved: [], heldBy: 'today' });
    // B ends two days after D did, on We 6, whatever else happens.
    expect(slipOf(scheduleOf(begun.slice(1), [link('D', 'FF', 'B', 2)], week, '2027-01-05'), 'B', -1)).toMatchObject({
      ...{ moved: [], heldBy: 'fact', holder: null },
    });
    const refusal = expect.objectContaining({ code: 'schedule-item-done' });
    expect(() => slipOf(running, 'D', 3)).toThrow(refusal);
    expect(() => slipOf(running, 'X', 3)).toThrow(expect.objectContaining({ code: 'schedule-item-not-found' }));
  });
});
