import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { planned, plannedActivity, plannedInitiative, plannedMilestone } from './support/planned.js';
import { bootRoadmap, viewer } from './support/roadmap-app.js';

let app: ServiceApp;
let [academy, other, draft, opening, late, dropped] = ['', '', '', '', '', ''];

beforeAll(async () => {
  app = await bootRoadmap();
  academy = await plannedInitiative(app, { code: 'I-1' });
  other = await plannedInitiative(app, { code: 'I-2' });
  // Mo 4 to Fr 8 January, then a milestone at the end of that Friday; another activity until Fr 15 ends the plan.
  draft = await plannedActivity(app, academy, ['2027-01-04', '2027-01-08'], { code: 'A-1' });
  opening = await plannedMilestone(app, academy, '2027-01-07', { code: 'M-1' });
  late = await plannedActivity(app, other, ['2027-01-11', '2027-01-15'], { code: 'A-2', owning_unit: 'TSB' });
  dropped = await plannedActivity(app, other, ['2027-01-11', '2027-03-15'], { code: 'A-3', state: 'cancelled' });
  await planned.dependency(app, draft, 'FS', opening);
});
beforeEach(() => app.setDay('2027-01-04'));
afterAll(() => app.close());

const get = (path: string) => app.get(path, { as: viewer });

describe('the schedule', () => {
  it('has every activity and milestone that is not cancelled, in the order of their codes', async () => {
    const { status, body } = await get('/schedule');
    expect(status).toBe(200);
    expect(body).toMatchObject({ asOf: '2027-01-04', end: '2027-01-15', criticalPath: [late], next: null });
    expect(body.items).toEqual([
      {
        ...{ id: draft, kind: 'activity', code: 'A-1', title: 'Item X-0003', owningUnit: 'BDT', initiativeId: academy },
        ...{ earliestStart: '2027-01-04', earliestFinish: '2027-01-08' },
        ...{ latestStart: '2027-01-11', latestFinish: '2027-01-15', slackDays: 5, critical: false },
      },
      expect.objectContaining({ id: late, earliestStart: '2027-01-11', slackDays: 0, critical: true }),
      expect.objectContaining({
        id: opening,
        kind: 'milestone',
        earliestFinish: '2027-01-08',
        latestFinish: '2027-01-15',
      }),
    ]);
  });

  it('is made for the day on which it is asked for', async () => {
    app.setDay('2027-01-13');
    const { body } = await get('/schedule');
    expect(body).toMatchObject({ asOf: '2027-01-13', end: '2027-01-19' });
    expect(body.items[0]).toMatchObject({ earliestStart: '2027-01-13', earliestFinish: '2027-01-19' });
  });

  it('comes page by page, and narrowed to an initiative', async () => {
    const seen: string[] = [];
    for (let path: string | null = '/schedule?limit=1'; path !== null;) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await get(path);
      seen.push(...body.items.map(({ id }) => id));
      path = body.next;
    }
    expect(seen).toEqual([draft, late, opening]);
    const { body } = await get(`/schedule?initiative=${academy.toUpperCase()}`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([draft, opening]);
    // Another initiative holds the end of the plan all the same.
    expect(body.end).toBe('2027-01-15');
  });

  it.each([
    ['an initiative that is none', () => `/schedule?initiative=${draft}`, 404, 'schedule-initiative-not-found'],
    ['something that is no identifier', () => '/schedule?initiative=I-1', 400, 'request-invalid'],
    ['a cursor of another list', () => `/schedule?after=W10.x`, 400, 'cursor-invalid'],
  ])('narrowed to %s is refused', async (_, path, status, code) => {
    const answer = await get(path());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is for those who may read the roadmap', async () => {
    expect((await app.get('/schedule')).status).toBe(401);
    const stranger = { subject: 'somebody', unit: 'BDT', roles: ['operator'] };
    expect((await app.get('/schedule', { as: stranger })).body.code).toBe('access-permission-missing');
  });
});

