// Runs the tests against a real PostgreSQL and a real Kafka, started here once with data that is thrown away, and
// ends with the line "N passed, N failed". Arguments go to Jest: `npm test -- libs/persistence`.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireJava } from './local/java.js';
import { summarise, type JestReport } from './local/jest-summary.js';
import { startKafka } from './local/kafka.js';
import { fetchJars, haveJars } from './local/kafka-jars.js';
import { local, pinnedNode, root } from './local/paths.js';
import { freePort } from './local/ports.js';
import { outsideHome } from './local/postgres-home.js';
import { postgresUrl, startPostgres } from './local/postgres.js';
import { requireDisk } from './local/disk.js';
import { Run } from './local/run-record.js';
import { program, say, step } from './local/say.js';
import { inWords } from './local/processes.js';

const folder = local(`test-${process.pid}`);
const recordFile = join(folder, 'run.json');

async function main(): Promise<number> {
  requireDisk();
  await sweep();
  const run = await Run.claim(recordFile, (pid) => `Another test run (process ${pid}) uses ${folder}.`);
  let interrupted = false;
  const interruption = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        interrupted = true;
        reject(new Error(`interrupted by ${signal}`));
      });
    }
  });
  let result = summarise(undefined);
  let failure: unknown;
  try {
    await Promise.race([runJest(run).then((summary) => (result = summary)), interruption]);
  } catch (error) {
    failure = error;
  }
  await run.release();
  remove(folder);
  if (failure)
    say(
      interrupted
        ? 'Interrupted; everything that was started has been stopped.'
        : String((failure as Error).message ?? failure),
    );
  // After everything else, on a line of its own: this is what a pipeline looks for.
  process.stdout.write(`\n${result.line}\n`);
  return result.good ? 0 : 1;
}

async function runJest(run: Run): Promise<{ line: string; good: boolean }> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_OPTIONS:
      '--experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning',
  };
  const starting = [
    process.env.POSTGRES_URL ? undefined : postgres(run, env),
    process.env.KAFKA_BROKERS ? undefined : kafka(run, env),
  ];
  await Promise.all(starting);
  const reportFile = join(folder, 'report.json');
  const args = [
    '--maxWorkers=2',
    '--passWithNoTests',
    '--json',
    `--outputFile=${reportFile}`,
    ...process.argv.slice(2),
  ];
  const jest = run.launch('Jest', pinnedNode, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...args], {
    cwd: root,
    env,
    // Jest talks on stderr; its stdout would be the report once more.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ending = await jest.ended;
  if (!existsSync(reportFile)) {
    say(`Jest ended without a report (${inWords(ending)}).`);
    return summarise(undefined);
  }
  const summary = summarise(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport);
  if (summary.line === '0 passed, 0 failed') say('No test was run: no file matches these arguments.');
  return { ...summary, good: summary.good && ending.code === 0 };
}

async function postgres(run: Run, env: NodeJS.ProcessEnv): Promise<void> {
  const options = { port: await freePort(), password: randomBytes(12).toString('hex') };
  await step('PostgreSQL', () =>
    startPostgres(run, {
      ...options,
      folder: join(folder, 'postgres'),
      logFile: join(folder, 'postgres.log'),
      throwAway: true,
    }),
  );
  env.POSTGRES_URL = postgresUrl(options);
}

async function kafka(run: Run, env: NodeJS.ProcessEnv): Promise<void> {
  requireJava();
  if (!haveJars()) await step('Fetching Kafka (once)', (note) => fetchJars(run, note));
  const port = await freePort();
  const controllerPort = await freePort();
  await step('Kafka', () =>
    startKafka(run, {
      port,
      controllerPort,
      folder: join(folder, 'kafka'),
      logFile: join(folder, 'kafka.log'),
      throwAway: true,
    }),
  );
  env.KAFKA_BROKERS = `127.0.0.1:${port}`;
}

/** Clears away what test runs have left that were killed. */
async function sweep(): Promise<void> {
  mkdirSync(local(), { recursive: true });
  for (const name of readdirSync(local()).filter((entry) => /^test-\d+$/.test(entry))) {
    const record = join(local(name), 'run.json');
    if (Run.holder(record) !== undefined) continue;
    await Run.clearAway(record);
    remove(local(name));
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  rmSync(outsideHome(join(path, 'postgres')), { recursive: true, force: true, maxRetries: 5 });
}

void program(main);
