import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { announcements } from '@capdev/messaging/testing';
import { markCourses } from '../src/twins/marking.js';
import { aCourse, Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp, editor, manager, operator, otherEditor } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let given: Given;
let providerIds: string[];

beforeAll(async () => {
  catalogue = await CatalogueApp.boot({ LOG_LEVEL: 'error' });
  given = new Given(catalogue);
});
afterAll(() => catalogue.close());
beforeEach(async () => {
  providerIds = [(await given.provider()).id];
});

const title = inEnglish('Introduction to spectrum management');
const again = inEnglish('Spectrum Managment: an introduction');
const nobody = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';

const create = (about: object, sent = {}): Promise<Answer> =>
  catalogue.post('/courses', aCourse({ providerIds, title: again, ...about }), sent);
const publish = (id: string, body?: object, sent = {}): Promise<Answer> =>
  catalogue.post(`/courses/${id}/publication`, body, { ifMatch: 1, ...sent });
const historyOf = async (id: string): Promise<{ action: string; version: number; changes: object }[]> =>
  (await catalogue.get(`/courses/${id}/history`, { as: operator })).body.items;
const codeOf = ({ status, body }: Answer): string => `${status} ${body.code ?? ''}`;

async function rows(): Promise<unknown> {
  const [{ pairs } = {}] = await catalogue.database.dataSource.query<{ pairs: number }[]>(
    'SELECT count(*)::int AS pairs FROM course_distinction',
  );
  return { ...(await catalogue.rowCounts()), pairs };
}

describe('a course that looks like another one', () => {
  it('is reported with the candidate, and nothing is written', async () => {
    const present = await given.published({ title, providerIds });
    const before = await rows();
    const answer = await create({ code: 'TWIN-1' });
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: 'urn:capdev:problem:course-looks-like-another',
      code: 'course-looks-like-another',
      detail: expect.stringContaining(`"distinctFrom": ["${present.id}"]`),
      errors: [{ pointer: '/title', detail: expect.stringContaining(present.code) }],
      candidates: [
        {
          id: present.id,
          code: present.code,
          state: 'published',
          title: 'Introduction to spectrum management',
          why: ['The titles in English have the same words.', 'They have a provider in common.'],
        },
      ],
    });
    expect(await rows()).toEqual(before);
  });

  it('is entered when it is said to be another, in one request; that is remembered and in its history', async () => {
    const present = await given.published({ title, providerIds });
    const { status, body } = await create({ distinctFrom: [present.id.toUpperCase()] });
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('distinctFrom');
    expect(await historyOf(body.id)).toMatchObject([
      { action: 'drafted', changes: { distinctFrom: { to: [present.id] } } },
    ]);
    expect(codeOf(await publish(body.id))).toBe('200 ' + body.code);
    const renamed = { title: inEnglish('Introduction to Spectrum Management!') };
    expect((await catalogue.patch(`/courses/${body.id}`, renamed, 2)).status).toBe(200);
    expect((await catalogue.patch(`/courses/${present.id}`, renamed, 2)).status).toBe(200);
  });

  it('is reported whole when there are several, the published ones first', async () => {
    const draft = await given.draft({ title, providerIds });
    const published = await given.draft({ title: again, providerIds, distinctFrom: [draft.id] });
    await publish(published.id);
    const { body } = await create({});
    expect(body.candidates.map(({ id }: { id: string }) => id)).toEqual([published.id, draft.id]);
    const answer = await create({ distinctFrom: [published.id] });
    expect(answer.body.candidates).toMatchObject([{ id: draft.id, state: 'draft' }]);
    expect((await create({ distinctFrom: [published.id, draft.id] })).status).toBe(201);
  });

  it('is not looked for among retired courses, other providers and other numbers', async () => {
    await given.retired({ title, providerIds });
    expect((await create({})).status).toBe(201);
    const other = await given.provider();
    expect((await create({ providerIds: [other.id] })).status).toBe(201);
    expect((await create({ title: inEnglish('Spectrum management: an introduction 2') })).status).toBe(201);
  });

  it('is found by the unit where neither course names a provider', async () => {
    const alone = { title: inEnglish('Courses without a provider'), providerIds: [] };
    await given.draft(alone);
    const { body } = await create(alone);
    expect(body.candidates[0].why[1]).toBe('Both belong to BDT and name no provider.');
    expect((await create({ ...alone, owningUnit: 'BR' }, { as: otherEditor })).status).toBe(201);
  });

  it('is told from one that only shares letters with it, without asking', async () => {
    await given.published({ title: inEnglish('Introduction to cybersecurity'), providerIds });
    await given.published({ title: inEnglish('Introduction to computing'), providerIds });
    expect((await create({ title: inEnglish('Introduction to communication') })).status).toBe(201);
  });

  it('with the code of the other is a code that is taken', async () => {
    const { code } = await given.draft({ title, providerIds });
    expect(codeOf(await create({ code }))).toBe('409 course-code-taken');
  });
});

