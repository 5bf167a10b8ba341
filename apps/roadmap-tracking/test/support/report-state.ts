import { newId } from '@capdev/persistence';
import { levels, type MultilingualText, topics } from '@capdev/taxonomy';
import type { Sent, ServiceApp } from '@capdev/service-frame/testing';
import { givenConfirmedEvidence } from './evidence.js';
import { budgetOfficer } from './roadmap-app.js';

export const said = (en: string, ar: string, zh: string): MultilingualText => ({
  original: 'en',
  text: { en, ar, zh },
});

/** What happened until the end of October 2026, and what a report of that day refers to. */
export interface GivenRoadmap {
  readonly baselineId: string;
  readonly recommendationId: string;
  readonly lateMilestone: string;
  readonly allocationId: string;
  readonly slowActivity: string;
}

/**
 * A small roadmap with something for every part of a report. One title looks like markup, one is in a single language.
 * Afterwards it is 24 November 2026.
 */
export async function givenRoadmap(app: ServiceApp): Promise<GivenRoadmap> {
  const post = async (path: string, body: object, sent: Sent = {}): Promise<{ id: string; version: number }> => {
    const answer = await app.post(path, body, { ifMatch: '*', ...sent });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.body as { id: string; version: number };
  };
  app.setDay('2026-01-12');
  const initiative = await post('/initiatives', {
    code: 'I-1',
    title: said('One course description in every bureau', 'وصف موحد للدورات في جميع المكاتب', '各局采用统一的课程说明'),
  });
  const activity = (code: string, title: MultilingualText, about: object) =>
    post('/activities', { code, title, initiativeId: initiative.id, ...about });
  const rules = await activity('A-1', said('Describe the fields', 'وصف الحقول', '说明各字段'), {
    ...{ owningUnit: 'BDT', plannedStart: '2026-02-02', plannedFinish: '2026-04-30' },
  });
  const move = await activity('A-2', said('Move the <b>courses</b> & check', 'نقل الدورات', '迁移课程'), {
    ...{ owningUnit: 'TSB', plannedStart: '2026-05-04', plannedFinish: '2026-10-16' },
  });
  const milestone = (code: string, title: MultilingualText, about: object) =>
    post('/milestones', { code, title, initiativeId: initiative.id, owningUnit: 'BDT', ...about });
  const approved = await milestone('M-1', said('Rules approved', 'اعتماد القواعد', '规则获批'), {
    plannedOn: '2026-05-15',
  });
  const half = await milestone(
    'M-2',
    { original: 'fr', text: { fr: 'Moitié des cours' } },
    { plannedOn: '2026-08-31' },
  );
  await milestone('M-3', said('All courses moved', 'نقل جميع الدورات', '全部课程完成迁移'), {
    plannedOn: '2026-12-15',
  });
  const baselineId = await givenBaseline(app, '2026-01-15');

  app.setDay('2026-03-25');
  const source = await post('/sources', {
    ...{ kind: 'study', symbol: 'C26/7', datedOn: '2026-02-02', commentDeadline: '2026-03-20' },
    title: said('Feasibility study', 'دراسة جدوى', '可行性研究'),
  });
  await post(`/sources/${source.id}/no-comment-received`, {});
  const recommendation = (reference: string, title: MultilingualText, owningUnit: string) =>
    post('/recommendations', { sourceId: source.id, reference, title, owningUnit });
  const one = await recommendation('R-1', said('One framework', 'إطار واحد', '一个框架'), 'GS');
  const two = await recommendation('R-2', said('One network', 'شبكة واحدة', '一个网络'), 'BDT');
  await recommendation('R-3', said('A new institute', 'معهد جديد', '新学院'), 'TSB');
  const since = { since: '2026-03-10', decidedBy: 'Council' };
  await post(`/recommendations/${one.id}/acceptance`, { state: 'accepted', ...since });
  const partly = { state: 'partially-accepted', reason: 'Within the existing budget only.', ...since };
  await post(`/recommendations/${two.id}/acceptance`, partly);
  const concern = await post(`/recommendations/${two.id}/concerns`, {
    ...{ kind: 'cost', raisedBy: 'TSB', raisedOn: '2026-03-02' },
    text: said('Who bears the costs?', 'من يتحمل التكاليف؟', '费用由谁承担？'),
  });
  await post(`/concerns/${concern.id}/answer`, {
    answeredOn: '2026-03-20',
    text: said('The existing budget does.', 'الميزانية القائمة.', '由现有预算承担。'),
  });

  const line = await post(
    '/budget-lines',
    {
      ...{ code: 'B-1', owningUnit: 'BDT', periodStart: '2026-01-01', periodEnd: '2026-12-31', currency: 'CHF' },
      ...{ amount: '1250000.00', title: said('Capacity development', 'تنمية القدرات', '能力发展') },
    },
    { as: budgetOfficer },
  );
  const money = (amount: string, on: string) => ({ amount, on, reason: 'As planned.' });
  const given = { lineId: line.id, activityId: move.id, ...money('400000.00', '2026-03-01') };
  const allocation = await post('/allocations', given, { as: budgetOfficer });

  app.setDay('2026-11-24');
  await post(`/initiatives/${initiative.id}/start`, { on: '2026-02-02' });
  await post(`/activities/${rules.id}/start`, { on: '2026-02-03' });
  await post(`/activities/${rules.id}/completion`, { on: '2026-05-08' });
  await post(`/activities/${move.id}/start`, { on: '2026-05-11' });
  await post(`/activities/${move.id}/progress`, { percent: 60 });
  const forecast = { forecastStart: '2026-05-11', forecastFinish: '2026-11-27' };
  await app.send('PATCH', `/activities/${move.id}`, { body: forecast, ifMatch: '*' });
  await givenConfirmedEvidence(app, approved.id);
  await post(`/milestones/${approved.id}/reaching`, { on: '2026-05-13' });
  await post(`/recommendations/${one.id}/implementation`, { state: 'in-progress', since: '2026-04-01' });
  await post(`/recommendations/${one.id}/implementation`, { state: 'implemented', since: '2026-09-30' });
  await post(`/allocations/${allocation.id}/actuals`, money('150000.50', '2026-09-30'), { as: budgetOfficer });
  await givenRisk(app, move.id, '2026-06-01');
  await givenDecision(app);
  await givenCourses(app);
  return {
    ...{ baselineId, recommendationId: two.id, lateMilestone: half.id, allocationId: allocation.id },
    slowActivity: move.id,
  };
}

