import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1, courseRetiredV1, courseRevisedV1 } from '@capdev/contracts/catalogue';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import { aCourse, Given, inEnglish } from './support/builders.js';
import { CatalogueApp, manager, operator, otherEditor, viewer } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let given: Given;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  given = new Given(catalogue);
});
afterAll(() => catalogue.close());

describe('drafting a course', () => {
  it('answers with the draft, its address and its version, and announces nothing', async () => {
    const { id: providerId } = await given.provider();
    const body = aCourse({ providerIds: [providerId], level: 'advanced', workloadHours: 12.25 });
    const { status, headers, body: course } = await catalogue.post('/courses', body);
    expect(status).toBe(201);
    expect(headers.location).toBe(`/courses/${course.id}`);
    expect(headers.etag).toMatch(/^"1/);
    expect(course).toMatchObject({ ...body, state: 'draft', version: 1, assessment: { passMark: 70 } });
    expect(await catalogue.row('course', course.id)).toMatchObject({
      state: 'draft',
      code: body.code,
      provider_ids: [providerId],
      workload_hours: 12.25,
      announcements: 0,
    });
    expect(await announcements(catalogue.database, course.id)).toEqual([]);
  });

  it('a self-paced course passes at 80 per cent unless it says otherwise', async () => {
    const selfPaced = await given.draft({ modality: 'online-self-paced' });
    expect(selfPaced.assessment.passMark).toBe(80);
    const own = await given.draft({ modality: 'online-self-paced', assessment: { passMark: 65 } });
    expect(own.assessment.passMark).toBe(65);
  });

  it('refuses a code that another course has, and names the field', async () => {
    const { code } = await given.draft();
    const { status, body } = await catalogue.post('/courses', aCourse({ code }));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'course-code-taken', errors: [{ pointer: '/code' }] });
  });

  it('refuses providers and coordinators that are not in the catalogue', async () => {
    const nobody = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
    const provider = await catalogue.post('/courses', aCourse({ providerIds: [nobody] }));
    expect(provider.status).toBe(400);
    expect(provider.body).toMatchObject({ code: 'providers-unknown', errors: [{ pointer: '/providerIds' }] });
    const coordinator = await catalogue.post('/courses', aCourse({ coordinatorIds: [nobody] }));
    expect(coordinator.body).toMatchObject({ code: 'coordinators-unknown', errors: [{ pointer: '/coordinatorIds' }] });
  });

  it('a request repeated with its key creates one course and gets the first answer again', async () => {
    const body = aCourse();
    const headers = { 'idempotency-key': 'course-once' };
    const first = await catalogue.post('/courses', body, { headers });
    const again = await catalogue.post('/courses', body, { headers });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const { body: found } = await catalogue.get(`/courses?code=${body.code as string}&state=draft`, { as: manager });
    expect(found.items).toHaveLength(1);
  });
});

