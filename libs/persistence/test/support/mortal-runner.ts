// A process that does due work, says what it begins with, and is killed while it does it.
import { createDataSource, Database, DueWorkRunner } from '../../src/index.js';
import { touch } from './due-work.js';

const [url, now] = process.argv.slice(2) as [string, string];
const options = { url, entities: [], migrations: [], applicationName: 'mortal' };
const database = new Database(await createDataSource(options).initialize());
const handlers = new Map([
  [
    'touch',
    async (...[work, tx, at]: Parameters<typeof touch>) => {
      await touch(work, tx, at);
      process.stdout.write(`${work.subjectId}\n`);
      await new Promise(() => setTimeout(() => undefined, 60_000));
    },
  ],
]);
const log = { warn: () => undefined, error: () => undefined };
new DueWorkRunner(database, () => new Date(now), handlers, log).start();
