import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { requireMaven } from './java.js';
import { local, root } from './paths.js';
import { inWords } from './processes.js';
import type { Run } from './run-record.js';
import { Halt } from './say.js';

const pom = join(root, 'tools', 'local', 'kafka', 'pom.xml');

/** The folder with Kafka's jars. Its name carries the hash of the pom, so another version gets another folder. */
export function jarsFolder(): string {
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 8);
  return local('kafka', `libs-${version}`);
}

/** Whether Kafka has been fetched already. */
export function haveJars(): boolean {
  return existsSync(jarsFolder());
}

/** Fetches Kafka with Maven, once. Two programs may do this side by side: the folder appears complete or not at all. */
export async function fetchJars(run: Run, note: (text: string) => void): Promise<void> {
  if (haveJars()) return;
  requireMaven();
  const folder = `${jarsFolder()}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const maven = run.launch(
    'Maven',
    'mvn',
    ['--batch-mode', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  let downloaded = 0;
  for (const stream of [maven.process.stdout!, maven.process.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (/Downloaded from \S+ \S+\.jar/.test(line)) note(`${++downloaded} files of about 92`);
    });
  }
  const ending = await maven.ended;
  if (ending.code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(local('kafka', 'maven.log'), lines.join('\n'));
    const cause = lines.find((line) => line.includes('ERROR'))?.replace(/^.*ERROR\S*\s*/, '') ?? inWords(ending);
    throw new Halt(
      `Kafka could not be fetched with Maven: ${cause} (all of it is in .local/kafka/maven.log). Check the network, then run the same command again.`,
    );
  }
  try {
    renameSync(folder, jarsFolder());
  } catch {
    rmSync(folder, { recursive: true, force: true }); // another program was quicker
  }
}