describe('publishing a course', () => {
  it('leaves one row, one history entry and one announcement', async () => {
    const provider = await given.provider();
    const draft = await given.draft({ providerIds: [provider.id] });
    const { status, headers, body } = await catalogue.post(`/courses/${draft.id}/publication`, {}, { ifMatch: 1 });
    expect(status).toBe(200);
    expect(headers.etag).toMatch(/^"2/);
    expect(body).toMatchObject({ state: 'published', version: 2 });
    const { data, sequence } = await expectAnnounced(catalogue.database, coursePublishedV1, draft.id);
    expect(sequence).toBe('0000000001');
    expect(data).toMatchObject({
      courseId: draft.id,
      code: draft.code,
      providers: [{ providerId: provider.id, name: provider.name }],
      publishedAt: body.publishedAt,
      version: 2,
    });
    expect(await announcements(catalogue.database, draft.id)).toHaveLength(1);
    expect(await catalogue.row('course', draft.id)).toMatchObject({ state: 'published', version: 2, announcements: 1 });
    const history = await catalogue.get(`/courses/${draft.id}/history`, { as: operator });
    expect(history.body.items).toMatchObject([
      {
        action: 'published',
        version: 2,
        actor: { subject: 'editor-1', unit: 'BDT' },
        changes: { state: { to: 'published' } },
      },
      { action: 'drafted', version: 1 },
    ]);
  });

  it('lists everything that is missing in one problem', async () => {
    const draft = await given.draft({ languages: [] });
    const { status, body } = await catalogue.post(`/courses/${draft.id}/publication`, {}, { ifMatch: 1 });
    expect(status).toBe(409);
    expect(body.code).toBe('course-incomplete');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/providerIds', '/languages']);
  });

  it('does not count a provider that is no longer active', async () => {
    const provider = await given.provider();
    await catalogue.post(`/providers/${provider.id}/deactivation`, {}, { ifMatch: 1 });
    const draft = await given.draft({ providerIds: [provider.id] });
    const { body } = await catalogue.post(`/courses/${draft.id}/publication`, {}, { ifMatch: 1 });
    expect(body).toMatchObject({ code: 'course-incomplete', errors: [{ pointer: '/providerIds' }] });
  });
});

describe('revising a course', () => {
  it('announces a published course again, with the names of the changed fields', async () => {
    const course = await given.published();
    const { status, body } = await catalogue.patch(`/courses/${course.id}`, { workloadHours: 8, level: 'advanced' }, 2);
    expect(status).toBe(200);
    expect(body).toMatchObject({ workloadHours: 8, level: 'advanced', version: 3, state: 'published' });
    const { data, sequence } = await expectAnnounced(catalogue.database, courseRevisedV1, course.id);
    expect(sequence).toBe('0000000002');
    expect(data).toMatchObject({
      workloadHours: 8,
      version: 3,
      changedFields: ['level', 'workloadHours', 'completeness'],
    });
  });

  it('merges a translation into a text and removes a field with null', async () => {
    const title = inEnglish('Introduction to spectrum management');
    const course = await given.draft({ title, summary: inEnglish('Short') });
    const { body } = await catalogue.patch(
      `/courses/${course.id}`,
      { title: { text: { fr: 'Le spectre' } }, summary: null },
      1,
    );
    expect(body.title.text).toEqual({ en: 'Introduction to spectrum management', fr: 'Le spectre' });
    expect(body.summary).toBeNull();
  });

  it('a patch that changes nothing leaves no version, no history and no event', async () => {
    const course = await given.published();
    const before = await catalogue.rowCounts();
    const { status, headers } = await catalogue.patch(`/courses/${course.id}`, { languages: ['en'], summary: null }, 2);
    expect(status).toBe(200);
    expect(headers.etag).toMatch(/^"2/);
    expect(await catalogue.rowCounts()).toEqual(before);
  });

  it('a draft is changed without a word to the public', async () => {
    const course = await given.draft();
    await catalogue.patch(`/courses/${course.id}`, { level: 'advanced' }, 1);
    expect(await announcements(catalogue.database, course.id)).toEqual([]);
    expect(await catalogue.row('course', course.id)).toMatchObject({ version: 2, level: 'advanced' });
  });

  it('a retired course cannot be edited, published or retired again', async () => {
    const course = await given.retired();
    const requests = [
      catalogue.patch(`/courses/${course.id}`, { level: 'advanced' }, course.version),
      catalogue.post(`/courses/${course.id}/publication`, {}, { ifMatch: course.version }),
      catalogue.post(`/courses/${course.id}/retirement`, {}, { ifMatch: course.version }),
    ];
    for (const { status, body } of await Promise.all(requests)) {
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'course-retired' });
    }
  });

  it('cannot be given to a unit that the editor does not belong to', async () => {
    const course = await given.draft();
    const { status, body } = await catalogue.patch(`/courses/${course.id}`, { owningUnit: 'BR' }, 1);
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'access-other-unit' });
    const byManager = await catalogue.patch(`/courses/${course.id}`, { owningUnit: 'BR' }, 1, { as: manager });
    expect(byManager.body.owningUnit).toBe('BR');
  });

  it('of two editors who saw the same version, one wins and the other is told', async () => {
    const course = await given.published();
    const answers = await Promise.all(
      [5, 6, 7, 8].map((hours) => catalogue.patch(`/courses/${course.id}`, { workloadHours: hours }, 2)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(await announcements(catalogue.database, course.id)).toHaveLength(2);
  });
});

