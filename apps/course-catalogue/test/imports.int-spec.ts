import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CatalogueApp, editor, manager, otherEditor, viewer } from './support/catalogue-app.js';
import { Importing, lines, listOf, smallList } from './support/importing.js';

let catalogue: CatalogueApp;
let importing: Importing;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000, IMPORT_FILE_LIMIT_BYTES: 600_000 });
  importing = await new Importing(catalogue).prepare();
});
afterAll(() => catalogue.close());

const problem = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('an import', () => {
  it('is received, checked, running and finished, and says how far it is', async () => {
    const begun = await importing.begin();
    expect(begun).toMatchObject({ state: 'received', rowsTotal: null, task: null });
    const uploaded = await importing.upload(begun.id, listOf(lines(450)));
    expect(uploaded.body).toMatchObject({ state: 'checked', rowsTotal: 450, rowsDone: 0 });
    expect((await catalogue.rowCounts()).course).toBe(0);
    const started = await catalogue.post(`/imports/${begun.id}/start`, {});
    expect(started).toMatchObject({ status: 202, body: { state: 'running', task: 'run' } });
    const finished = await importing.atRest(begun.id);
    expect(finished).toMatchObject({ state: 'finished', rowsDone: 450, counts: { created: 450 } });
    expect((await catalogue.rowCounts()).course).toBe(450);
  });

  it('that is run again changes nothing: no version, no history, no event', async () => {
    const { id: sourceId } = await importing.source();
    const list = lines(250, { giver: 'Repeating School' }, 1_000);
    await importing.run(list, { sourceId, publish: true });
    const before = await catalogue.rowCounts();
    const again = await importing.run(list, { sourceId, publish: true });
    expect(again.counts).toEqual({ unchanged: 250 });
    const { history_entry: history, ...after } = await catalogue.rowCounts();
    // That the import was finished is the one thing to tell.
    expect({ ...after, history_entry: history! - 1, outbox_message: after.outbox_message! - 1 }).toEqual(before);
  });

  it('writes only what differs, and leaves what the list does not say', async () => {
    const { id: sourceId } = await importing.source();
    const [line] = lines(1, { giver: 'Differing School' }, 2_000);
    const first = await importing.run([line!], { sourceId });
    const [{ courseId }] = await importing.rows(first.id);
    const { version } = await importing.course(courseId);
    await catalogue.patch(`/courses/${courseId}`, { title: { text: { es: 'Radio' } }, level: 'introductory' }, version);
    const second = await importing.run([{ ...line!, summary: '', hours: '9.5' }], { sourceId });
    expect(second.counts).toEqual({ updated: 1 });
    const [row] = await importing.rows(second.id);
    expect(row).toMatchObject({ before: { workloadHours: 8 }, after: { workloadHours: 9.5 } });
    expect(await importing.course(courseId)).toMatchObject({
      ...{ workloadHours: 9.5, summary: { text: { en: 'Part 2000' } }, version: 3 },
      title: { original: 'en', text: { en: line!.title, es: 'Radio' } },
    });
  });

  it('rejects the rows at fault alone, each with the column, the reason and what to do', async () => {
    const list = [...lines(3, { giver: 'Faulty School' }, 3_000)];
    list[1] = { ...list[1]!, hours: 'many' };
    list[2] = { ...list[2]!, title: '' };
    const { counts, id } = await importing.run(list);
    expect(counts).toEqual({ created: 1, rejected: 2 });
    const rows = await importing.rows(id, '&outcome=rejected');
    expect(rows.map(({ row, faults }) => [row, faults[0].field])).toEqual([
      [3, 'hours'],
      [4, 'title'],
    ]);
    for (const { faults } of rows)
      expect(faults[0]).toMatchObject({ reason: expect.any(String), advice: expect.any(String) });
  });

  it('publishes what lacks nothing when it is told to, and says of the rest what it lacks', async () => {
    const [one, other] = lines(2, { giver: 'Publishing School' }, 4_000);
    const { counts, id } = await importing.run([one!, { ...other!, giver: '' }], { publish: true });
    expect(counts).toEqual({ created: 2, published: 1 });
    const [first, second] = await importing.rows(id);
    expect([first.published, second.published]).toEqual([true, false]);
    expect(second.faults[0].reason).toContain('stays a draft');
    expect((await importing.course(first.courseId)).state).toBe('published');
    const found = await catalogue.get(`/search?q=${encodeURIComponent(one!.title!)}`);
    expect(found.text).toContain(first.courseId);
  });
});