describe('a request with a key', () => {
  it('that was refused may be sent again with the declaration and the same key; repeats get its answer', async () => {
    const { id } = await given.published({ title, providerIds });
    const headers = { 'idempotency-key': 'twin-once' };
    const body = aCourse({ title: again, providerIds });
    expect(codeOf(await catalogue.post('/courses', body, { headers }))).toBe('409 course-looks-like-another');
    const declared = { ...body, distinctFrom: [id] };
    const first = await catalogue.post('/courses', declared, { headers });
    expect(first.status).toBe(201);
    const repeat = await catalogue.post('/courses', declared, { headers });
    expect(repeat.body).toEqual(first.body);
    expect(codeOf(await catalogue.post('/courses', body, { headers }))).toBe('409 idempotency-key-reused');
  });

  it('that is repeated gets its answer, though the course now looks like the one it made', async () => {
    const headers = { 'idempotency-key': 'twin-of-itself' };
    const body = aCourse({ title, providerIds });
    const first = await catalogue.post('/courses', body, { headers });
    expect((await catalogue.post('/courses', body, { headers })).body).toEqual(first.body);
  });
});

describe('changing a course', () => {
  it.each([
    ['its title', (id: string) => ({ providerIds: [id] }), () => ({ title: again })],
    ['its providers', () => ({ title: again }), (id: string) => ({ providerIds: [id] })],
  ])('so that it looks like another by %s is reported, and nothing is written', async (_, before, patch) => {
    const present = await given.published({ title, providerIds });
    const course = await given.draft({ providerIds: [(await given.provider()).id], ...before(providerIds[0]!) });
    const rowsBefore = await rows();
    const path = `/courses/${course.id}`;
    expect(codeOf(await catalogue.patch(path, patch(providerIds[0]!), 1))).toBe('409 course-looks-like-another');
    expect(await rows()).toEqual(rowsBefore);
    const declared = await catalogue.patch(path, { ...patch(providerIds[0]!), distinctFrom: [present.id] }, 1);
    expect(declared).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await historyOf(course.id))[0]).toMatchObject({ changes: { distinctFrom: { to: [present.id] } } });
    expect((await publish(course.id, {}, { ifMatch: 2 })).status).toBe(200);
  });

  it('its unit, where no provider is named, is reported too', async () => {
    const bare = { title: inEnglish('Moved between units'), providerIds: [] };
    await given.draft(bare);
    const moving = await given.draft({ ...bare, owningUnit: 'BR' }, { as: otherEditor });
    const answer = await catalogue.patch(`/courses/${moving.id}`, { owningUnit: 'BDT' }, 1, { as: manager });
    expect(codeOf(answer)).toBe('409 course-looks-like-another');
  });

  it('in other things is not asked about, even if it has a twin from before', async () => {
    const { id } = await given.draft({ title, providerIds });
    const twin = await given.draft({ title, providerIds, distinctFrom: [id] });
    await catalogue.database.dataSource.query('DELETE FROM course_distinction');
    expect((await catalogue.patch(`/courses/${twin.id}`, { level: 'advanced' }, 1)).status).toBe(200);
  });

  it('takes a declaration alone: the history has it, the version stays and nothing is announced', async () => {
    const one = await given.published({ title, providerIds });
    const other = await given.published();
    const path = `/courses/${one.id}`;
    for (let time = 0; time < 2; time++) {
      const { status, body } = await catalogue.patch(path, { distinctFrom: [other.id] }, 2);
      expect({ status, version: body.version }).toEqual({ status: 200, version: 2 });
    }
    const entries = await historyOf(one.id);
    expect(entries.map(({ action, version }) => `${action} ${version}`)).toEqual([
      'distinguished 2',
      'published 2',
      'drafted 1',
    ]);
    expect(await announcements(catalogue.database, one.id)).toHaveLength(1);
    const renamed = { title: again, providerIds };
    expect((await catalogue.patch(`/courses/${other.id}`, renamed, 2)).status).toBe(200);
  });

  it('announces the change and not the declaration', async () => {
    const present = await given.published({ title, providerIds });
    const course = await given.published({ providerIds });
    const declared = { title: again, distinctFrom: [present.id] };
    expect((await catalogue.patch(`/courses/${course.id}`, declared, 2)).status).toBe(200);
    const told = await announcements(catalogue.database, course.id);
    expect(told.at(-1)?.data).toMatchObject({ changedFields: ['title'] });
  });
});

