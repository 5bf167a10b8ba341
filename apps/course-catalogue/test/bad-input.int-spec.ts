import { encodeCursor } from '@capdev/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aCoordinator, aCourse, anOffering, aProvider, Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp, editor, manager, otherEditor, type Sent } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let course: Answer['body'];
let provider: Answer['body'];
let offering: Answer['body'];
let coordinator: Answer['body'];
let before: Record<string, number>;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  const given = new Given(catalogue);
  offering = await given.offering();
  course = (await catalogue.get(`/courses/${offering.courseId}?lang=*`)).body;
  provider = (await catalogue.get(`/providers/${course.providerIds[0]}?lang=*`)).body;
  coordinator = await given.coordinator();
  before = await everything();
});
afterAll(() => catalogue.close());
let untouched: string;
beforeEach(async () => {
  untouched = JSON.stringify(await everything());
});

async function everything(): Promise<Record<string, number>> {
  const versions = ['provider', 'course', 'offering', 'coordinator'].map(
    (table) => `(SELECT sum(version)::int FROM ${table}) AS ${table}_versions`,
  );
  const [sums] = await catalogue.database.dataSource.query<Record<string, number>[]>(`SELECT ${versions.join(', ')}`);
  return { ...(await catalogue.rowCounts()), ...sums };
}

/** One problem document that names the places; nothing has changed. */
async function expectRefused(answer: Answer, status: number, code: string, ...pointers: string[]): Promise<void> {
  expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: `urn:capdev:problem:${code}`,
    status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  const named = ((answer.body.errors ?? []) as { pointer: string; detail: string }[]).map(({ pointer }) => pointer);
  expect(named).toEqual(pointers);
  expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+|Error:|node_modules/);
  expect(JSON.stringify(await everything())).toBe(untouched);
}

describe('fields of a course', () => {
  const text = (words: string) => inEnglish(words);
  const cases: [string, object, string[]][] = [
    ['unknown', { credits: 3 }, ['/credits']],
    ['set by the service alone', { state: 'published', version: 9 }, ['/state', '/version']],
    [
      'unknown, and called like a member of every object',
      { toString: 1, constructor: { a: 1 } },
      ['/toString', '/constructor'],
    ],
    ['called so deep inside', { title: { original: 'en', text: { constructor: 'x' } } }, ['/title/text/constructor']],
    ['with blanks around', { title: text(' Spectrum') }, ['/title']],
    ['that turn the direction of writing', { title: text('a\u202eb') }, ['/title']],
    ['unknown inside a part', { assessment: { passMark: 70, weight: 1 } }, ['/assessment/weight']],
    ['unknown inside a text', { title: { ...text('T'), html: true } }, ['/title']],
    ['of the wrong type: a number for a code', { code: 7 }, ['/code']],
    ['of the wrong type: a text for a multilingual text', { title: 'Spectrum' }, ['/title']],
    ['of the wrong type: a list for a multilingual text', { title: [] }, ['/title']],
    ['of the wrong type: an object for a list', { languages: { en: true } }, ['/languages']],
    ['of the wrong type: a text for a number', { workloadHours: '12' }, ['/workloadHours']],
    ['of the wrong type: a list for a part', { assessment: [] }, ['/assessment']],
    ['of the wrong type: null for what is required', { title: null }, ['/title']],
    ['over-long: a title', { title: text('x'.repeat(201)) }, ['/title']],
    ['over-long: a translation', { summary: { original: 'en', text: { en: 'S', fr: 'x'.repeat(601) } } }, ['/summary']],
    ['over-long: a code', { code: 'A'.repeat(41) }, ['/code']],
    [
      'over-long: too many outcomes',
      { learningOutcomes: Array.from({ length: 31 }, () => text('O')) },
      ['/learningOutcomes'],
    ],
    [
      'over-long: an address',
      { links: [{ rel: 'about', url: `https://example.org/${'x'.repeat(2_000)}` }] },
      ['/links/0/url'],
    ],
    ['empty: a title of blanks', { title: text('  ') }, ['/title']],
    ['empty: no text in the original language', { title: { original: 'fr', text: { en: 'T' } } }, ['/title']],
    ['an invalid code: small letters', { code: 'bdt-1' }, ['/code']],
    ['an invalid code: a topic', { topics: ['astrology'] }, ['/topics']],
    ['an invalid code: the same topic twice', { topics: ['e-waste', 'e-waste'] }, ['/topics']],
    ['an invalid code: a level', { level: 'expert' }, ['/level']],
    ['an invalid code: a language nobody speaks', { languages: ['xx'] }, ['/languages']],
    [
      'an invalid code: a language of a text',
      { title: { original: 'en', text: { en: 'T', klingonish: 'T' } } },
      ['/title'],
    ],
    ['an invalid code: fee terms', { feeTerms: { kind: 'cheap' } }, ['/feeTerms/kind']],
    ['an invalid code: an owning unit with blanks', { owningUnit: 'B D T' }, ['/owningUnit']],
    ['an invalid identifier', { providerIds: ['1'] }, ['/providerIds']],
    ['out of range: no hours', { workloadHours: 0 }, ['/workloadHours']],
    ['out of range: a third of an hour', { workloadHours: 1.33 }, ['/workloadHours']],
    ['out of range: more hours than a working life', { workloadHours: 10_000.25 }, ['/workloadHours']],
    ['out of range: a pass mark', { assessment: { passMark: 101 } }, ['/assessment/passMark']],
    ['a link that runs a script', { links: [{ rel: 'about', url: 'javascript:alert(1)' }] }, ['/links/0/url']],
    ['a link to a file', { links: [{ rel: 'about', url: 'file:///etc/passwd' }] }, ['/links/0/url']],
    ['a control character, which PostgreSQL could not store', { title: text('a\u0000b') }, ['/title']],
    ['half a character', { title: text('a\ud800') }, ['/title']],
    ['two faults at once', { level: 'expert', modality: 'telepathy' }, ['/level', '/modality']],
  ];

  it.each(cases)('refused on creating: %s', async (_, about, pointers) => {
    await expectRefused(await catalogue.post('/courses', aCourse(about)), 400, 'request-invalid', ...pointers);
  });

  it.each(cases)('refused on changing: %s', async (_, about, pointers) => {
    await expectRefused(await catalogue.patch(`/courses/${course.id}`, about, 2), 400, 'request-invalid', ...pointers);
  });

  it.each([[[]], ['text'], [7]])('a patch that is no object: %j', async (patch) => {
    await expectRefused(await catalogue.patch(`/courses/${course.id}`, patch, 2), 400, 'request-invalid', '');
  });

  it('texts that are each within their limit and together too long for an event', async () => {
    const texts = Object.fromEntries(
      ['ar', 'zh', 'en', 'fr', 'ru', 'es'].map((language) => [language, '频'.repeat(8_000)]),
    );
    const about = { description: { original: 'en', text: texts } };
    await expectRefused(await catalogue.post('/courses', aCourse(about)), 400, 'course-too-large', '');
    await expectRefused(await catalogue.patch(`/courses/${course.id}`, about, 2), 400, 'course-too-large', '');
  });
});

