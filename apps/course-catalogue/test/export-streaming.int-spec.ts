import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ExportsService } from '../src/exports/exports.service.js';
import { Given } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';
import { exported } from './support/exported.js';

/** Far more than the network's buffers hold, so that a reader who waits keeps the export waiting. */
const courses = 1_200;

let catalogue: CatalogueApp;
let address: string;

beforeAll(async () => {
  // A third of the connections may export: one.
  catalogue = await CatalogueApp.boot({ DATABASE_POOL_SIZE: 5 });
  await new Given(catalogue).published({ code: 'AAA-1' });
  await catalogue.database.dataSource.query(`
    INSERT INTO course SELECT (jsonb_populate_record(course, jsonb_build_object(
             'id', gen_random_uuid(), 'code', 'BIG-' || lpad(number::text, 5, '0'),
             'description', jsonb_build_object('original', 'en', 'text',
               jsonb_build_object('en', repeat('telecommunication ', 440), 'fr', repeat('« télé » ', 880))),
             'title_marks', '[]'::jsonb))).*
      FROM course, generate_series(1, ${courses}) AS number WHERE code = 'AAA-1'`);
  await catalogue.app.listen(0, '127.0.0.1');
  address = `http://127.0.0.1:${(catalogue.app.getHttpServer().address() as AddressInfo).port}`;
});
afterAll(() => catalogue.close());

const answers: IncomingMessage[] = [];

/** Begins to read, takes no more than the first piece, and waits until the export waits too. */
async function begun(path: string): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(address + path, { agent: false }, (answer) => answer.once('readable', () => resolve(answer)));
    request.on('error', reject);
  });
  answer.on('error', () => undefined);
  answers.push(answer);
  expect(answer.statusCode).toBe(200);
  while ((await held('idle in transaction')).length === 0);
  return answer;
}
const rest = async (answer: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const piece of answer.setEncoding('utf8')) text += piece as string;
  return text;
};
/** The connections that hold a moment of the catalogue. */
const held = async (state = '%'): Promise<number[]> => {
  const rows = await catalogue.database.dataSource.query<{ pid: number }[]>(
    `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid() AND state LIKE $1`,
    [state],
  );
  return rows.map(({ pid }) => pid);
};
/** Until nothing is held any more, here or in the database. */
const allGivenBack = async (): Promise<void> => {
  const { pool } = catalogue.database;
  while ((await held()).length > 0 || pool.idleCount < pool.totalCount);
};

afterEach(async () => {
  for (const answer of answers.splice(0)) answer.destroy();
  await allGivenBack();
});

describe('an export', () => {
  it.each(['jsonl', 'csv', 'jsonld'] as const)(
    'of %s makes no batch before the reader has taken the last one',
    async (format) => {
      const service = catalogue.app.get(ExportsService);
      const stream = (await service.file(format, {}, undefined)).getStream();
      const [sizes, most] = [[] as number[], { waiting: 0 }];
      for await (const piece of stream) {
        sizes.push((piece as Buffer).length);
        most.waiting = Math.max(most.waiting, stream.readableLength);
      }
      expect(sizes.length).toBeGreaterThan(courses / 250);
      // While one is with the reader, at most one more waits, however many there are.
      expect(most.waiting).toBeLessThanOrEqual(Math.max(...sizes));
      expect(Math.max(...sizes)).toBeLessThan(sizes.reduce((sum, size) => sum + size, 0) / 4);
    },
  );

  it('is of one moment, whatever happens while it is read', async () => {
    const answer = await begun('/exports/courses.jsonl');
    await catalogue.database.dataSource.query(
      `UPDATE course SET retirement_reason = 'Changed' WHERE code = 'BIG-01200'`,
    );
    await new Given(catalogue).published({ code: 'ZZZ-1' });
    const text = await rest(answer);
    expect(text).not.toContain('Changed');
    expect(text).not.toContain('ZZZ-1');
    expect(JSON.parse(text.trimEnd().split('\n').at(-1)!)).toEqual({ end: { providers: 1, courses: courses + 1 } });
    expect((await exported(catalogue, '/exports/courses.jsonl')).text).toContain('ZZZ-1');
  });

  it('that a reader leaves gives its connection back, and its place', async () => {
    for (let time = 0; time < 5; time += 1) {
      const answer = await begun('/exports/courses.jsonl');
      expect(await held()).toHaveLength(1);
      answer.destroy();
      await allGivenBack();
    }
    expect((await rest(await begun('/exports/courses.csv'))).split('\r\n').length).toBeGreaterThan(courses);
  });

  it('that a reader leaves before its first byte gives its place back too', async () => {
    for (let time = 0; time < 5; time += 1) {
      await new Promise<void>((resolve) => {
        const request = get(`${address}/exports/courses.csv`, { agent: false });
        request.on('error', () => resolve());
        // Sent, and given up while the export begins.
        request.once('finish', () => setImmediate(() => request.destroy()));
      });
    }
    // While the only place is held for nobody, this is never accepted.
    do await allGivenBack();
    while ((await exported(catalogue, '/exports/courses.csv?unit=NOBODY')).status !== 200);
  });

  it.each(['jsonl', 'csv', 'jsonld'])(
    'of %s breaks visibly when the database goes away in the middle',
    async (format) => {
      const answer = await begun(`/exports/courses.${format}`);
      const [connection] = await held();
      await catalogue.database.dataSource.query('SELECT pg_terminate_backend($1)', [connection]);
      await expect(rest(answer)).rejects.toThrow('aborted');
      expect(answer.complete).toBe(false);
      expect((await catalogue.get('/courses?limit=1')).status).toBe(200);
    },
  );

  it('is refused while as many run as may, and not afterwards', async () => {
    const answer = await begun('/exports/courses.jsonl');
    const refused = await exported(catalogue, '/exports/courses.csv');
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([503, 'exports-busy']);
    expect(refused.headers['retry-after']).toBe('30');
    expect((await catalogue.get('/courses?limit=1')).status).toBe(200);
    answer.destroy();
    await allGivenBack();
    expect((await exported(catalogue, '/exports/courses.csv')).status).toBe(200);
  });

  it('is refused as everything else when the database cannot be reached', async () => {
    const { pool } = catalogue.database;
    const connect = pool.connect.bind(pool);
    pool.connect = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }));
    try {
      const { status, text, headers } = await exported(catalogue, '/exports/courses.jsonl');
      expect([status, JSON.parse(text).code]).toEqual([503, 'database-unavailable']);
      expect(headers['content-type']).toContain('application/problem+json');
    } finally {
      pool.connect = connect;
    }
  });
});