describe("another unit's draft", () => {
  it('is not revealed while it is one, and found when the second of the two is published', async () => {
    const theirs = await given.draft({ title, providerIds, owningUnit: 'BR' }, { as: otherEditor });
    const ours = await create({});
    expect(ours.status).toBe(201);
    expect((await publish(ours.body.id)).status).toBe(200);
    const answer = await publish(theirs.id, undefined, { as: otherEditor });
    expect(codeOf(answer)).toBe('409 course-looks-like-another');
    expect(answer.body.candidates).toMatchObject([{ id: ours.body.id, state: 'published' }]);
    expect(await catalogue.row('course', theirs.id)).toMatchObject({ state: 'draft', version: 1 });
    const declared = await publish(theirs.id, { distinctFrom: [ours.body.id] }, { as: otherEditor });
    expect(declared.status).toBe(200);
    expect((await historyOf(theirs.id))[0]).toMatchObject({
      action: 'published',
      changes: { state: { to: 'published' }, distinctFrom: { to: [ours.body.id] } },
    });
  });

  it('is shown to who may read the drafts of every unit', async () => {
    const theirs = await given.draft({ title, providerIds, owningUnit: 'BR' }, { as: otherEditor });
    const { body } = await create({}, { as: manager });
    expect(body.candidates).toMatchObject([{ id: theirs.id, state: 'draft' }]);
  });

  it('cannot be told from a course that does not exist by naming it', async () => {
    const theirs = await given.draft({ owningUnit: 'BR' }, { as: otherEditor });
    const [real, made] = [await create({ distinctFrom: [theirs.id] }), await create({ distinctFrom: [nobody] })];
    expect(codeOf(real)).toBe('400 course-distinct-from-unsuitable');
    expect(real.body.detail.replace(theirs.id, nobody)).toBe(made.body.detail);
    expect((await create({ distinctFrom: [theirs.id] }, { as: manager })).status).toBe(201);
  });
});

describe('courses from before there were marks', () => {
  it('are not compared until they have been marked, which changes nothing else of them', async () => {
    const { id } = await given.published({ title, providerIds });
    await catalogue.database.dataSource.query(`UPDATE course SET title_marks = '{}' WHERE id = $1`, [id]);
    const { body: twin } = await create({});
    expect(await markCourses(catalogue.database)).toBe(1);
    expect(await markCourses(catalogue.database)).toBe(0);
    expect(await catalogue.row('course', id)).toMatchObject({ version: 2 });
    expect((await create({})).body.candidates.map((course: { id: string }) => course.id)).toEqual([id, twin.id]);
  });

  it('are compared when they are published', async () => {
    await given.published({ title, providerIds });
    const old = await given.draft({ title: inEnglish('Of old'), providerIds });
    const sql = `UPDATE course SET title_marks = '{}', title = $2 WHERE id = $1`;
    await catalogue.database.dataSource.query(sql, [old.id, JSON.stringify(again)]);
    expect(codeOf(await publish(old.id))).toBe('409 course-looks-like-another');
  });
});

describe('at the same moment', () => {
  it('of two courses that look alike one becomes public, and the other is reported', async () => {
    for (let round = 0; round < 5; round++) {
      const giver = { providerIds: [(await given.provider()).id] };
      const [one, other] = await Promise.all([
        given.draft({ title, ...giver }, { as: editor }),
        given.draft({ title: again, ...giver, owningUnit: 'BR' }, { as: otherEditor }),
      ]);
      const answers = await Promise.all([publish(one.id), publish(other.id, {}, { as: otherEditor })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });
});

describe('a bad declaration', () => {
  const cases: [string, unknown, string][] = [
    ['that is no list', 'x', '400 request-invalid'],
    ['that holds no identifier', ['x'], '400 request-invalid'],
    ['that names one twice', [nobody, nobody.toUpperCase()], '400 request-invalid'],
    ['that is too long', Array.from({ length: 101 }, () => nobody), '400 request-invalid'],
    ['that names a course that there is not', [nobody], '400 course-distinct-from-unsuitable'],
  ];

  it.each(cases)('%s is refused wherever it is made, and nothing is written', async (_, distinctFrom, refusal) => {
    const { id } = await given.draft({ providerIds });
    const before = await rows();
    const answers = [
      await create({ title, distinctFrom }),
      await catalogue.patch(`/courses/${id}`, { level: 'advanced', distinctFrom }, 1),
      await catalogue.patch(`/courses/${id}`, { distinctFrom }, 1),
      await publish(id, { distinctFrom }),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => refusal));
    for (const { body } of answers) expect(body.errors).toMatchObject([{ pointer: '/distinctFrom' }]);
    expect(await rows()).toEqual(before);
  });

  it('that names the course itself is refused', async () => {
    const { id } = await given.draft({ providerIds });
    expect(codeOf(await publish(id, { distinctFrom: [id] }))).toBe('400 course-distinct-from-unsuitable');
    expect(codeOf(await catalogue.patch(`/courses/${id}`, { distinctFrom: [id] }, 1))).toBe(
      '400 course-distinct-from-unsuitable',
    );
  });

  it('may be null or empty', async () => {
    expect((await create({ title, distinctFrom: null })).status).toBe(201);
    const { id } = await given.draft({ providerIds });
    expect((await publish(id, { distinctFrom: [] })).status).toBe(200);
  });
});