const sql = (app: ServiceApp, text: string, values: unknown[] = []): Promise<unknown> =>
  app.database.dataSource.query(text, values);

/** The present plan under a name. */
export async function givenBaseline(app: ServiceApp, takenOn: string): Promise<string> {
  const id = newId();
  await sql(
    app,
    `INSERT INTO baseline (id, version, announcements, name, taken_on, item_count, created_at, updated_at)
     SELECT $1, 1, 0, $2, $3, count(*), now(), now() FROM plan_item`,
    [id, `Approved plan of ${takenOn}`, takenOn],
  );
  await sql(
    app,
    `INSERT INTO baseline_item (baseline_id, item_id, kind, code, title, parent_id, initiative_id, owning_unit, state,
                                planned_start, planned_finish, progress, cost)
     SELECT $1, id, kind, code, title, parent_id, initiative_id, owning_unit, state, planned_start, planned_finish, progress, '{}'
       FROM plan_item`,
    [id],
  );
  return id;
}

async function givenRisk(app: ServiceApp, itemId: string, day: string): Promise<void> {
  const risk = {
    ...{ itemId, likelihood: 4, impact: 3, response: 'reduce' },
    title: said('Too few editors', 'قلة المحررين', '编辑人手不足'),
    measures: said('Two bureaux work together.', 'يعمل مكتبان معاً.', '两个局共同工作。'),
  };
  const { body } = await app.post('/risks', risk);
  await sql(app, 'UPDATE risk SET created_at = $2 WHERE id = $1', [body.id, day]);
}

/** A decision adopted in June, an action point that was due in the middle of October, and one that was done by then. */
async function givenDecision(app: ServiceApp): Promise<void> {
  const [force, meeting] = [newId(), newId()];
  const at = `'2026-02-01T00:00:00Z', '2026-02-01T00:00:00Z'`;
  const name = said('Inter-sectoral task force', 'فريق المهام المشترك بين القطاعات', '部门间任务组');
  await sql(
    app,
    `INSERT INTO task_force (id, version, announcements, name, required_units, state, state_since, owning_unit, created_at, updated_at)
     VALUES ($1, 1, 0, $2, '{BDT,BR,TSB}', 'constituted', '2026-02-01', 'GS', ${at})`,
    [force, name],
  );
  await sql(
    app,
    `INSERT INTO meeting (id, version, task_force_id, state, held_on, title, units, created_at, updated_at)
     VALUES ($1, 1, $2, 'held', '2026-06-11', $3, '{BDT,BR,TSB}', ${at})`,
    [meeting, force, name],
  );
  await sql(
    app,
    `INSERT INTO decision (id, version, announcements, task_force_id, meeting_id, number, title, text, state, adopted_on,
                           created_at, updated_at)
     SELECT id, 1, 0, $3, $4, number, $5, $5, 'adopted', adopted_on, ${at}
       FROM (VALUES ($1::uuid, 1, '2025-12-11'::date), ($2::uuid, 2, '2026-06-11'::date)) AS given (id, number, adopted_on)`,
    [newId(), newId(), force, meeting, said('Courses are described once', 'توصف الدورات مرة واحدة', '课程只说明一次')],
  );
  await sql(
    app,
    `INSERT INTO action_point (id, version, task_force_id, title, owning_unit, owner, verifier, due_on, state, done_on,
                               created_at, updated_at)
     SELECT id, 1, $4, $5, 'BR', 'focal-1', 'focal-2', due_on, state, done_on, ${at}
       FROM (VALUES ($1::uuid, '2026-10-15'::date, 'overdue', NULL::date), ($2::uuid, '2026-10-15'::date, 'done', '2026-10-14'::date),
                    ($3::uuid, '2026-11-15'::date, 'done', '2026-11-10'::date)) AS given (id, due_on, state, done_on)`,
    [newId(), newId(), newId(), force, said('Name a focal point', 'تعيين جهة اتصال', '指定联系人')],
  );
}

/** Two courses of BDT: one published before the year, one in summer; the latter complete and classified. */
async function givenCourses(app: ServiceApp): Promise<void> {
  await sql(
    app,
    `INSERT INTO catalogued_course_change (course_id, course_version, at, owning_unit, published, completeness, level, topics)
     VALUES ($1, 1, '2025-10-01T00:00:00Z', 'BDT', true, 40, NULL, '{}'),
            ($2, 1, '2026-07-01T00:00:00Z', 'BDT', true, 95, $3, ARRAY[$4])`,
    [newId(), newId(), levels.codes[0], topics.codes[0]],
  );
}
