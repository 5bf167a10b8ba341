import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Halt } from './say.js';

const otherWays = 'or set KAFKA_BROKERS to a Kafka you have, or run everything in containers with "docker compose up"';

/** The Java to use and its major version; undefined when there is none. `JAVA_HOME` goes before the PATH. */
export function findJava(env = process.env): { command: string; major: number } | undefined {
  const command = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  const { status, stderr, stdout } = spawnSync(command, ['-version'], { encoding: 'utf8', env });
  const version = /version "(?:1\.)?(\d+)/.exec(`${stderr}${stdout}`);
  return status === 0 && version ? { command, major: Number(version[1]) } : undefined;
}

/** Whether Maven is on the PATH. */
export function hasMaven(env = process.env): boolean {
  return spawnSync('mvn', ['--version'], { env }).status === 0;
}

/** The Java to run Kafka with, or one sentence. */
export function requireJava(env = process.env): string {
  const java = findJava(env);
  if (!java) {
    throw new Halt(
      `Kafka needs Java 17 or newer, and there is none ${env.JAVA_HOME ? 'in JAVA_HOME' : 'on the PATH'}: ` +
        `install it (for example "apt install openjdk-17-jre-headless"), ${otherWays}.`,
    );
  }
  if (java.major < 17)
    throw new Halt(`Kafka needs Java 17 or newer, and this is Java ${java.major}: install a newer one, ${otherWays}.`);
  return java.command;
}

/** Stops with one sentence when Kafka has to be fetched and Maven is missing. */
export function requireMaven(env = process.env): void {
  if (!hasMaven(env)) {
    throw new Halt(
      `Fetching Kafka needs Maven, and there is no "mvn" on the PATH: install it (for example "apt install maven"), ${otherWays}.`,
    );
  }
}
