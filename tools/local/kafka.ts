import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requireJava } from './java.js';
import { jarsFolder } from './kafka-jars.js';
import { brokerAnswers } from './kafka-admin.js';
import { adminSecurity, type Secured, securedFormat, securedProperties } from './kafka-secured.js';
import { root } from './paths.js';
import { inWords, type Launched } from './processes.js';
import type { Run } from './run-record.js';
import { Halt } from './say.js';
import { GiveUp, until } from './wait.js';

/** What a Kafka of our own needs to know. */
export interface KafkaOptions {
  /** Its data and settings live below this folder. */
  folder: string;
  logFile: string;
  port: number;
  /** Where clients are to go instead of `port`: to a proxy before it. */
  advertisedPort?: number;
  controllerPort: number;
  /** A smaller heap, for data that is thrown away. */
  throwAway?: boolean;
  /** TLS, logins and rules; without it everybody on this machine may do everything. */
  secured?: Secured;
}

/** Starts one broker that is its own controller, formatting its data folder first when there is none. */
export async function startKafka(run: Run, options: KafkaOptions): Promise<Launched> {
  const java = requireJava();
  const settings = join(options.folder, 'server.properties');
  mkdirSync(options.folder, { recursive: true });
  mkdirSync(dirname(options.logFile), { recursive: true });
  writeFileSync(settings, serverProperties(options));
  const log = openSync(options.logFile, 'a');
  try {
    const common = [
      `-Dlog4j2.configurationFile=${join(root, 'tools', 'local', 'kafka', 'log4j2.properties')}`,
      '-cp',
      join(jarsFolder(), '*'),
    ];
    const spawning = { cwd: options.folder, stdio: ['ignore' as const, log, log] };
    await format(run, options, java, [...common, 'kafka.tools.StorageTool'], settings, spawning);
    const heap = options.throwAway ? ['-Xmx384m', '-XX:TieredStopAtLevel=1'] : ['-Xmx512m'];
    const broker = run.launch('Kafka', java, [...heap, '-XX:+UseSerialGC', ...common, 'kafka.Kafka', settings], {
      ...spawning,
      stopWith: options.throwAway ? 'SIGKILL' : 'SIGTERM',
    });
    await until(
      'Kafka',
      async () => {
        if (!broker.running) {
          throw new GiveUp(
            `Kafka did not start (${inWords(await broker.ended)}). Its last words: ${lastLines(options.logFile)}`,
          );
        }
        return brokerAnswers([`127.0.0.1:${options.port}`], options.secured && adminSecurity(options.secured));
      },
      { deadlineMs: 90_000, everyMs: 200 },
    );
    return broker;
  } finally {
    closeSync(log);
  }
}

async function format(
  run: Run,
  options: KafkaOptions,
  java: string,
  tool: string[],
  settings: string,
  spawning: { cwd: string; stdio: ['ignore', number, number] | ('ignore' | number)[] },
): Promise<void> {
  const marker = join(options.folder, 'data.ready');
  if (existsSync(marker)) return;
  rmSync(join(options.folder, 'data'), { recursive: true, force: true });
  // The first bits are fixed: an id that begins with a dash would be taken for an option.
  const cluster = Buffer.from([0x4c, ...randomBytes(15)]).toString('base64url');
  const formatting = run.launch(
    'Kafka format',
    java,
    [
      ...tool,
      'format',
      '--standalone',
      '-t',
      cluster,
      '-c',
      settings,
      ...(options.secured ? securedFormat(options.secured) : []),
    ],
    spawning,
  );
  const ending = await formatting.ended;
  if (ending.code !== 0)
    throw new Halt(`Kafka's data folder could not be made (${inWords(ending)}): ${lastLines(options.logFile)}`);
  writeFileSync(marker, cluster);
}

function serverProperties({ folder, port, advertisedPort = port, controllerPort, secured }: KafkaOptions): string {
  return `process.roles=broker,controller
node.id=1
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${advertisedPort},CONTROLLER://127.0.0.1:${controllerPort}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${join(folder, 'data')}
# Topics are provisioned: a mistyped name is an error, not a new topic.
auto.create.topics.enable=false
# One broker: every internal topic has one copy, and few partitions start faster.
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
${secured ? securedProperties(secured, { folder, port, controllerPort }) : ''}`;
}

function lastLines(file: string, count = 5): string {
  return existsSync(file)
    ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join(' / ')
    : `nothing in ${file}`;
}
