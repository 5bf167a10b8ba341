// Deletes the data of npm start and npm test on this machine: npm run reset. What was fetched (Kafka) stays.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { local } from './local/paths.js';
import { outsideHome } from './local/postgres-home.js';
import { Run } from './local/run-record.js';
import { program, say } from './local/say.js';

void program(async () => {
  const run = await Run.claim(
    local('run.json'),
    (pid) =>
      `The system runs from this folder (process ${pid}): end it first, with Ctrl-C in its terminal or "kill ${pid}".`,
  );
  try {
    await removeData();
  } finally {
    await run.release();
  }
});

async function removeData(): Promise<void> {
  const removed: string[] = [];
  const remove = (path: string, name: string) => {
    if (!existsSync(path)) return;
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    removed.push(name);
  };
  for (const name of readdirSync(local())) {
    if (name === 'kafka' || name.startsWith('run.json')) continue;
    if (name.startsWith('test-')) {
      const record = join(local(name), 'run.json');
      if (Run.holder(record) !== undefined) {
        say(`.local/${name} stays: its test run is still going.`);
        continue;
      }
      await Run.clearAway(record);
      remove(outsideHome(join(local(name), 'postgres')), outsideHome(join(local(name), 'postgres')));
    }
    remove(local(name), `.local/${name}`);
  }
  for (const name of ['data', 'data.ready', 'server.properties', 'maven.log'])
    remove(local('kafka', name), `.local/kafka/${name}`);
  const outside = outsideHome(local('postgres'));
  remove(outside, outside);
  say(removed.length > 0 ? `Removed ${removed.join(', ')}.` : 'There was nothing to remove.');
}
