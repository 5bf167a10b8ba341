import { Database } from '@capdev/persistence';
import { createApp } from '@capdev/service-kit';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Config } from '../src/config.js';
import { ImportBatches } from '../src/imports/import-batches.js';
import { ImportRunner } from '../src/imports/import-runner.js';
import { catalogueService } from '../src/service.js';
import { CatalogueApp, editor } from './support/catalogue-app.js';
import { endStateOf } from './support/end-state.js';
import { Importing, lines, listOf, listWithRuns, smallList, until } from './support/importing.js';
import { ServingProcess } from './support/serving-process.js';

/** New courses, some with runs, some at fault, some that look alike. */
const list = lines(1_500).map((line, index) => ({
  ...line,
  giver: `Academy ${index % 7}`,
  ...(index % 5 === 0 && { from: '2031-01-01', to: '2031-02-01' }),
  ...(index % 50 === 49 && { hours: 'x' }),
}));
let undisturbed: unknown;

async function withCatalogue(changes: Partial<Config>, work: (importing: Importing) => Promise<void>): Promise<void> {
  const catalogue = await CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000, ...changes });
  try {
    await work(await new Importing(catalogue).prepare());
  } finally {
    await catalogue.close();
  }
}

beforeAll(() =>
  withCatalogue({}, async (importing) => {
    const { counts } = await importing.run(list, { mapping: 'list-with-runs', publish: true });
    expect(counts).toEqual({ created: 1_470, published: 1_470, rejected: 30 });
    undisturbed = await endStateOf(importing.catalogue.ownerUrl);
  }),
);

