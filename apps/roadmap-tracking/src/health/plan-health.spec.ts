import { describe, expect, it } from '@jest/globals';
import type { PlannedItem } from '../schedule/plan-network.query.js';
import { scheduleOf } from '../schedule/schedule.js';
import { type ActiveOverride, type HealthGround, healthOfPlan } from './plan-health.js';
import type { Rule } from './verdict.js';

const week = { weekdays: [1, 2, 3, 4, 5], daysOff: [] };
const rules: Rule[] = [
  { measure: 'finish-variance', worse: 'above', amber: 5, red: 15 },
  { measure: 'days-overdue', worse: 'above', amber: 1, red: 10 },
  { measure: 'slack', worse: 'below', amber: -1, red: -5 },
  { measure: 'spending-ahead', worse: 'above', amber: 10, red: 25 },
  { measure: 'risk-score', worse: 'above', amber: 8, red: 15 },
  { measure: 'milestones-missed', worse: 'above', amber: 1, red: 2 },
];

const anItem = (id: string, about: Partial<PlannedItem> = {}): PlannedItem => ({
  ...{ id, code: `C-${id}`, kind: 'activity', state: 'planned', title: { original: 'en', text: { en: id } } },
  ...{ owningUnit: 'BDT', initiativeId: 'I', plannedStart: '2027-01-04', plannedFinish: '2027-01-08' },
  ...{ forecastStart: null, forecastFinish: null, actualStart: null, actualFinish: null, deadline: null },
  ...about,
});
const initiative = anItem('I', { kind: 'initiative', plannedStart: null, plannedFinish: null });

function healthIn(items: PlannedItem[], ground: Partial<HealthGround> = {}, today = '2027-01-04') {
  const none = new Map();
  const plan = {
    items: new Map(items.map((item) => [item.id, item])),
    schedule: scheduleOf(items, [], week, today),
    today,
  };
  const empty = { spent: none, risks: none, progress: none, missed: none, overrides: none };
  return healthOfPlan(plan, { rules, ...empty, ...ground });
}

describe('the health of an item', () => {
  it('that goes to plan is green, with every measure that it has', () => {
    expect(healthIn([anItem('A')], { spent: new Map([['A', 30]]), progress: new Map([['A', 25]]) }).get('A')).toEqual({
      ...{ status: 'green', computed: 'green', sentence: 'No measure reaches amber.', because: null, override: null },
      parts: [
        { measure: 'finish-variance', value: 0, threshold: 5, status: 'green' },
        { measure: 'days-overdue', value: 0, threshold: 1, status: 'green' },
        { measure: 'slack', value: 0, threshold: -1, status: 'green' },
        { measure: 'spending-ahead', value: 5, threshold: 10, status: 'green' },
        { measure: 'risk-score', value: 0, threshold: 8, status: 'green' },
        { measure: 'milestones-missed', value: 0, threshold: 1, status: 'green' },
      ],
    });
  });

  // Planned until Fr 8 January. On Mo 18, six working days later, it has not begun: five days of work until Fr 22, ten late.
  it('is that of its worst measure', () => {
    expect(healthIn([anItem('A')], {}, '2027-01-18').get('A')).toMatchObject({
      ...{ status: 'amber', sentence: 'It finishes 10 working days after the planned day (amber from 5).' },
      parts: expect.arrayContaining([{ measure: 'days-overdue', value: 6, threshold: 1, status: 'amber' }]),
    });
    const money = { spent: new Map([['A', 65]]), progress: new Map([['A', 40]]) };
    expect(healthIn([anItem('A')], money, '2027-01-18').get('A')).toMatchObject({
      ...{
        status: 'red',
        sentence: 'The share of its money that is spent is 25 points ahead of its progress (red from 25).',
      },
    });
  });

  it('is red for a deadline that is broken, a grave risk, or milestones that were missed', () => {
    expect(healthIn([anItem('A', { deadline: '2027-01-01' })]).get('A')).toMatchObject({
      sentence: 'It breaks a deadline, of its own or behind it, by 5 working days (red from -5).',
    });
    expect(healthIn([anItem('A')], { risks: new Map([['A', 16]]) }).get('A')).toMatchObject({ computed: 'red' });
    expect(healthIn([anItem('A')], { missed: new Map([['A', 1]]) }).get('A')).toMatchObject({ computed: 'amber' });
  });

  it('that is done is green, and says how it came out', () => {
    const done = anItem('A', { state: 'completed', actualStart: '2027-01-04', actualFinish: '2027-02-12' });
    expect(healthIn([done], { risks: new Map([['A', 25]]) }, '2027-03-01').get('A')).toMatchObject({
      ...{ status: 'green', sentence: 'Finished on 2027-02-12.' },
      parts: [{ measure: 'finish-variance', value: 25, status: 'green' }],
    });
    expect(healthIn([anItem('A', { state: 'cancelled' })]).size).toBe(0);
  });
});

describe('the health of an initiative', () => {
  const items = [initiative, anItem('B'), anItem('A')];

  it('is the worst inside it, and says whose', () => {
    const risks = new Map([
      ['A', 9],
      ['B', 9],
    ]);
    expect(healthIn(items, { risks }).get('I')).toMatchObject({
      ...{ status: 'amber', because: { id: 'B', code: 'C-B' } },
      sentence: 'Because of C-B: Its gravest open risk scores 9 of 25 (amber from 8).',
    });
    expect(healthIn(items).get('I')).toMatchObject({ status: 'green', because: null });
    expect(healthIn([initiative]).get('I')).toMatchObject({ status: 'green' });
  });

  it('is that of its own risks when they are as bad', () => {
    const risks = new Map([
      ['I', 15],
      ['A', 25],
    ]);
    expect(healthIn(items, { risks }).get('I')).toMatchObject({ status: 'red', because: null });
  });
});

describe('an override', () => {
  const override: ActiveOverride = { id: 'o', status: 'green', reason: 'The tender is in', expiresOn: '2027-02-01' };

  it('holds, and what the measures tell stays beside it', () => {
    const found = healthIn([initiative, anItem('A')], {
      risks: new Map([['A', 20]]),
      overrides: new Map([['A', override]]),
    });
    expect(found.get('A')).toMatchObject({
      ...{ status: 'green', computed: 'red', override },
      sentence:
        'Set to green until 2027-02-01: The tender is in. By its measures it is red: ' +
        'Its gravest open risk scores 20 of 25 (red from 15).',
    });
    expect(found.get('I')).toMatchObject({ status: 'green' });
  });

  it('of an initiative holds for it alone', () => {
    const found = healthIn([initiative, anItem('A')], { overrides: new Map([['I', { ...override, status: 'red' }]]) });
    expect(found.get('I')).toMatchObject({ status: 'red', computed: 'green' });
    expect(found.get('A')).toMatchObject({ status: 'green' });
  });
});
