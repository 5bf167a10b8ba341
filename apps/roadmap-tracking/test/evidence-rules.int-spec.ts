import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  coursePublishedV1,
  importFinishedV1,
  offeringCompletedV1,
  providerRegisteredV1,
} from '@capdev/contracts/catalogue';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { aRule, confirm, givenRule, hear } from './support/evidence.js';
import { plannedInitiative, plannedMilestone } from './support/planned.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = ['evidence_rule', 'evidence', 'history_entry', 'idempotency_record'];

let app: ServiceApp;
let initiative: string;
beforeAll(async () => {
  app = await bootRoadmap();
  initiative = await plannedInitiative(app);
});
afterAll(() => app?.close());

const milestone = (about: Record<string, unknown> = {}) => plannedMilestone(app, initiative, '2027-03-01', about);
const cancel = (id: string) =>
  app.database.dataSource.query(`UPDATE milestone SET state = 'cancelled' WHERE id = $1`, [id]);
const evidenceOf = async (id: string) => (await app.get(`/milestones/${id}/evidence`, { as: viewer })).body.items;
const rule = async (id: string) => (await app.get(`/evidence-rules/${id}`, { as: viewer })).body;
const revision = async () => (await app.database.dataSource.query('SELECT revision FROM plan_state'))[0].revision;
const ofUnit = (unit: string) => ({ conditions: [{ field: 'data.owningUnit', equals: unit }] });