describe('an import that is interrupted', () => {
  it('by killing the process, again and again, ends as if nothing had happened', async () => {
    const serving = await ServingProcess.on({ IMPORT_ROWS_PER_SECOND: '800' });
    try {
      await serving.start();
      for (const mapping of [smallList, listWithRuns]) await serving.ask('POST', '/import-mappings', mapping);
      const about = { name: 'Killed', owningUnit: 'BDT', mapping: 'list-with-runs', mode: 'overwrite' };
      const source = await serving.ask('POST', '/import-sources', about);
      const { id } = await serving.ask('POST', '/imports', { sourceId: source.id, publish: true });
      await serving.ask('PUT', `/imports/${id}/file`, listOf(list));
      await serving.ask('POST', `/imports/${id}/start`, {});
      const progress = () => serving.ask('GET', `/imports/${id}`);
      for (const rows of [300, 900]) {
        await until(`row ${rows}`, async () => (await progress()).rowsDone > rows || undefined);
        await serving.kill();
        await serving.start();
        const { state, rowsDone } = await progress();
        expect({ state, before: rowsDone < list.length }).toEqual({ state: 'running', before: true });
      }
      await until('the end', async () => (await progress()).task === null || undefined);
      expect(await endStateOf(serving.database.ownerUrl)).toEqual(undisturbed);
    } finally {
      await serving.end();
    }
  }, 120_000);

  it('by losing its connections at any moment ends as if nothing had happened', () =>
    withCatalogue({}, async (importing) => {
      const { id } = await importing.received(list, { mapping: 'list-with-runs', publish: true });
      const admin = new pg.Client({ connectionString: process.env.POSTGRES_URL });
      await admin.connect();
      await importing.start(id);
      let cut = 0;
      for (let round = 0; round < 5; round += 1) {
        const { rowCount } = await admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = $1 AND application_name = 'course-catalogue' AND state <> 'idle'`,
          [new URL(importing.catalogue.ownerUrl).pathname.slice(1)],
        );
        cut += rowCount ?? 0;
        await until('an answer', async () => {
          const { status } = await importing.catalogue.get(`/imports/${id}`, { as: editor });
          return status === 200 || undefined;
        });
      }
      await admin.end();
      expect(cut).toBeGreaterThan(0);
      expect(await importing.atRest(id)).toMatchObject({ state: 'finished' });
      expect(await endStateOf(importing.catalogue.ownerUrl)).toEqual(undisturbed);
    }));

  it('by a person goes on where it was when it is started again', () =>
    withCatalogue({ IMPORT_ROWS_PER_SECOND: 1_000 }, async (importing) => {
      const { id } = await importing.received(list, { mapping: 'list-with-runs', publish: true });
      await importing.start(id);
      await importing.past(id, 100);
      const stopped = await importing.catalogue.post(`/imports/${id}/stop`, {});
      expect(stopped.body).toMatchObject({ state: 'stopped', task: null });
      const { rowsDone } = (await importing.catalogue.get(`/imports/${id}`, { as: editor })).body;
      expect((await importing.catalogue.rowCounts()).course).toBeGreaterThan(0);
      expect(rowsDone).toBeLessThan(list.length);
      await importing.start(id);
      expect(await importing.atRest(id)).toMatchObject({ state: 'finished', rowsDone: list.length });
      expect(await endStateOf(importing.catalogue.ownerUrl)).toEqual(undisturbed);
    }));

  it('is run by two instances as if there were one', () =>
    withCatalogue({ IMPORT_ROWS_PER_SECOND: 3_000 }, async (importing) => {
      const { catalogue } = importing;
      const second = await createApp(
        catalogueService(
          Object.assign(new Config(), {
            DATABASE_URL: (catalogue.database.dataSource.options as { url: string }).url,
            KAFKA_BROKERS: ['127.0.0.1:9'],
            ACCESS_ISSUER: catalogue.issuer.issuer,
            ACCESS_AUDIENCE: catalogue.issuer.audience,
            ACCESS_JWKS_URL: catalogue.issuer.jwksUrl,
            LOG_LEVEL: 'silent',
            IMPORT_ROWS_PER_SECOND: 3_000,
          }),
          { relay: false },
        ),
      );
      try {
        const { id } = await importing.received(list, { mapping: 'list-with-runs', publish: true });
        await importing.start(id);
        const runners = [second.get(ImportRunner), catalogue.app.get(ImportRunner)];
        const { dataSource } = second.get(Database);
        const give = async (worker: string | null) => {
          const text = `UPDATE course_import SET worker = $2, worker_until = now() + interval '1 minute' WHERE id = $1
                        RETURNING rows_done, task`;
          const [[row]] = await dataSource.query<[{ rows_done: number; task: string | null }[], number]>(text, [
            id,
            worker,
          ]);
          for (const runner of runners) runner.wake();
          return row!;
        };
        // From one to the other, each of which goes on …
        for (const { worker } of [...runners, ...runners]) {
          const { rows_done: before, task } = await give(worker);
          expect(task).toBe('run');
          await importing.past(id, before);
        }
        // … and then it is anybody's at every moment: both take what they can get.
        await until('the end', async () => (await give(null)).task === null || undefined);
        expect(await endStateOf(catalogue.ownerUrl)).toEqual(undisturbed);
      } finally {
        await second.close();
      }
    }));
});

describe('an import at its limits', () => {
  it('rejects the one row that the database refuses, and writes the rest of its batch', () =>
    withCatalogue({}, async (importing) => {
      const owner = new pg.Client({ connectionString: importing.catalogue.ownerUrl });
      await owner.connect();
      await owner.query('ALTER TABLE course ADD CONSTRAINT course_no_66 CHECK (workload_hours <> 66)');
      await owner.end();
      const some = lines(230).map((line, index) => (index === 77 ? { ...line, hours: '66' } : line));
      const { id, counts } = await importing.run(some);
      expect(counts).toEqual({ created: 229, rejected: 1 });
      const [row] = await importing.rows(id, '&outcome=rejected');
      expect(row).toMatchObject({ row: 79, faults: [{ reason: expect.stringContaining('course_no_66') }] });
      expect((await importing.catalogue.rowCounts()).course).toBe(229);
    }));

  it('keeps to the rows per second that it is allowed', () =>
    withCatalogue({ IMPORT_ROWS_PER_SECOND: 100 }, async (importing) => {
      const { startedAt, finishedAt } = await importing.run(lines(600));
      // The third batch of 200 begins four seconds after the first; without a limit all is over by then.
      expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBeGreaterThan(3_950);
    }));

  it('writes the rows once that two instances have read', () =>
    withCatalogue({}, async (importing) => {
      const { id } = await importing.run(lines(3));
      const { dataSource } = importing.catalogue.database;
      // As it was before the three rows, for whoever has read them already.
      const again = `UPDATE course_import SET state = 'running', task = 'run', rows_done = $2, worker = $3,
                       worker_until = now() + interval '1 minute' WHERE id = $1`;
      const worker = '01a20c92-f49b-717c-a126-1fa4fa27b456';
      await dataSource.query(again, [id, 3, worker]);
      const records = lines(1).map((line) => ({
        ...{ row: 9, key: '["late"]', providers: [], offerings: [], faults: [] },
        course: { code: 'LATE-1', title: { original: 'en', text: { en: line.title } } },
      }));
      const batches = importing.catalogue.app.get(ImportBatches);
      expect(await batches.advance(id, worker, records, 0)).toBe(false);
      expect(await batches.advance(id, worker, records, 3)).toBe(true);
      expect(await batches.advance(id, worker, records, 3)).toBe(false);
      expect((await importing.rows(id)).map(({ row }) => row)).toEqual([2, 3, 4, 9]);
    }));

  it('keeps nothing of an upload that breaks off, which can be sent again', () =>
    withCatalogue({}, async (importing) => {
      const { catalogue } = importing;
      const { id } = await importing.begin();
      await catalogue.app.listen({ port: 0, host: '127.0.0.1' });
      const breaking = new AbortController();
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(Buffer.from(listOf(lines(5_000)))),
        pull: () => new Promise(() => undefined),
      });
      const headers = { authorization: `Bearer ${await catalogue.issuer.token(editor)}`, 'content-type': 'text/csv' };
      const address = `${await catalogue.app.getUrl()}/imports/${id}/file`;
      const request = { method: 'PUT', headers, body, duplex: 'half', signal: breaking.signal };
      const sent = fetch(address, request as RequestInit).catch(() => 'broken off');
      const chunks = async () => {
        const [{ count }] = await catalogue.database.dataSource.query(
          'SELECT count(*)::int AS count FROM import_chunk',
        );
        return count as number;
      };
      await until('the first piece', async () => (await chunks()) > 0 || undefined);
      breaking.abort();
      expect(await sent).toBe('broken off');
      await until('the pieces to go', async () => (await chunks()) === 0 || undefined);
      expect((await catalogue.get(`/imports/${id}`, { as: editor })).body.state).toBe('received');
      expect((await importing.upload(id, listOf(lines(3)))).body).toMatchObject({ state: 'checked', rowsTotal: 3 });
    }));
});
