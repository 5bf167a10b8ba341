import {
  createDataSource,
  createDueWorkTable,
  Database,
  DueWorkRunner,
  type DueWorkHandler,
  type DueWorkOptions,
  newId,
  scheduleDueWork,
  type Transaction,
} from '../../src/index.js';
import { createTestDatabase, type TestDatabase } from '../../testing/index.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clusterUrl } from './shelf.js';

/** Subjects that are counted up by work; `touched` is what the work leaves behind. */
export class CreateDuties20260102000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createDueWorkTable);
    await runner.query('CREATE TABLE duty (id uuid PRIMARY KEY, touched integer NOT NULL)');
  }

  async down(): Promise<void> {
    throw new Error('Forward only');
  }
}

export const dutySchema = { entities: [], migrations: [CreateDuties20260102000000] };
const insert = { name: 'test-duty', text: 'INSERT INTO duty VALUES ($1, 0)' };
const touchOne = { name: 'test-touch', text: 'UPDATE duty SET touched = touched + 1 WHERE id = $1 RETURNING touched' };

/** The usual handler: locks its subject and counts it up. */
export const touch: DueWorkHandler = async ({ subjectId }, tx) => {
  await tx.query(touchOne, [subjectId]);
};

export interface Duties {
  readonly database: Database;
  readonly url: string;
  readonly said: string[];
  /** What the runners take for the time; a test sets it. */
  time: Date;
  /** A runner with a database connection pool of its own, as another process has. */
  runner(handlers: Readonly<Record<string, DueWorkHandler>>, options?: DueWorkOptions): Promise<DueWorkRunner>;
  /** New subjects with work of this kind that is due. */
  given(count: number, about?: { kind?: string; dueAt?: Date }): Promise<string[]>;
  touched(id: string): Promise<number | undefined>;
  rows(): Promise<{ kind: string; subject_id: string; attempts: number; set_aside_at: Date | null; due_at: Date }[]>;
  inTransaction(work: (tx: Transaction) => void | Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function openDuties(): Promise<Duties> {
  const files: TestDatabase = await createTestDatabase(clusterUrl(), dutySchema);
  const connect = async (): Promise<Database> =>
    new Database(await createDataSource({ url: files.url, applicationName: 'duties', ...dutySchema }).initialize());
  const databases = [await connect()];
  const database = databases[0]!;
  const said: string[] = [];
  const log = { warn: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
  const duties: Duties = {
    database,
    url: files.url,
    said,
    time: new Date('2026-11-02T12:00:00Z'),
    async runner(handlers, options) {
      const own = await connect();
      databases.push(own);
      return new DueWorkRunner(own, () => duties.time, new Map(Object.entries(handlers)), log, options);
    },
    async given(count, { kind = 'touch', dueAt = duties.time } = {}) {
      const ids = Array.from({ length: count }, () => newId());
      await database.runInTransaction(async (tx) => {
        for (const subjectId of ids) {
          tx.write(insert, [subjectId]);
          scheduleDueWork(tx, { kind, subjectId, dueAt });
        }
      });
      return ids;
    },
    touched: async (id) =>
      (await database.query<{ touched: number }>({ name: '', text: 'SELECT touched FROM duty WHERE id = $1' }, [id]))[0]
        ?.touched,
    rows: () => database.query({ name: '', text: 'SELECT * FROM due_work ORDER BY due_at, subject_id' }),
    inTransaction: (work) => database.runInTransaction(async (tx) => work(tx)),
    async close() {
      await Promise.all(databases.map(({ dataSource }) => dataSource.destroy()));
      await files.drop();
    },
  };
  return duties;
}
