import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  offeringCancelledV1,
  offeringCompletedV1,
  offeringOpenedV1,
  offeringRescheduledV1,
  offeringRevisedV1,
  offeringScheduledV1,
} from '@capdev/contracts/catalogue';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import { anOffering, Given } from './support/builders.js';
import { CatalogueApp, manager, otherEditor } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let given: Given;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  given = new Given(catalogue);
  catalogue.setDay('2027-02-01');
});
afterAll(() => catalogue.close());

describe('scheduling an offering', () => {
  it('leaves one row, one history entry and one announcement', async () => {
    const course = await given.published();
    const body = anOffering(course.id, course.providerIds[0], {
      seats: 30,
      fee: { amount: '150.00', currency: 'CHF' },
    });
    const { status, headers, body: offering } = await catalogue.post('/offerings', body);
    expect(status).toBe(201);
    expect(headers.location).toBe(`/offerings/${offering.id}`);
    expect(offering).toMatchObject({
      ...body,
      state: 'planned',
      version: 1,
      registrationOpen: false,
      languages: ['en'],
    });
    expect(await catalogue.row('offering', offering.id)).toMatchObject({ starts_on: '2027-03-01', announcements: 1 });
    const { data } = await expectAnnounced(catalogue.database, offeringScheduledV1, offering.id);
    expect(data).toMatchObject({
      courseCode: course.code,
      courseTitle: course.title,
      startsOn: '2027-03-01',
      seats: 30,
    });
    expect((await catalogue.get(`/offerings/${offering.id}/history`, { as: manager })).body.items).toHaveLength(1);
  });

  it('a request repeated with its key schedules one offering', async () => {
    const course = await given.published();
    const body = anOffering(course.id, course.providerIds[0]);
    const headers = { 'idempotency-key': 'offering-once' };
    const [first, second] = await Promise.all([
      catalogue.post('/offerings', body, { headers }),
      catalogue.post('/offerings', body, { headers }),
    ]);
    expect(second?.body.id).toBe(first?.body.id);
    expect((await catalogue.get(`/offerings?courseId=${course.id}`)).body.items).toHaveLength(1);
  });

  it('needs a published course: drafts, retired and unknown ones are refused', async () => {
    const { id: organiser } = await given.provider();
    const courses = [(await given.draft()).id, (await given.retired()).id, '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01'];
    for (const courseId of courses) {
      const { status, body } = await catalogue.post('/offerings', anOffering(courseId, organiser));
      expect(status).toBe(409);
      expect(body).toMatchObject({ code: 'offering-course-not-published', errors: [{ pointer: '/courseId' }] });
    }
  });

  it('needs organisers that exist and are active', async () => {
    const course = await given.published();
    const inactive = await given.provider();
    await catalogue.post(`/providers/${inactive.id}/deactivation`, {}, { ifMatch: 1 });
    const refused = await catalogue.post('/offerings', anOffering(course.id, inactive.id));
    expect(refused.body).toMatchObject({
      status: 400,
      code: 'providers-inactive',
      errors: [{ pointer: '/organiserIds' }],
    });
    const unknown = await catalogue.post('/offerings', anOffering(course.id, '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01'));
    expect(unknown.body).toMatchObject({ status: 400, code: 'providers-unknown' });
  });

  it("is for the unit that owns the course, even when the course is somebody else's draft", async () => {
    const course = await given.published();
    const body = anOffering(course.id, course.providerIds[0]);
    const refused = await catalogue.post('/offerings', body, { as: otherEditor });
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 403, code: 'access-other-unit' });
    expect((await catalogue.post('/offerings', body, { as: manager })).status).toBe(201);
  });

  it('without dates is for online self-paced courses, and those come last in lists', async () => {
    const course = await given.published({ modality: 'online-self-paced' });
    const organiser = course.providerIds[0];
    const none = { startsOn: null, endsOn: null, registrationOpensOn: null, registrationClosesOn: null };
    const selfPaced = anOffering(course.id, organiser, { ...none, place: { kind: 'online' } });
    const openEnded = [await catalogue.post('/offerings', selfPaced), await catalogue.post('/offerings', selfPaced)];
    expect(openEnded.map(({ status }) => status)).toEqual([201, 201]);
    const dated = await catalogue.post('/offerings', anOffering(course.id, organiser));
    const ids: string[] = [];
    let path: string | null = `/offerings?courseId=${course.id}&limit=1`;
    while (path !== null) {
      const { body } = await catalogue.get(path);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      path = body.next;
    }
    expect(ids).toEqual([dated, ...openEnded].map(({ body }) => body.id));
  });
});

