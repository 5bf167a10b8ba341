import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import type { PlanItemPart, ReportContent } from '../src/reports/report-content.js';
import { freeze, givenReport } from './support/reports.js';
import { givenRoadmap, type GivenRoadmap } from './support/report-state.js';
import { bootRoadmap, budgetOfficer, coordinator } from './support/roadmap-app.js';

let app: ServiceApp;
let given: GivenRoadmap;

beforeAll(async () => {
  app = await bootRoadmap();
  given = await givenRoadmap(app);
});
afterAll(() => app.close());

const contentOf = async (about: object = {}): Promise<ReportContent> => {
  const { id } = await givenReport(app, { baselineId: given.baselineId, ...about });
  return (await app.get(`/reports/${id}`, { as: coordinator })).body.content as ReportContent;
};
const itemOf = (content: ReportContent, code: string): PlanItemPart =>
  content.plan.items.find((item) => item.code === code)!;

describe('what a report says', () => {
  it('of recommendations is their state on its day, not the present one', async () => {
    const states = async (asOf: string) => {
      const { recommendations } = await contentOf({ asOf });
      const { accepted, implemented, items } = recommendations;
      return [accepted, implemented, items.map((item) => [item.acceptance.state, item.implementation.state])];
    };
    expect(await states('2026-10-31')).toEqual([
      { count: 2, of: 3 },
      { count: 1, of: 2 },
      [
        ['accepted', 'implemented'],
        ['partially-accepted', 'not-started'],
        ['under-consideration', 'not-started'],
      ],
    ]);
    expect(await states('2026-09-29')).toMatchObject([
      { count: 2 },
      { count: 0, of: 2 },
      [['accepted', 'in-progress'], {}, {}],
    ]);
    expect(await states('2026-03-09')).toMatchObject([{ count: 0, of: 3 }, { count: 0, of: 0 }, {}]);
    expect(await states('2026-02-01')).toEqual([{ count: 0, of: 0 }, { count: 0, of: 0 }, []]);
  });

  it('of comments and concerns is what was known on its day', async () => {
    const { recommendations } = await contentOf();
    expect(recommendations.sources).toMatchObject([
      { symbol: 'C26/7', comments: 'none-received', commentDeadline: '2026-03-20', commentCount: 0 },
    ]);
    expect(recommendations.items[1]?.concerns).toMatchObject([{ kind: 'cost', answeredOn: '2026-03-20' }]);
    const earlier = (await contentOf({ asOf: '2026-03-19' })).recommendations;
    expect(earlier.sources).toMatchObject([{ comments: 'awaited' }]);
    expect(earlier.items[1]?.concerns).toMatchObject([{ raisedOn: '2026-03-02', answer: null, answeredOn: null }]);
    expect((await contentOf({ asOf: '2026-03-01' })).recommendations.items[1]?.concerns).toEqual([]);
  });

  it('of the plan is what had happened by then, against the baseline', async () => {
    const content = await contentOf();
    expect(content.baseline).toEqual({
      id: given.baselineId,
      name: 'Approved plan of 2026-01-15',
      takenOn: '2026-01-15',
    });
    expect(content.plan.items.map(({ code, state, varianceDays }) => [code, state, varianceDays])).toEqual([
      ['I-1', 'in-progress', 0],
      ['A-1', 'completed', 8],
      ['A-2', 'in-progress', 42],
      ['M-1', 'reached', -2],
      ['M-2', 'missed', 0],
      ['M-3', 'due', 0],
    ]);
    expect(content.plan.milestones).toEqual({ reached: 1, reachedInPeriod: 1, missed: 1, due: 1, planned: 0 });
    expect(itemOf(content, 'A-2')).toMatchObject({
      baseline: { start: '2026-05-04', finish: '2026-10-16' },
      forecast: { start: '2026-05-11', finish: '2026-11-27' },
      actual: { start: '2026-05-11', finish: null },
      progress: 60,
    });
    const earlier = await contentOf({ asOf: '2026-05-10' });
    expect(earlier.plan.items.map(({ code, state }) => [code, state])).toEqual([
      ['I-1', 'in-progress'],
      ['A-1', 'completed'],
      ['A-2', 'planned'],
      ['M-1', 'due'],
      ['M-2', 'planned'],
      ['M-3', 'planned'],
    ]);
    expect(itemOf(earlier, 'A-2')).toMatchObject({ actual: { start: null, finish: null }, progress: 0 });
  });

  it('without a baseline compares with nothing', async () => {
    const content = await contentOf({ baselineId: null });
    expect(content.baseline).toBeNull();
    expect(content.plan.items.every(({ baseline, varianceDays }) => baseline === null && varianceDays === null)).toBe(
      true,
    );
  });

  it('of health names the reasons, worst first', async () => {
    const content = await contentOf();
    expect(itemOf(content, 'A-2').health).toEqual({
      status: 'red',
      because: null,
      reasons: [
        { code: 'days-overdue', status: 'red', value: 10, threshold: 10 },
        { code: 'finish-variance', status: 'red', value: 30, threshold: 15 },
        { code: 'risk-score', status: 'amber', value: 12, threshold: 8 },
      ],
    });
    const { because, status, reasons } = itemOf(content, 'I-1').health!;
    expect([because, status, reasons]).toEqual(['A-2', 'red', itemOf(content, 'A-2').health?.reasons]);
    expect(itemOf(content, 'M-1').health).toEqual({ status: 'green', because: null, reasons: [] });
    expect(itemOf(content, 'M-2').health?.reasons).toContainEqual({
      code: 'milestones-missed',
      status: 'amber',
      value: 1,
      threshold: 1,
    });
  });

  it('of money is what was dated by then', async () => {
    const sums = { ceiling: '1250000.00', allocated: '400000.00', committed: '0.00' };
    const { budget } = await contentOf();
    expect(budget.lines).toMatchObject([{ code: 'B-1', ...sums, spent: '150000.50', withinCeiling: true }]);
    expect(budget.totals).toEqual([{ currency: 'CHF', ...sums, spent: '150000.50' }]);
    expect((await contentOf({ asOf: '2026-09-29' })).budget.totals).toMatchObject([{ ...sums, spent: '0.00' }]);
    expect((await contentOf({ asOf: '2026-02-28' })).budget.totals).toMatchObject([{ allocated: '0.00' }]);
  });

  it('of the rest is what the period brought and left open', async () => {
    const content = await contentOf();
    expect(content.harmonisation.find(({ unit }) => unit === 'BDT')).toEqual({
      ...{ unit: 'BDT', courses: 2, complete: 1, classified: 1 },
      before: { courses: 1, complete: 0, classified: 0 },
    });
    expect(content.decisions).toMatchObject([{ number: 2, adoptedOn: '2026-06-11' }]);
    expect(content.actionPoints).toMatchObject([
      { dueOn: '2026-10-15', overdue: true },
      { dueOn: '2026-11-15', overdue: false },
    ]);
    expect(content.risks).toMatchObject([{ item: 'A-2', likelihood: 4, impact: 3, occurred: false }]);
    expect((await contentOf({ asOf: '2026-05-31' })).risks).toEqual([]);
  });
});