describe('fields of other records', () => {
  it.each<[string, object, string[]]>([
    ['an unknown kind', { kind: 'school' }, ['/kind']],
    ['an unknown country', { country: 'XX' }, ['/country']],
    ['a name whose original is missing', { name: { original: 'fr', text: { en: 'N' } } }, ['/name']],
    ['a field of the service', { active: false }, ['/active']],
  ])('a provider with %s', async (_, about, pointers) => {
    await expectRefused(await catalogue.post('/providers', aProvider(about)), 400, 'request-invalid', ...pointers);
    await expectRefused(
      await catalogue.patch(`/providers/${provider.id}`, about, 1),
      400,
      'request-invalid',
      ...pointers,
    );
  });

  it.each<[string, object, string[]]>([
    ['an address that is none', { email: 'at example.org' }, ['/email']],
    ['no name', { name: '' }, ['/name']],
  ])('a coordinator with %s; the problem does not repeat it', async (_, about, pointers) => {
    const answer = await catalogue.post('/coordinators', aCoordinator(about));
    await expectRefused(answer, 400, 'request-invalid', ...pointers);
    expect(answer.text).not.toContain('at example.org');
    await expectRefused(
      await catalogue.patch(`/coordinators/${coordinator.id}`, about, 1),
      400,
      'request-invalid',
      ...pointers,
    );
  });

  it.each<[string, object, string[]]>([
    ['a day that does not exist', { startsOn: '2027-02-30' }, ['/startsOn']],
    ['a day in another spelling', { endsOn: '19.03.2027' }, ['/endsOn']],
    ['a day with a time', { endsOn: '2027-03-19T00:00:00Z' }, ['/endsOn']],
    ['a day before there were courses', { startsOn: '0001-01-01' }, ['/startsOn']],
    ['no seats', { seats: 0 }, ['/seats']],
    ['half a seat', { seats: 1.5 }, ['/seats']],
    ['an amount as a number', { fee: { amount: 150, currency: 'CHF' } }, ['/fee/amount']],
    ['an amount with three decimals', { fee: { amount: '150.001', currency: 'CHF' } }, ['/fee/amount']],
    ['a negative amount', { fee: { amount: '-1', currency: 'CHF' } }, ['/fee/amount']],
    ['an unknown currency', { fee: { amount: '1', currency: 'XXZ' } }, ['/fee/currency']],
    ['an unknown sort of place', { place: { kind: 'moon' } }, ['/place/kind']],
    ['an unknown country', { place: { kind: 'on-site', country: 'Atlantis' } }, ['/place/country']],
    ['no organiser', { organiserIds: [] }, ['/organiserIds']],
  ])('an offering with %s', async (_, about, pointers) => {
    const body = anOffering(course.id, provider.id, about);
    await expectRefused(await catalogue.post('/offerings', body), 400, 'request-invalid', ...pointers);
    await expectRefused(
      await catalogue.patch(`/offerings/${offering.id}`, about, 1),
      400,
      'request-invalid',
      ...pointers,
    );
  });

  it.each<[string, object, string[]]>([
    ['that ends before it starts', { startsOn: '2027-03-20' }, ['/endsOn']],
    ['whose registration closes before it opens', { registrationOpensOn: '2027-02-20' }, ['/registrationClosesOn']],
    ['whose registration closes after the end', { registrationClosesOn: '2027-03-20' }, ['/registrationClosesOn']],
    ['with a start and no end', { endsOn: null }, ['/endsOn']],
    ['without days, of a course that is not self-paced', { startsOn: null, endsOn: null }, ['/startsOn', '/place']],
  ])('an offering %s', async (_, about, pointers) => {
    const body = anOffering(course.id, provider.id, about);
    await expectRefused(await catalogue.post('/offerings', body), 400, 'offering-impossible', ...pointers);
    await expectRefused(
      await catalogue.patch(`/offerings/${offering.id}`, about, 1),
      400,
      'offering-impossible',
      ...pointers,
    );
  });

  it('an offering cannot be moved to another course', async () => {
    const answer = await catalogue.patch(`/offerings/${offering.id}`, { courseId: offering.courseId }, 1);
    await expectRefused(answer, 400, 'request-invalid', '/courseId');
  });
});