describe('retiring a course', () => {
  it('announces the successor and the reason', async () => {
    const successor = await given.published();
    const course = await given.published();
    const { status, body } = await catalogue.post(
      `/courses/${course.id}/retirement`,
      { successorId: successor.id, reason: 'Replaced.' },
      { ifMatch: 2 },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'retired', successorId: successor.id, retirementReason: 'Replaced.' });
    const { data } = await expectAnnounced(catalogue.database, courseRetiredV1, course.id);
    expect(data).toMatchObject({ state: 'retired', successorId: successor.id, reason: 'Replaced.', version: 3 });
  });

  it('lets one of two courses that retire in favour of each other at the same time win', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await given.published(), await given.published()];
      const answers = await Promise.all([
        catalogue.post(`/courses/${one.id}/retirement`, { successorId: other.id }, { ifMatch: 2 }),
        catalogue.post(`/courses/${other.id}/retirement`, { successorId: one.id }, { ifMatch: 2 }),
      ]);
      expect(answers.map(({ status, body }) => [status, body.code]).sort()).toEqual([
        [200, expect.any(String)],
        [400, 'course-successor-unsuitable'],
      ]);
    }
  });

  it('needs a successor that exists, is published and is another course', async () => {
    const course = await given.published();
    const draft = await given.draft();
    for (const successorId of ['019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', draft.id, course.id]) {
      const { status, body } = await catalogue.post(
        `/courses/${course.id}/retirement`,
        { successorId },
        { ifMatch: 2 },
      );
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'course-successor-unsuitable', errors: [{ pointer: '/successorId' }] });
    }
  });

  it('stays readable by everybody under its address, and leaves the public list', async () => {
    const course = await given.retired();
    expect((await catalogue.get(`/courses/${course.id}`)).body.state).toBe('retired');
    expect((await catalogue.get(`/courses?code=${course.code}`)).body.items).toEqual([]);
    expect((await catalogue.get(`/courses?code=${course.code}&state=retired`)).body.items).toHaveLength(1);
  });
});

describe('who sees what', () => {
  it('a draft exists for its unit and for roles of every unit, and for nobody else', async () => {
    const { id } = await given.draft();
    const status = async (as: Parameters<CatalogueApp['get']>[1]): Promise<number> =>
      (await catalogue.get(`/courses/${id}`, as)).status;
    expect(await status({})).toBe(404);
    expect(await status({ as: otherEditor })).toBe(404);
    expect(await status({ as: operator })).toBe(404);
    expect(await status({ as: viewer })).toBe(200);
    expect(await status({ as: manager })).toBe(200);
  });

  it("somebody else's draft cannot be told from one that does not exist, when it is changed either", async () => {
    const { id } = await given.draft();
    const { status, body } = await catalogue.patch(`/courses/${id}`, { level: 'advanced' }, 1, { as: otherEditor });
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'course-not-found' });
    expect((await catalogue.get(`/courses/${id}/history`, { as: otherEditor })).status).toBe(404);
  });

  it("somebody else's published course is refused", async () => {
    const { id } = await given.published();
    const { status, body } = await catalogue.patch(`/courses/${id}`, { level: 'advanced' }, 2, { as: otherEditor });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'access-other-unit' });
  });

  it('a list of drafts holds those of the own unit, or of every unit for a manager', async () => {
    const ours = await given.draft({ topics: ['e-waste'] });
    const theirs = await given.draft({ owningUnit: 'BR', topics: ['e-waste'] }, { as: otherEditor });
    const drafts = async (as: typeof viewer): Promise<string[]> => {
      const { body } = await catalogue.get('/courses?state=draft,published&topic=e-waste', { as });
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await drafts(viewer)).toEqual([ours.id]);
    expect(await drafts(manager)).toEqual(expect.arrayContaining([ours.id, theirs.id]));
    expect((await catalogue.get('/courses?state=draft')).status).toBe(401);
    expect((await catalogue.get('/courses?state=draft', { as: operator })).status).toBe(403);
  });
});