describe('the life of an offering', () => {
  it('goes from planned to open to completed, each announced', async () => {
    const { id } = await given.offering({
      startsOn: '2027-01-20',
      endsOn: '2027-01-30',
      registrationOpensOn: null,
      registrationClosesOn: null,
    });
    const opened = await catalogue.post(`/offerings/${id}/opening`, {}, { ifMatch: 1 });
    expect(opened.body).toMatchObject({ state: 'open', version: 2 });
    await expectAnnounced(catalogue.database, offeringOpenedV1, id);
    const completed = await catalogue.post(`/offerings/${id}/completion`, {}, { ifMatch: 2 });
    expect(completed.body).toMatchObject({ state: 'completed', version: 3, registrationOpen: false });
    await expectAnnounced(catalogue.database, offeringCompletedV1, id);
    expect(await announcements(catalogue.database, id)).toHaveLength(3);
    const late = await catalogue.patch(`/offerings/${id}`, { seats: 5 }, 3);
    expect({ status: late.status, code: late.body.code }).toEqual({ status: 409, code: 'offering-completed' });
  });

  it('is not completed before it is over', async () => {
    const { id } = await given.offering();
    await catalogue.post(`/offerings/${id}/opening`, {}, { ifMatch: 1 });
    const { status, body } = await catalogue.post(`/offerings/${id}/completion`, {}, { ifMatch: 2 });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'offering-not-over' });
  });

  it('ends with a cancellation, which needs a reason', async () => {
    const { id } = await given.offering();
    const without = await catalogue.post(`/offerings/${id}/cancellation`, {}, { ifMatch: 1 });
    expect(without.body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    const { body } = await catalogue.post(`/offerings/${id}/cancellation`, { reason: 'Too few.' }, { ifMatch: 1 });
    expect(body).toMatchObject({ state: 'cancelled', cancellationReason: 'Too few.' });
    expect((await expectAnnounced(catalogue.database, offeringCancelledV1, id)).data).toMatchObject({
      reason: 'Too few.',
    });
  });

  it('other days are announced with the days before, other changes as a revision', async () => {
    const { id } = await given.offering();
    await catalogue.patch(`/offerings/${id}`, { endsOn: '2027-03-26' }, 1);
    const { data } = await expectAnnounced(catalogue.database, offeringRescheduledV1, id);
    expect(data).toMatchObject({ endsOn: '2027-03-26', previousEndsOn: '2027-03-19' });
    await catalogue.patch(`/offerings/${id}`, { seats: 12, place: { venue: 'Example hall' } }, 2);
    expect((await expectAnnounced(catalogue.database, offeringRevisedV1, id)).data).toMatchObject({
      seats: 12,
      place: { kind: 'on-site', city: 'Geneva', venue: 'Example hall' },
    });
  });

  it('registration opens and closes with the days, without anybody acting', async () => {
    const { id } = await given.offering();
    await catalogue.post(`/offerings/${id}/opening`, {}, { ifMatch: 1 });
    const open = async (day: string): Promise<boolean> => {
      catalogue.setDay(day);
      return (await catalogue.get(`/offerings/${id}`)).body.registrationOpen;
    };
    const days = ['2027-01-10', '2027-01-11', '2027-02-19', '2027-02-20'];
    const answers: boolean[] = [];
    for (const day of days) answers.push(await open(day));
    catalogue.setDay('2027-02-01');
    expect(answers).toEqual([false, true, true, false]);
  });

  it('goes on as planned although its course has been retired', async () => {
    const offering = await given.offering();
    await catalogue.post(`/courses/${offering.courseId}/retirement`, {}, { ifMatch: 2 });
    expect((await catalogue.post(`/offerings/${offering.id}/opening`, {}, { ifMatch: 1 })).status).toBe(200);
  });
});

describe('listing offerings', () => {
  it('narrows down by organiser, state, country and days', async () => {
    const offering = await given.offering({
      startsOn: '2030-05-05',
      endsOn: '2030-05-09',
      place: { kind: 'on-site', country: 'KZ' },
    });
    const found = async (filter: string): Promise<string[]> => {
      const { body } = await catalogue.get(`/offerings?${filter}`);
      return body.items.map((item: { id: string }) => item.id);
    };
    for (const filter of [
      `organiserId=${offering.organiserIds[0]}`,
      'country=KZ&state=planned',
      'from=2030-05-05&until=2030-05-05',
    ])
      expect(await found(filter)).toEqual([offering.id]);
    for (const filter of ['country=KZ&state=open', 'from=2030-05-06&until=2030-12-31'])
      expect(await found(filter)).toEqual([]);
  });
});