describe('bodies', () => {
  const post = (raw: string, headers: Record<string, string> = {}): Promise<Answer> =>
    catalogue.send('POST', '/courses', { raw, headers });

  it('a body over its limit', async () => {
    await expectRefused(await post(JSON.stringify(aCourse({ code: 'A'.repeat(1_048_576) }))), 413, 'body-too-large');
  });

  it.each(['[', '{"a":'])('JSON that is 10,000 levels deep, of %s', async (level) => {
    const close = level === '[' ? ']' : '}';
    await expectRefused(await post(`${level.repeat(10_000)}1${close.repeat(10_000)}`), 400, 'body-too-deep');
  });

  it.each(['{', '', 'code=A'])('what is not JSON: %s', async (raw) => {
    await expectRefused(await post(raw), 400, 'request-malformed');
  });

  it.each([
    ['{"__proto__": {"state": "published"}}', '/__proto__'],
    ['{"constructor": {"prototype": {"x": 1}}}', '/constructor'],
  ])('what reaches for prototypes: %s', async (raw, pointer) => {
    await expectRefused(await post(raw), 400, 'request-invalid', pointer);
  });

  it('a list where a course is expected', async () => {
    const answer = await post('[]');
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
    expect(await everything()).toEqual(before);
  });

  it('bytes that are not UTF-8, or say that they are not', async () => {
    const body = Buffer.from([...Buffer.from('{"code":"CAF'), 0xe9, ...Buffer.from('"}')]);
    const send = (contentType: string) =>
      catalogue.send('POST', '/courses', { raw: body, headers: { 'content-type': contentType } });
    await expectRefused(await send('application/json'), 400, 'body-not-utf8');
    await expectRefused(await send('application/json; charset=utf-16'), 415, 'charset-unsupported');
  });

  it('another media type', async () => {
    const answer = await post('<course/>', { 'content-type': 'application/xml' });
    await expectRefused(answer, 415, 'media-type-unsupported');
  });
});