describe('reading courses', () => {
  const title = { original: 'en', text: { en: 'Two', fr: 'Deux', ar: 'اثنان' } };

  it('speaks the language of the reader and says so', async () => {
    const course = await given.published({ title, summary: inEnglish('Only English') });
    const french = await catalogue.get(`/courses/${course.id}`, { headers: { 'accept-language': 'fr-CH, en;q=0.5' } });
    expect(french.body).toMatchObject({ title: 'Deux', summary: 'Only English' });
    expect(french.headers['content-language']).toBe('fr, en');
    const arabic = await catalogue.get(`/courses?code=${course.code}`, { headers: { 'accept-language': 'ar' } });
    expect(arabic.body.items[0].title).toBe('اثنان');
    const all = await catalogue.get(`/courses/${course.id}?lang=*`);
    expect(all.body.title).toEqual(title);
  });

  it('is not sent again to a reader who has it', async () => {
    const { id } = await given.published();
    const { headers } = await catalogue.get(`/courses/${id}`);
    const again = await catalogue.get(`/courses/${id}`, { headers: { 'if-none-match': headers.etag ?? '' } });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  });

  it('goes through a list page by page, in the order of the codes, meeting each course once', async () => {
    for (const code of ['PAGE-C', 'PAGE-A', 'PAGE-B', 'PAGE-E', 'PAGE-D']) {
      await given.published({ code, owningUnit: 'TSB' }, { as: { ...manager, unit: 'TSB' } });
    }
    const codes: string[] = [];
    let path: string | null = '/courses?unit=TSB&limit=2&lang=fr';
    while (path !== null) {
      const { body, headers } = await catalogue.get(path);
      codes.push(...body.items.map(({ code }: { code: string }) => code));
      if (body.next !== null) expect(headers.link).toBe(`<${body.next}>; rel="next"`);
      path = body.next;
    }
    expect(codes).toEqual(['PAGE-A', 'PAGE-B', 'PAGE-C', 'PAGE-D', 'PAGE-E']);
  });

  it('narrows a list down by each filter', async () => {
    const provider = await given.provider();
    const course = await given.published({
      providerIds: [provider.id],
      level: 'advanced',
      modality: 'blended',
      topics: ['ict-regulation'],
      languages: ['pt-BR'],
      credential: 'badge',
      feeTerms: { kind: 'paid' },
    });
    const since = encodeURIComponent(course.updatedAt);
    const filters = [
      `provider=${provider.id}`,
      `provider=${provider.id}&level=advanced&modality=blended&topic=policy-and-regulation`,
      `provider=${provider.id}&language=pt-BR&credential=badge&fee=paid&unit=BDT&code=${course.code}&updatedSince=${since}`,
      `code=${course.code}&topic=ict-regulation`,
    ];
    for (const filter of filters) {
      const { body } = await catalogue.get(`/courses?${filter}`);
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([course.id]);
    }
    for (const filter of ['level=introductory', 'fee=free', 'language=fr', 'topic=e-waste', 'unit=BR']) {
      const { body } = await catalogue.get(`/courses?provider=${provider.id}&${filter}`);
      expect(body.items).toEqual([]);
    }
  });
});
