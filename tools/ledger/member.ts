import type { Database } from '@capdev/persistence';
import { until } from '../local/wait.js';
import { openDatabase } from './database.js';

/** What a relay or consumer gets to work with. */
export interface Member {
  readonly database: Database;
  readonly url: string;
  readonly brokers: string;
  readonly slug: string;
  readonly name: string;
  readonly log: (text: string) => void;
}

/** The arguments of a member's process, in this order. */
export const argumentsOf = ({ url, brokers, slug, name }: Pick<Member, 'url' | 'brokers' | 'slug' | 'name'>) => [
  url,
  brokers,
  slug,
  name,
];

/** Runs a member until it is told to end. A database that is away when it starts makes it wait. */
export async function runMember(start: (member: Member) => Promise<() => Promise<void>>): Promise<void> {
  const [url, brokers, slug, name] = process.argv.slice(2) as [string, string, string, string];
  const log = (text: string): void => void process.stderr.write(`${new Date().toISOString()} ${name}: ${text}\n`);
  const database = await until('the database', () => openDatabase(url, name, 5), { deadlineMs: 600_000, everyMs: 200 });
  const stop = await start({ database, url, brokers, slug, name, log });
  process.once('SIGTERM', () => void stop().finally(() => process.exit(0)));
  process.stdout.write('works\n');
}