describe('what follows when an item moves', () => {
  it('is told item by item, in days and in a sentence', async () => {
    const { status, body } = await get(`/schedule/slip?item=${draft}&days=30`);
    expect(status).toBe(200);
    // Mo 4 January and thirty days: We 3 February; five days of work until Tu 9.
    expect(body).toMatchObject({
      ...{ movedBy: { calendarDays: 32, workingDays: 22 }, heldBy: 'nothing', holder: null, total: 2, next: null },
      end: { before: '2027-01-15', after: '2027-02-09', calendarDays: 25, workingDays: 17 },
      explanation:
        'A-1 finishes on 2027-02-09 instead of 2027-01-08, 32 calendar days (22 working days) later. ' +
        'One other item moves; the plan ends on 2027-02-09 instead of 2027-01-15.',
    });
    expect(body.items).toMatchObject([
      { id: draft, startBefore: '2027-01-04', startAfter: '2027-02-03', finishAfter: '2027-02-09' },
      { id: opening, code: 'M-1', startAfter: '2027-02-09', finishAfter: '2027-02-09', calendarDays: 32 },
    ]);
    const first = await get(`/schedule/slip?item=${draft}&days=30&limit=1`);
    const second = await get(first.body.next);
    expect([...first.body.items, ...second.body.items]).toEqual(body.items);
    expect(second.body.next).toBeNull();
  });

  it('in working days, when they are asked for', async () => {
    const { body } = await get(`/schedule/slip?item=${draft.toUpperCase()}&days=5&unit=working`);
    expect(body).toMatchObject({ movedBy: { calendarDays: 7, workingDays: 5 }, end: { calendarDays: 0 } });
    expect(body.explanation).toMatch(/the plan ends on 2027-01-15, as before\.$/);
  });

  it('earlier, says what holds it', async () => {
    const { body } = await get(`/schedule/slip?item=${opening}&days=-3`);
    expect(body).toMatchObject({ items: [], movedBy: { calendarDays: 0 }, heldBy: 'dependency', holder: draft });
    expect(body.explanation).toBe(
      'M-1 stays where it is: it finishes on 2027-01-08. It cannot be earlier, because it depends on A-1.',
    );
  });

  it.each([
    [
      'of an item that does not exist',
      () => 'item=019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01&days=1',
      404,
      'schedule-item-not-found',
    ],
    ['of an initiative', () => `item=${academy}&days=1`, 400, 'schedule-item-not-scheduled'],
    ['of something cancelled', () => `item=${dropped}&days=1`, 400, 'schedule-item-not-scheduled'],
    ['of no item', () => 'days=1', 400, 'request-invalid'],
    ['by no number of days', () => `item=${draft}`, 400, 'request-invalid'],
    ['by half a day', () => `item=${draft}&days=0.5`, 400, 'request-invalid'],
    ['by more than ten years', () => `item=${draft}&days=3651`, 400, 'request-invalid'],
    ['in weeks', () => `item=${draft}&days=3&unit=weeks`, 400, 'request-invalid'],
  ])('%s is refused', async (_, query, status, code) => {
    const answer = await get(`/schedule/slip?${query()}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('of what is done is refused: facts do not move', async () => {
    const done = await plannedActivity(app, academy, ['2026-12-01', '2026-12-02'], {
      ...{ state: 'completed', actual_start: '2026-12-01', actual_finish: '2026-12-03' },
    });
    const { status, body } = await get(`/schedule/slip?item=${done}&days=1`);
    expect([status, body.code]).toEqual([409, 'schedule-item-done']);
  });
});

describe('a plan in which items wait for one another', () => {
  it('has no schedule; which items they are is told', async () => {
    const own = await bootRoadmap();
    try {
      const initiative = await plannedInitiative(own);
      const one = await plannedActivity(own, initiative, ['2027-01-04', '2027-01-08']);
      const two = await plannedActivity(own, initiative, ['2027-01-04', '2027-01-08']);
      await planned.dependency(own, one, 'FS', two);
      await planned.dependency(own, two, 'SS', one);
      const { status, body } = await own.get('/schedule', { as: viewer });
      expect([status, body.code, body.cycle]).toEqual([409, 'schedule-cyclic', [one, two]]);
    } finally {
      await own.close();
    }
  });
});
