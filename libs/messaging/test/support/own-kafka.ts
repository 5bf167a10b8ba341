import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '../../../../tools/local/kafka.js';
import { fetchJars } from '../../../../tools/local/kafka-jars.js';
import { freePort } from '../../../../tools/local/ports.js';
import type { Launched } from '../../../../tools/local/processes.js';
import { Run } from '../../../../tools/local/run-record.js';

/** A Kafka that this test may kill. */
export interface OwnKafka {
  readonly brokers: string;
  start(): Promise<void>;
  /** As if its machine had lost power, but for the page cache. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nobody, until {@link thaw}. */
  freeze(): void;
  thaw(): void;
  remove(): Promise<void>;
}

export async function ownKafka(): Promise<OwnKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'capdev-kafka-'));
  const run = await Run.claim(join(folder, 'run.json'), () => 'Cannot happen: the folder is new.');
  await fetchJars(run, () => undefined);
  const options = {
    port: await freePort(),
    controllerPort: await freePort(),
    folder,
    logFile: join(folder, 'kafka.log'),
    throwAway: true,
  };
  let process: Launched | undefined;
  return {
    brokers: `127.0.0.1:${options.port}`,
    async start() {
      process = await startKafka(run, options);
    },
    async kill() {
      process?.process.kill('SIGKILL');
      await process?.ended;
    },
    freeze() {
      process?.process.kill('SIGSTOP');
    },
    thaw() {
      process?.process.kill('SIGCONT');
    },
    async remove() {
      await run.release();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