describe('tokens', () => {
  const withToken = async (token: string): Promise<Answer> =>
    catalogue.post('/courses', aCourse(), { headers: { authorization: `Bearer ${token}` } });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('none', async () => {
    await expectRefused(await catalogue.post('/courses', aCourse(), { as: null }), 401, 'token-missing');
  });

  it('malformed', async () => {
    await expectRefused(await withToken('not-a-token'), 401, 'token-malformed');
  });

  it('expired', async () => {
    await expectRefused(
      await withToken(await catalogue.issuer.token({ ...editor, expiresInSeconds: -60 })),
      401,
      'token-expired',
    );
  });

  it('wrongly signed: other claims under the signature of a sound one', async () => {
    const [head = '', , signature = ''] = (await catalogue.issuer.token(editor)).split('.');
    const claims = {
      sub: 'x',
      unit: 'BDT',
      roles: ['editor'],
      iss: catalogue.issuer.issuer,
      aud: catalogue.issuer.audience,
      exp: 4_102_444_800,
    };
    await expectRefused(await withToken(`${head}.${part(claims)}.${signature}`), 401, 'token-not-trusted');
  });

  it('not signed at all: alg none', async () => {
    const claims = {
      sub: 'x',
      unit: 'BDT',
      roles: ['editor'],
      iss: catalogue.issuer.issuer,
      aud: catalogue.issuer.audience,
      exp: 4_102_444_800,
    };
    const answer = await withToken(`${part({ alg: 'none' })}.${part(claims)}.`);
    expect(answer.status).toBe(401);
    await expectRefused(answer, 401, answer.body.code);
  });

  it('of another issuer, or for another service', async () => {
    await expectRefused(
      await withToken(await catalogue.issuer.token({ ...editor, issuer: 'https://elsewhere.example' })),
      401,
      'token-wrong-issuer',
    );
    await expectRefused(
      await withToken(await catalogue.issuer.token({ ...editor, audience: 'another' })),
      401,
      'token-wrong-audience',
    );
  });

  it('a bad one on a public route too', async () => {
    const answer = await catalogue.get('/courses', { headers: { authorization: 'Bearer not-a-token' } });
    await expectRefused(answer, 401, 'token-malformed');
  });
});

describe("somebody else's", () => {
  const requests: [string, () => Promise<Answer>][] = [
    ['course, changed', () => catalogue.patch(`/courses/${course.id}`, { level: 'advanced' }, 2, { as: otherEditor })],
    ['course, retired', () => catalogue.post(`/courses/${course.id}/retirement`, {}, { ifMatch: 2, as: otherEditor })],
    ['unit, given a course', () => catalogue.post('/courses', aCourse(), { as: otherEditor })],
    [
      'offering, opened',
      () => catalogue.post(`/offerings/${offering.id}/opening`, {}, { ifMatch: 1, as: otherEditor }),
    ],
    [
      'coordinator, erased',
      () => catalogue.post(`/coordinators/${coordinator.id}/erasure`, {}, { ifMatch: 1, as: otherEditor }),
    ],
    [
      'provider, deactivated',
      () => catalogue.post(`/providers/${provider.id}/deactivation`, {}, { ifMatch: 1, as: otherEditor }),
    ],
    ['history, read', () => catalogue.get(`/courses/${course.id}/history`, { as: otherEditor })],
  ];
  it.each(requests)('%s', async (_, request) => {
    await expectRefused(await request(), 403, 'access-other-unit');
  });
});

describe('If-Match', () => {
  const requests: [string, (sent: Sent) => Promise<Answer>][] = [
    [
      'changing a course',
      (sent) => catalogue.send('PATCH', `/courses/${course.id}`, { body: { level: 'advanced' }, ...sent }),
    ],
    ['retiring a course', (sent) => catalogue.post(`/courses/${course.id}/retirement`, {}, sent)],
    [
      'changing a provider',
      (sent) => catalogue.send('PATCH', `/providers/${provider.id}`, { body: { country: 'KE' }, ...sent }),
    ],
    ['opening an offering', (sent) => catalogue.post(`/offerings/${offering.id}/opening`, {}, sent)],
    ['erasing a coordinator', (sent) => catalogue.post(`/coordinators/${coordinator.id}/erasure`, {}, sent)],
  ];
  it.each(requests)('missing when %s', async (_, request) => {
    await expectRefused(await request({}), 428, 'if-match-missing');
  });

  it.each(requests)('stale when %s', async (_, request) => {
    const answer = await request({ ifMatch: 99 });
    await expectRefused(answer, 412, answer.body.code, 'If-Match');
    expect(answer.body.code).toMatch(/^(course|provider|offering|coordinator)-outdated$/);
  });

  it.each(requests)('malformed when %s', async (_, request) => {
    await expectRefused(await request({ ifMatch: 'yesterday' }), 400, 'if-match-malformed', 'If-Match');
  });
});