describe('what an import refuses', () => {
  it('a second one of the same source, by name of the first', async () => {
    const { id: sourceId } = await importing.source();
    const first = await importing.begin({ sourceId });
    const second = await catalogue.post('/imports', { sourceId });
    expect(problem(second)).toEqual([409, 'import-in-progress']);
    expect(second.body.detail).toContain(first.id);
    await catalogue.post(`/imports/${first.id}/stop`, {});
    expect((await catalogue.post('/imports', { sourceId })).status).toBe(201);
  });

  it('a file above the limit, of which nothing is kept, and then takes a smaller one', async () => {
    const { id } = await importing.begin();
    const large = `${listOf(lines(1))}\n${'x'.repeat(700_000)}`;
    expect(problem(await importing.upload(id, large))).toEqual([413, 'import-file-too-large']);
    const [{ count }] = await catalogue.database.dataSource.query(
      'SELECT count(*)::int AS count FROM import_chunk WHERE import_id = $1',
      [id],
    );
    expect(count).toBe(0);
    expect((await importing.upload(id, listOf(lines(1)))).body.state).toBe('checked');
    expect(problem(await importing.upload(id, listOf(lines(1))))).toEqual([409, 'import-checked']);
  });

  it('a file that cannot be read: one problem, and the import has failed', async () => {
    const { id } = await importing.begin();
    const answer = await importing.upload(id, 'id,title\n1,"open\n');
    expect(problem(answer)).toEqual([400, 'import-unreadable']);
    const { body } = await catalogue.get(`/imports/${id}`, { as: editor });
    expect(body).toMatchObject({ state: 'failed', failure: { code: 'import-unreadable' } });
    expect(problem(await catalogue.post(`/imports/${id}/start`, {}))).toEqual([409, 'import-failed']);
  });

  it('to start without a file', async () => {
    const { id } = await importing.begin();
    expect(problem(await catalogue.post(`/imports/${id}/start`, {}))).toEqual([409, 'import-received']);
    await catalogue.post(`/imports/${id}/stop`, {});
    expect(problem(await catalogue.post(`/imports/${id}/start`, {}))).toEqual([409, 'import-file-missing']);
  });

  it('a file where JSON is expected, and JSON where a file is', async () => {
    const { id } = await importing.begin();
    const text = { headers: { 'content-type': 'text/csv' } };
    expect(problem(await catalogue.post('/courses', undefined, { raw: 'a,b', ...text }))).toEqual([
      415,
      'media-type-unsupported',
    ]);
    const json = await importing.upload(id, '{}', { headers: { 'content-type': 'application/json' } });
    expect(problem(json)).toEqual([415, 'media-type-unsupported']);
  });

  it('whoever may not run imports of the unit', async () => {
    const source = await importing.source();
    const { id } = await importing.begin({ sourceId: source.id });
    const paths = ['', '/rows', '/account.csv', '/missing'].map((path) => `/imports/${id}${path}`);
    for (const path of [...paths, `/import-sources/${source.id}`]) {
      expect(problem(await catalogue.get(path))).toEqual([401, 'token-missing']);
      expect(problem(await catalogue.get(path, { as: viewer }))).toEqual([403, 'access-permission-missing']);
      expect(problem(await catalogue.get(path, { as: otherEditor }))).toEqual([403, 'access-other-unit']);
    }
    for (const path of ['start', 'stop', 'undo', 'decisions']) {
      const answer = await catalogue.post(`/imports/${id}/${path}`, { decision: 'accept' }, { as: otherEditor });
      expect(problem(answer)).toEqual([403, 'access-other-unit']);
    }
    expect(problem(await importing.upload(id, 'x', { as: otherEditor }))).toEqual([403, 'access-other-unit']);
    expect((await catalogue.get(`/imports/${id}`, { as: manager })).status).toBe(200);
    const { body } = await catalogue.get('/imports', { as: otherEditor });
    expect(body.items).toEqual([]);
  });
});

