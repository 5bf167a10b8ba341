import { describe, expect, it } from '@jest/globals';
import { catalogueEvents } from '@capdev/contracts/catalogue';
import { scheduleOf } from '../../../apps/roadmap-tracking/src/schedule/schedule.js';
import { coDesign, outputs } from './co-design.js';
import { initiatives, risk } from './load-plan.js';
import { recommendations } from './origins.js';
import { budgetLines, dependencies, evidenceRules } from './plan-ties.js';

const activities = initiatives.flatMap((initiative) => initiative.activities);
const milestones = activities.flatMap((activity) => activity.milestones);
const codes = [...initiatives, ...activities, ...milestones].map(({ code }) => code);

/** As the service keeps them. */
const items = [
  ...activities.map((activity) => ({
    id: activity.code,
    kind: 'activity' as const,
    state: activity.completedOn ? 'completed' : activity.startedOn ? 'in-progress' : 'planned',
    plannedStart: activity.plannedStart,
    plannedFinish: activity.plannedFinish,
    forecastStart: null,
    forecastFinish: activity.forecastFinish ?? null,
    actualStart: activity.startedOn ?? null,
    actualFinish: activity.completedOn ?? null,
    deadline: null,
  })),
  ...milestones.map((milestone) => ({
    id: milestone.code,
    kind: 'milestone' as const,
    state: milestone.reachedOn ? 'reached' : 'planned',
    plannedStart: milestone.plannedOn,
    plannedFinish: milestone.plannedOn,
    forecastStart: milestone.forecastOn ?? null,
    forecastFinish: milestone.forecastOn ?? null,
    actualStart: milestone.reachedOn ?? null,
    actualFinish: milestone.reachedOn ?? null,
    deadline: milestone.deadline ?? null,
  })),
];
const week = { weekdays: [1, 2, 3, 4, 5], daysOff: [] };

describe('the plan of the demonstration', () => {
  it('has 25 milestones and more, and no code twice', () => {
    expect(milestones.length).toBeGreaterThanOrEqual(25);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has dependencies of all four kinds, with lags and overlaps, between items that there are', () => {
    expect(new Set(dependencies.map(([, kind]) => kind))).toEqual(new Set(['FS', 'SS', 'FF', 'SF']));
    const lags = dependencies.map(([, , , lag]) => Math.sign(lag));
    expect(new Set(lags)).toEqual(new Set([-1, 0, 1]));
    for (const [predecessor, , successor] of dependencies)
      expect(codes).toEqual(expect.arrayContaining([predecessor, successor]));
  });

  it('can be done in the order that it says, and by its deadline', () => {
    const ties = dependencies.map(([predecessorId, kind, successorId, lagDays]) => ({
      ...{ predecessorId, successorId, kind, lagDays },
    }));
    const schedule = scheduleOf(items, ties, week, '2026-11-24');
    expect(schedule.criticalPath().length).toBeGreaterThan(3);
    for (const { id } of items) expect(schedule.placementOf(id)!.slackDays ?? 0).toBeGreaterThanOrEqual(0);
  });

  it('follows recommendations and goals that there are', () => {
    const [references, keys] = [recommendations.map(({ reference }) => reference), outputs.map(({ key }) => key)];
    for (const { recommendations: follows, goals } of initiatives) {
      expect(references).toEqual(expect.arrayContaining([...follows]));
      expect(keys).toEqual(expect.arrayContaining([...goals]));
    }
    expect(references).toEqual(expect.arrayContaining([...coDesign.recommendations]));
  });

  it('gives out no more money than a line has, and names nobody’s event', () => {
    for (const { amount, allocations } of budgetLines) {
      const shares = Object.entries(allocations);
      expect(shares.reduce((sum, [, share]) => sum + Number(share), 0)).toBeLessThanOrEqual(Number(amount));
      for (const [code] of shares) expect(activities.map((activity) => activity.code)).toContain(code);
    }
    const types = catalogueEvents.map(({ type }) => type);
    for (const { milestone, eventType } of evidenceRules) {
      expect(types).toContain(eventType);
      expect(codes).toContain(milestone);
    }
    expect(codes).toContain(risk.item);
  });

  it('says the most visible in six languages, and in each of them something of its own', () => {
    const visible = [...recommendations, ...initiatives].map(({ title }) => Object.values(title.text));
    for (const texts of visible) expect(new Set(texts).size).toBe(6);
  });
});