describe('lists and addresses', () => {
  it.each<[string, string]>([
    ['/courses?limit=0', 'limit'],
    ['/courses?limit=101', 'limit'],
    ['/courses?limit=many', 'limit'],
    ['/courses?offset=20', 'offset'],
    ['/courses?topic=astrology', 'topic'],
    ['/courses?state=lost', 'state'],
    ['/courses?provider=1', 'provider'],
    ['/courses?language=xx', 'language'],
    ['/courses?updatedSince=yesterday', 'updatedSince'],
    ['/courses?code=A1&code=A2', 'code'],
    ['/providers?active=perhaps', 'active'],
    ['/offerings?from=2027-02-30', 'from'],
    ['/courses/1', 'id'],
    ['/courses?lang=%3Cscript%3E', 'lang'],
  ])('%s', async (path, pointer) => {
    const answer = await catalogue.get(path);
    await expectRefused(answer, 400, answer.body.code, pointer);
  });

  it.each([
    ['/courses?updatedSince=2026-02-30T00:00:00Z', 'updatedSince'],
    ['/courses?updatedSince=0000-01-01T00:00:00Z', 'updatedSince'],
    ['/courses?updatedSince=2027-03-01T08:00:00%2B16:00', 'updatedSince'],
    ['/providers?name=%00', 'name'],
    ['/courses?toString=1', 'toString'],
  ])('%s', async (path, parameter) => {
    await expectRefused(await catalogue.get(path), 400, 'request-invalid', parameter);
  });

  it('a cursor that somebody made and sealed well, with keys that are none of the list', async () => {
    const lists: [string, string][] = [
      ['/providers', JSON.stringify(['providers', null, null, null, null])],
      ['/offerings', JSON.stringify(['offerings', {}])],
      ['/courses', JSON.stringify(['courses', {}])],
      [`/courses/${course.id}/history`, `history/${course.id}`],
    ];
    for (const [path, scope] of lists) {
      for (const keys of [[], [5], ['\u0000'], ['infinity', 'x'], [null, null]]) {
        const answer = await catalogue.get(`${path}?after=${encodeCursor(keys, scope)}`, { as: editor });
        await expectRefused(answer, 400, 'cursor-invalid', 'after');
      }
    }
  });

  it('a tampered cursor, and one of another list or other filters', async () => {
    for (const code of ['CUR-1', 'CUR-2']) await catalogue.post('/courses', aCourse({ code }));
    untouched = JSON.stringify(await everything());
    const { body } = await catalogue.get('/courses?state=draft&limit=1', { as: manager });
    const next = new URL(body.next, 'http://here');
    const cursor = next.searchParams.get('after') ?? '';
    const [keys = '', seal = ''] = cursor.split('.');
    const forged = Buffer.from('["Z"]').toString('base64url');
    const paths = [
      `/courses?state=draft&limit=1&after=${forged}.${seal}`,
      `/courses?state=draft&limit=1&after=${keys}`,
      `/courses?state=draft&limit=1&after=%00`,
      `/courses?state=draft&unit=BDT&limit=1&after=${cursor}`,
      `/providers?limit=1&after=${cursor}`,
    ];
    for (const path of paths)
      await expectRefused(await catalogue.get(path, { as: manager }), 400, 'cursor-invalid', 'after');
  });

  it('an address that leads nowhere', async () => {
    await expectRefused(await catalogue.get('/programmes'), 404, 'no-such-resource');
  });
});

describe('Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'bad-input-once' };
  it('the same one with another body, for each thing that is created', async () => {
    const bodies: [string, object, object][] = [
      ['/courses', aCourse(), aCourse()],
      ['/providers', aProvider(), aProvider()],
      ['/offerings', anOffering(course.id, provider.id), anOffering(course.id, provider.id, { seats: 3 })],
      ['/coordinators', aCoordinator(), aCoordinator({ name: 'Another one' })],
    ];
    for (const [path, first, second] of bodies) {
      const keyed = { headers: { 'idempotency-key': `bad-input${path}` } };
      expect((await catalogue.post(path, first, keyed)).status).toBe(201);
      untouched = JSON.stringify(await everything());
      await expectRefused(await catalogue.post(path, second, keyed), 409, 'idempotency-key-reused', 'Idempotency-Key');
    }
  });

  it('belongs to its caller: another one may use the same', async () => {
    expect((await catalogue.post('/courses', aCourse(), { headers })).status).toBe(201);
    expect(
      (await catalogue.post('/courses', aCourse(), { headers, as: { ...editor, subject: 'editor-9' } })).status,
    ).toBe(201);
  });

  it('one that cannot be a key', async () => {
    const answer = await catalogue.post('/courses', aCourse(), { headers: { 'idempotency-key': 'x'.repeat(256) } });
    await expectRefused(answer, 400, 'idempotency-key-malformed', 'Idempotency-Key');
  });
});