describe('a mapping', () => {
  it('is kept by its name, changed with its ETag, and forgotten when no source uses it', async () => {
    const mine = { ...smallList, name: 'mine' };
    const saved = await catalogue.post('/import-mappings', mine);
    expect(saved).toMatchObject({ status: 201, body: { name: 'mine', owningUnit: 'BDT', definition: mine } });
    expect(problem(await catalogue.post('/import-mappings', mine))).toEqual([409, 'import-mapping-name-taken']);
    const put = (body: object, ifMatch: string, as = editor) => send('PUT', '/import-mappings/mine', body, ifMatch, as);
    expect(problem(await put({ ...mine, about: 'Other.' }, '"7"'))).toEqual([412, 'import-mapping-outdated']);
    expect(problem(await put(mine, '"1"', otherEditor))).toEqual([403, 'access-other-unit']);
    expect((await put({ ...mine, about: 'Other.' }, '"1"')).body).toMatchObject({ version: 2, about: 'Other.' });
    const source = await importing.source({ mapping: 'mine' });
    const remove = () => send('DELETE', '/import-mappings/mine', undefined, '*');
    expect(problem(await remove())).toEqual([409, 'import-mapping-in-use']);
    await catalogue.patch(`/import-sources/${source.id}`, { mapping: 'small-list' }, 1);
    expect((await remove()).status).toBe(204);
    expect(problem(await catalogue.get('/import-mappings/mine', { as: editor }))).toEqual([
      404,
      'import-mapping-not-found',
    ]);
  });

  it('to a field that does not exist is refused, with the place', async () => {
    const course = { ...smallList.course, colour: { as: 'plain', column: 'colour' } };
    const answer = await catalogue.post('/import-mappings', { ...smallList, name: 'odd', course });
    expect(problem(answer)).toEqual([400, 'request-invalid']);
    expect(answer.body.errors[0].pointer).toBe('/course/colour');
    for (const body of [{}, { ...smallList, name: 'A b' }, { ...smallList, name: 'x', format: 'xls' }]) {
      expect(problem(await catalogue.post('/import-mappings', body))).toEqual([400, 'request-invalid']);
    }
  });

  it('that comes with the catalogue is listed and stays as it is', async () => {
    const { body } = await catalogue.get('/import-mappings', { as: viewer });
    expect(body.code).toBe('access-permission-missing');
    const list = await catalogue.get('/import-mappings', { as: editor });
    expect(list.body.items).toContainEqual(
      expect.objectContaining({ name: 'fao-qut', builtIn: true, owningUnit: null }),
    );
    expect(problem(await send('DELETE', '/import-mappings/fao-qut', undefined, '*'))).toEqual([
      409,
      'import-mapping-built-in',
    ]);
  });
});

describe('a source', () => {
  it('names a mapping that there is, a unit of the caller, and has a name of its own', async () => {
    const body = { name: 'Twice', owningUnit: 'BDT', mapping: 'small-list', mode: 'propose' };
    expect(problem(await catalogue.post('/import-sources', { ...body, mapping: 'none' }))).toEqual([
      400,
      'import-mapping-unknown',
    ]);
    expect(problem(await catalogue.post('/import-sources', { ...body, owningUnit: 'BR' }))).toEqual([
      403,
      'access-other-unit',
    ]);
    expect(problem(await catalogue.post('/import-sources', { ...body, mode: 'guess' }))).toEqual([
      400,
      'request-invalid',
    ]);
    const first = await catalogue.post('/import-sources', body);
    expect(first.status).toBe(201);
    expect(problem(await catalogue.post('/import-sources', body))).toEqual([409, 'import-source-name-taken']);
    const path = `/import-sources/${first.body.id}`;
    expect((await catalogue.patch(path, { mode: 'hands-off' }, 1)).body).toMatchObject({
      version: 2,
      mode: 'hands-off',
    });
    expect(problem(await catalogue.patch(path, { mode: 'propose' }, 1))).toEqual([412, 'import-source-outdated']);
  });
});

async function send(method: 'PUT' | 'DELETE', path: string, body: object | undefined, ifMatch: string, as = editor) {
  const answer = await catalogue.app.inject({
    ...{ method, url: path },
    headers: {
      ...{ authorization: `Bearer ${await catalogue.issuer.token(as)}`, 'if-match': ifMatch },
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? {} : JSON.parse(answer.body) };
}