/** What nobody may tell apart after a change of the live data. */
async function allOf(id: string): Promise<string[]> {
  const paths = ['', '.html?lang=ar', '.html?lang=en', '/chart.svg', '.docx?lang=fr', '/differences'];
  const answers = await Promise.all(
    paths.map((path) => app.app.inject({ method: 'GET', url: `/reports/${id}${path}` })),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 200));
  return answers.map(({ rawPayload }) => rawPayload.toString('base64'));
}

describe('a frozen report', () => {
  it('stays as it was, byte for byte, whatever becomes of the live data', async () => {
    const { id } = await freeze(app, await givenReport(app, { baselineId: given.baselineId }));
    const draft = await givenReport(app, { baselineId: given.baselineId });
    const before = await allOf(id);
    const changes = [
      await app.post(
        `/recommendations/${given.recommendationId}/implementation`,
        { state: 'in-progress', since: '2026-10-01' },
        { ifMatch: '*' },
      ),
      await app.patch(`/activities/${given.slowActivity}`, { forecastFinish: '2027-01-29' }, 0, { ifMatch: '*' }),
      await app.post(
        `/allocations/${given.allocationId}/actuals`,
        { amount: '10.00', on: '2026-10-30', reason: 'Late.' },
        { ifMatch: '*', as: budgetOfficer },
      ),
    ];
    expect(changes.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await allOf(id)).toEqual(before);
    const again = await app.post(`/reports/${draft.id}/recomposition`, {}, { ifMatch: 1 });
    expect(again.body).toMatchObject({ version: 2, content: { budget: { totals: [{ spent: '150010.50' }] } } });
  });

  it('is replaced by an edition that names what differs, in the words of the reader', async () => {
    const first = await freeze(app, await givenReport(app, { baselineId: given.baselineId }));
    expect((await app.get(`/reports/${first.id}/differences`)).body).toEqual({ replacesId: null, items: [] });
    const step = { state: 'implemented', since: '2026-10-15' };
    await app.post(`/recommendations/${given.recommendationId}/implementation`, step, { ifMatch: '*' });
    const { body: draft } = await app.post(`/reports/${first.id}/editions`, {});
    const second = await freeze(app, draft);
    const { body } = await app.get(`/reports/${second.id}/differences?lang=en`);
    expect(body.replacesId).toBe(first.id);
    const state = body.items.find(
      ({ path }: { path: string }) => path === '/recommendations/items/R-2/implementation/state',
    );
    expect(state).toMatchObject({ section: 'recommendations', before: 'in-progress', after: 'implemented' });
    expect(state.sentence).toBe(
      'Recommendations – \u2068R-2\u2069 \u2068One network\u2069, Implementation, State: In progress before, Implemented now.',
    );
    const french = await app.get(`/reports/${second.id}/differences?lang=fr`);
    expect(french.body.items.map(({ sentence }: { sentence: string }) => sentence).join()).toContain(
      'auparavant En cours',
    );
    const page = await app.app.inject({ method: 'GET', url: `/reports/${second.id}.html?lang=en` });
    expect(page.body).toContain('id="table-differences"');
  });
});
