import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { unknownGoals } from '../src/co-design/known-goals.query.js';
import { unknownRecommendations } from '../src/recommendations/known-recommendations.query.js';
import { inEnglish } from './support/builders.js';
import { aProcess, aStep, givenGoal, givenProcess } from './support/co-design.js';
import { givenRecommendation } from './support/recommendations.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = [
  ...['co_design_process', 'co_design_step', 'co_design_participation', 'co_design_output', 'history_entry'],
];
const nobody = '00000000-0000-7000-8000-000000000000';
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const complete = (id: string, kind: string, about: object, ifMatch: number) =>
  app.post(`/co-design-processes/${id}/steps/${kind}/completion`, aStep(about), { ifMatch });
const output = (id: string, about: object = {}) =>
  app.post(`/co-design-processes/${id}/outputs`, {
    step: 'problem-definition',
    kind: 'challenge',
    text: inEnglish('Everybody teaches alone'),
    ...about,
  });

describe('beginning a co-design process', () => {
  it('gives it its steps, in their order', async () => {
    const { id: recommendation } = await givenRecommendation(app);
    const about = aProcess({ recommendationIds: [recommendation] });
    const { status, headers, body } = await app.post('/co-design-processes', about);
    expect([status, headers.location]).toEqual([201, `/co-design-processes/${body.id}`]);
    expect((await app.get(`/co-design-processes/${body.id}?lang=*`, { as: viewer })).body).toEqual(body);
    expect(body.recommendationIds).toEqual([recommendation]);
    expect(body.steps.map(({ kind, state }: Record<string, string>) => [kind, state])).toEqual([
      ['problem-definition', 'pending'],
      ['relevance-check', 'pending'],
      ['concept-design', 'pending'],
      ['workshop', 'pending'],
      ['results-presented', 'pending'],
    ]);
  });

  it('happens once, however often the same request is sent', async () => {
    const [body, headers] = [aProcess(), { 'idempotency-key': 'process-once' }];
    const first = await app.post('/co-design-processes', body, { headers });
    const again = await app.post('/co-design-processes', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it.each([
    ['no unit', { requiredUnits: [] }, 'request-invalid', '/requiredUnits'],
    ['one unit twice', { requiredUnits: ['BDT', 'BDT'] }, 'request-invalid', '/requiredUnits'],
    ['a unit that is none', { requiredUnits: ['B D T'] }, 'request-invalid', '/requiredUnits'],
    ['units that are no list', { requiredUnits: 'BDT' }, 'request-invalid', '/requiredUnits'],
    ['no name', { name: undefined }, 'request-invalid', '/name'],
    ['unknown recommendations', { recommendationIds: [nobody] }, 'recommendations-unknown', '/recommendationIds'],
    ['steps of its own', { steps: [] }, 'request-invalid', '/steps'],
  ])('with %s is refused, and changes nothing', async (_, about, code, pointer) => {
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/co-design-processes', aProcess(about));
    expect([status, body.code]).toEqual([400, code]);
    expect(body.errors).toMatchObject([{ pointer }]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for the secretariat', async () => {
    expect((await app.post('/co-design-processes', aProcess(), { as: editor })).status).toBe(403);
    expect((await app.get('/co-design-processes')).status).toBe(401);
  });
});

describe('completing a step', () => {
  it('keeps its days and the units that took part', async () => {
    const { id } = await givenProcess(app);
    const { status, body } = await complete(id, 'problem-definition', { units: ['TSB', 'BDT'] }, 1);
    expect([status, body.version]).toEqual([200, 2]);
    const step = { state: 'completed', startsOn: '2021-08-02', endsOn: '2021-08-03', units: ['BDT', 'TSB'] };
    expect(body.steps[0]).toEqual({ kind: 'problem-definition', ...step, waiverReason: null });
    expect((await app.get(`/co-design-processes/${id}`, { as: viewer })).body.steps).toEqual(body.steps);
  });

  it('of the workshop needs every unit, or the reason why not', async () => {
    const { id, version } = await givenProcess(app, 'workshop');
    const before = await app.countRows(tables);
    const refused = await complete(id, 'workshop', { units: ['BDT', 'GS'] }, version);
    expect([refused.status, refused.body.code]).toEqual([409, 'co-design-units-missing']);
    expect(refused.body.detail).toContain('BR, TSB');
    expect(await app.countRows(tables)).toEqual(before);
    const waiver = { reason: 'They were asked in writing' };
    const { body } = await complete(id, 'workshop', { units: ['BDT', 'GS'], waiver }, version);
    expect(body.steps[3]).toMatchObject({ state: 'completed', waiverReason: waiver.reason });
    const history = await app.get(`/co-design-processes/${id}/history`, { as: viewer });
    expect(history.body.items[0].changes.step.to).toMatchObject({
      missing: ['BR', 'TSB'],
      waiverReason: waiver.reason,
    });
  });

  it.each([
    ['that has not been reached', 'workshop', {}, 409, 'co-design-step-not-reached'],
    ['that there is not', 'lunch', {}, 404, 'co-design-step-unknown'],
    ['that ends before it starts', 'problem-definition', { endsOn: '2021-08-01' }, 400, 'co-design-days-reversed'],
    ['that ends in the future', 'problem-definition', { endsOn: '2190-01-01' }, 400, 'co-design-day-ahead'],
    ['without anybody', 'problem-definition', { units: [] }, 400, 'request-invalid'],
    ['with a waiver without a reason', 'problem-definition', { waiver: {} }, 400, 'request-invalid'],
    ['with a needless waiver', 'problem-definition', { waiver: { reason: 'No' } }, 409, 'co-design-waiver-needless'],
  ])('%s is refused, and changes nothing', async (_, kind, about, status, code) => {
    const { id } = await givenProcess(app);
    const before = await app.countRows(tables);
    const answer = await complete(id, kind, about, 1);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('needs the version that was seen', async () => {
    const { id } = await givenProcess(app, 'relevance-check');
    const { status, body } = await complete(id, 'relevance-check', {}, 1);
    expect([status, body.code]).toEqual([412, 'co-design-process-outdated']);
    const path = `/co-design-processes/${id}/steps/relevance-check/completion`;
    expect((await app.post(path, aStep())).status).toBe(428);
  });
});

describe('what comes out of a process', () => {
  it('is kept with its step, and listed page by page', async () => {
    const { id } = await givenProcess(app, 'relevance-check');
    const text = inEnglish('<i>Alone</i> & together');
    const first = await output(id, { text });
    expect([first.status, first.body.text, first.headers['location']]).toEqual([201, text, undefined]);
    await output(id, { step: 'relevance-check', kind: 'opportunity' });
    const page = await app.get(`/co-design-processes/${id}/outputs?limit=1`, { as: viewer });
    expect(page.body.items).toMatchObject([{ id: first.body.id, step: 'problem-definition', kind: 'challenge' }]);
    const last = await app.get(page.body.next, { as: viewer });
    expect(last.body).toMatchObject({ items: [{ step: 'relevance-check', kind: 'opportunity' }], next: null });
  });

  it.each([
    ['of a step that has not been reached', { step: 'workshop' }, 409, 'co-design-step-not-reached'],
    ['of a step that there is not', { step: 'lunch' }, 400, 'request-invalid'],
    ['of a kind that there is not', { kind: 'wish' }, 400, 'request-invalid'],
    ['without a text', { text: null }, 400, 'request-invalid'],
  ])('%s is refused, and changes nothing', async (_, about, status, code) => {
    const { id } = await givenProcess(app);
    const before = await app.countRows(tables);
    const answer = await output(id, about);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('can be a goal, at which others can point', async () => {
    const goal = await givenGoal(app);
    const { body: challenge } = await output(goal.processId);
    const listed: string[] = [];
    for (let path: string | null = '/co-design-goals?limit=1'; path !== null;) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await app.get(path, { as: viewer });
      listed.push(...body.items.map(({ id }) => id));
      path = body.next;
    }
    expect(listed).toContain(goal.id);
    expect(listed).not.toContain(challenge.id);
    const unknown = await app.database.runInTransaction((tx) => unknownGoals(tx, [goal.id, challenge.id, nobody]));
    expect(unknown).toEqual([challenge.id, nobody]);
    const { id } = await givenRecommendation(app);
    const others = await app.database.runInTransaction((tx) => unknownRecommendations(tx, [nobody, id]));
    expect(others).toEqual([nobody]);
  });
});

describe('a completed process', () => {
  it('has completed every step', async () => {
    const { id, version } = await givenProcess(app, 'results-presented');
    const early = await app.post(`/co-design-processes/${id}/completion`, {}, { ifMatch: version });
    expect([early.status, early.body.code]).toEqual([409, 'co-design-not-finished']);
  });

  it('is not changed any more', async () => {
    const { id, version } = await givenProcess(app, 'end');
    const done = await app.post(`/co-design-processes/${id}/completion`, {}, { ifMatch: version });
    expect([done.status, done.body.state]).toEqual([200, 'completed']);
    const before = await app.countRows(tables);
    const answers = [
      await complete(id, 'workshop', {}, version + 1),
      await output(id),
      await app.post(`/co-design-processes/${id}/completion`, {}, { ifMatch: version + 1 }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [409, 'co-design-completed']),
    );
    expect(await app.countRows(tables)).toEqual(before);
    const history = await app.get(`/co-design-processes/${id}/history`, { as: viewer });
    expect(history.body.items).toHaveLength(7);
  });
});