describe('an evidence rule', () => {
  it('binds a type of event to a milestone, once for a request that is sent twice', async () => {
    const milestoneId = await milestone();
    const body = aRule(milestoneId, coursePublishedV1, { ...ofUnit('BDT'), once: true });
    const sent = { headers: { 'idempotency-key': newId() } };
    const made = await app.post('/evidence-rules', body, sent);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...body, state: 'active', endedReason: null, version: 1 });
    expect((await app.post('/evidence-rules', body, sent)).body).toEqual(made.body);
    expect(await rule(made.body.id)).toEqual(made.body);
  });

  it.each<[string, string, object, RegExp]>([
    [
      'an event that nobody listens to',
      'evidence-rule-event-not-heard',
      { eventType: 'int.itu.catalogue.course.renamed.v1' },
      /listens to int\.itu\.catalogue\.course\.published\.v1, /,
    ],
    [
      'a field that the event does not have',
      'evidence-rule-conditions-impossible',
      { conditions: [{ field: 'data.unit', equals: 'BDT' }] },
      /no field data\.unit/,
    ],
    [
      'two comparisons at once',
      'evidence-rule-conditions-impossible',
      { conditions: [{ field: 'data.level', equals: 'a', oneOf: ['b'] }] },
      /exactly one/,
    ],
  ])('with %s is refused, and changes nothing', async (_, code, about, why) => {
    const milestoneId = await milestone();
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/evidence-rules', aRule(milestoneId, coursePublishedV1, about));
    expect([status, body.code, body.detail]).toEqual([400, code, expect.stringMatching(why)]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each<[string, object, string]>([
    ['a path that is none', { conditions: [{ field: 'data..x', equals: 1 }] }, '/conditions/0/field'],
    ['a value that has parts', { conditions: [{ field: 'data.level', equals: {} }] }, '/conditions/0/equals'],
    ['a list without entries', { conditions: [{ field: 'data.level', oneOf: [] }] }, '/conditions/0/oneOf'],
    ['once that is no yes or no', { once: 'maybe' }, '/once'],
    ['a milestone that is no identifier', { milestoneId: 'M1' }, '/milestoneId'],
  ])('with %s is refused before anything is looked up', async (_, about, pointer) => {
    const { status, body } = await app.post('/evidence-rules', aRule(newId(), coursePublishedV1, about));
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it('for a milestone that is cancelled, or that nobody knows, is refused', async () => {
    const cancelled = await milestone({ state: 'cancelled' });
    const before = await app.countRows(tables);
    for (const milestoneId of [cancelled, newId()]) {
      const { status, body } = await app.post('/evidence-rules', aRule(milestoneId, coursePublishedV1));
      expect([status, body.code]).toEqual([409, 'evidence-rule-milestone-gone']);
    }
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for those who keep the roadmap of every unit; everybody with a role reads it', async () => {
    const milestoneId = await milestone();
    const { status, body } = await app.post('/evidence-rules', aRule(milestoneId, coursePublishedV1), { as: editor });
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
    const made = await givenRule(app, milestoneId, coursePublishedV1);
    const { body: page } = await app.get(
      `/evidence-rules?milestoneId=${milestoneId}&state=active&eventType=${coursePublishedV1.type}`,
      { as: editor },
    );
    expect(page.items).toMatchObject([{ id: made.id }]);
    expect((await app.get('/evidence-rules')).status).toBe(401);
  });

  it('is changed by who has seen it, until it ends', async () => {
    const { id } = await givenRule(app, await milestone(), coursePublishedV1);
    const revised = await app.patch(`/evidence-rules/${id}`, { ...ofUnit('BR'), once: true }, 1);
    expect(revised.body).toMatchObject({ ...ofUnit('BR'), once: true, version: 2 });
    expect((await app.patch(`/evidence-rules/${id}`, { once: true }, 2)).body.version).toBe(2);
    expect((await app.patch(`/evidence-rules/${id}`, { once: false }, 1)).body.code).toBe('evidence-rule-outdated');
    const impossible = await app.patch(`/evidence-rules/${id}`, { conditions: [{ field: 'data.x', equals: 1 }] }, 2);
    expect(impossible.body.code).toBe('evidence-rule-conditions-impossible');
    const final = await app.patch(`/evidence-rules/${id}`, { milestoneId: await milestone() }, 2);
    expect([final.status, final.body.errors]).toEqual([400, [expect.objectContaining({ pointer: '/milestoneId' })]]);
    const ended = await app.post(`/evidence-rules/${id}/ending`, { reason: 'The list is complete.' }, { ifMatch: 2 });
    expect(ended.body).toMatchObject({ state: 'ended', endedReason: 'The list is complete.', version: 3 });
    const late = await app.patch(`/evidence-rules/${id}`, { once: false }, 3);
    expect([late.status, late.body.code]).toEqual([409, 'evidence-rule-ended']);
    const { body } = await app.get(`/evidence-rules/${id}/history`, { as: editor });
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['ended', 'revised', 'created']);
  });
});

describe('an event for which there is a rule', () => {
  it('is proposed as evidence of its milestone, and the unit decides', async () => {
    const milestoneId = await milestone();
    const made = await givenRule(app, milestoneId, coursePublishedV1, ofUnit('U1'));
    const before = await revision();
    const [subject, time] = [newId(), '2027-02-24T10:00:00.000Z'];
    const id = await hear(app, coursePublishedV1, { courseId: subject, owningUnit: 'U1' }, { subject, time });
    const [evidence] = await evidenceOf(milestoneId);
    expect(evidence).toMatchObject({
      ...{ kind: 'event', state: 'proposed', ruleId: made.id, owningUnit: 'BDT' },
      ...{ title: 'Course BDT-SPM-101, “Introduction to spectrum management”: published' },
      ...{ proposedBy: 'event-of:course-catalogue', proposedByUnit: 'roadmap-tracking' },
      event: { id, type: coursePublishedV1.type, source: '/course-catalogue', subject, time },
    });
    expect(Number(await revision())).toBe(Number(before) + 1);
    expect((await confirm(app, evidence.id)).body.state).toBe('confirmed');
    const { body } = await app.get(`/evidence/${evidence.id}/history`, { as: editor });
    expect(body.items.at(-1)).toMatchObject({
      action: 'proposed',
      actor: { subject: 'event-of:course-catalogue' },
      changes: { event: { to: id }, ruleId: { to: made.id } },
    });
  });

  it('is taken by each rule that it meets, and by none that it does not; without a match the plan is left alone', async () => {
    const [one, two, three] = [await milestone(), await milestone(), await milestone()];
    await givenRule(app, one, importFinishedV1, { conditions: [{ field: 'data.published', atLeast: 50 }] });
    await givenRule(app, two, importFinishedV1, { conditions: [{ field: 'data.owningUnit', oneOf: ['BR', 'U2'] }] });
    await givenRule(app, three, offeringCompletedV1);
    const before = await revision();
    await hear(app, importFinishedV1, { owningUnit: 'BDT', published: 49 });
    expect(await revision()).toBe(before);
    await hear(app, importFinishedV1, { owningUnit: 'U2', published: 50 });
    expect([await evidenceOf(one), await evidenceOf(two), await evidenceOf(three)].map((all) => all.length)).toEqual([
      1, 1, 0,
    ]);
  });

  it('is taken once by a rule, also when it takes effect again', async () => {
    const milestoneId = await milestone();
    await givenRule(app, milestoneId, providerRegisteredV1);
    const id = await hear(app, providerRegisteredV1);
    await hear(app, providerRegisteredV1, {}, { id });
    await app.database.dataSource.query('DELETE FROM inbox_message');
    await hear(app, providerRegisteredV1, {}, { id });
    await hear(app, providerRegisteredV1);
    expect((await evidenceOf(milestoneId)).map(({ event }: { event: { id: string } }) => event.id)).toEqual([
      id,
      expect.any(String),
    ]);
  });

  it('ends a rule that is for the first one only', async () => {
    const milestoneId = await milestone();
    const made = await givenRule(app, milestoneId, coursePublishedV1, { ...ofUnit('U3'), once: true });
    const id = await hear(app, coursePublishedV1, { owningUnit: 'U3' });
    await hear(app, coursePublishedV1, { owningUnit: 'U3' });
    expect(await evidenceOf(milestoneId)).toMatchObject([{ event: { id } }]);
    expect(await rule(made.id)).toMatchObject({ state: 'ended', endedReason: 'the first event has come', version: 2 });
  });

  it('attaches nothing to a milestone that was cancelled meanwhile, and ends the rule', async () => {
    const milestoneId = await milestone();
    const made = await givenRule(app, milestoneId, coursePublishedV1, ofUnit('U4'));
    await cancel(milestoneId);
    await hear(app, coursePublishedV1, { owningUnit: 'BDT' });
    expect((await rule(made.id)).state).toBe('active');
    const id = await hear(app, coursePublishedV1, { owningUnit: 'U4' });
    expect(await evidenceOf(milestoneId)).toEqual([]);
    expect(await rule(made.id)).toMatchObject({
      state: 'ended',
      endedReason: 'the milestone is cancelled',
      version: 2,
    });
    const { body } = await app.get(`/evidence-rules/${made.id}/history`, { as: editor });
    expect(body.items[0]).toMatchObject({
      action: 'ended',
      actor: { subject: 'event-of:course-catalogue', unit: 'roadmap-tracking' },
      changes: { endedReason: { to: 'the milestone is cancelled' }, event: { to: id } },
    });
  });

  it('is more evidence of a milestone that is reached', async () => {
    const milestoneId = await milestone({ state: 'reached', reached_on: '2027-02-26' });
    await givenRule(app, milestoneId, coursePublishedV1, ofUnit('U5'));
    await hear(app, coursePublishedV1, { owningUnit: 'U5' });
    expect(await evidenceOf(milestoneId)).toHaveLength(1);
  });

  it('has a line of at most three hundred characters, whatever it is about', async () => {
    const milestoneId = await milestone();
    await givenRule(app, milestoneId, coursePublishedV1, ofUnit('U6'));
    await hear(app, coursePublishedV1, {
      owningUnit: 'U6',
      title: { original: 'en', text: { en: '<b>x</b>'.repeat(100) } },
    });
    const [{ title }] = await evidenceOf(milestoneId);
    expect([title.length, title.slice(0, 30), title.at(-1)]).toEqual([300, 'Course BDT-SPM-101, “<b>x</b><', '…']);
  });
});
