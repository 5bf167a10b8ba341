import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../../../tools/local/certificates.js';
import { startKafka } from '../../../../tools/local/kafka.js';
import { fetchJars } from '../../../../tools/local/kafka-jars.js';
import { writeKafkaPrograms } from '../../../../tools/local/kafka-programs.js';
import { adminProperties, adminSecurity, type Login, type Secured } from '../../../../tools/local/kafka-secured.js';
import { root } from '../../../../tools/local/paths.js';
import { freePort } from '../../../../tools/local/ports.js';
import { Run } from '../../../../tools/local/run-record.js';
import type { KafkaSecurity } from '../../src/index.js';

/** What a program said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** A Kafka that demands TLS and a login, and has rules about who may do what. */
export interface SecuredKafka {
  readonly brokers: string;
  /** Where a certificate is the login. */
  readonly mutualBrokers: string;
  readonly secured: Secured;
  readonly admin: KafkaSecurity;
  /** A folder that goes with it. */
  readonly folder: string;
  as(login: Login): KafkaSecurity;
  /** Runs one of Kafka's own programs as the administrator. */
  program(name: string, ...args: string[]): Promise<Ended>;
  /** Runs the repository's provisioning script with these lists. */
  provision(lists: { topics: string; principals: string }, more?: NodeJS.ProcessEnv): Promise<Ended>;
  remove(): Promise<void>;
}

/** @param clientName whom the client certificate names */
export async function securedKafka(users: readonly Login[], plain: Login, clientName: string): Promise<SecuredKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'capdev-secured-'));
  const run = await Run.claim(join(folder, 'run.json'), () => 'Cannot happen: the folder is new.');
  await fetchJars(run, () => undefined);
  const certificates = join(folder, 'certificates');
  const [certificate, client] = await Promise.all([
    makeCertificate(certificates, 'kafka'),
    makeCertificate(certificates, clientName),
  ]);
  const admin = { username: 'admin', password: 'admin-pa55word' };
  const mutualPort = await freePort();
  const secured: Secured = { certificate, client, mutualPort, admin, users, plain };
  const port = await freePort();
  await startKafka(run, {
    port,
    controllerPort: await freePort(),
    folder: join(folder, 'kafka'),
    logFile: join(folder, 'kafka.log'),
    throwAway: true,
    secured,
  });
  const brokers = `127.0.0.1:${port}`;
  const bin = writeKafkaPrograms(join(folder, 'bin'));
  const adminConfig = join(folder, 'admin.properties');
  writeFileSync(adminConfig, adminProperties(secured), { mode: 0o600 });
  return {
    brokers,
    mutualBrokers: `127.0.0.1:${mutualPort}`,
    secured,
    admin: adminSecurity(secured),
    folder,
    as: (login) => ({ tls: { authorities: certificate.certificate }, sasl: { mechanism: 'scram-sha-512', ...login } }),
    program: (name, ...args) =>
      ended(join(bin, name), ['--bootstrap-server', brokers, '--command-config', adminConfig, ...args], process.env),
    provision(lists, more = {}) {
      const infra = join(folder, 'infra');
      mkdirSync(infra, { recursive: true });
      copyFileSync(join(root, 'infra', 'kafka', 'provision.sh'), join(infra, 'provision.sh'));
      writeFileSync(join(infra, 'topics.tsv'), lists.topics);
      writeFileSync(join(infra, 'principals.tsv'), lists.principals);
      const where = { KAFKA_BROKERS: brokers, KAFKA_BIN: bin, KAFKA_ADMIN_CONFIG: adminConfig, KAFKA_REPLICATION: '1' };
      return ended('sh', [join(infra, 'provision.sh')], { ...process.env, ...where, ...more });
    },
    async remove() {
      await run.release();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Runs a program to its end. */
export function ended(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(command, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, output: stdout + stderr }),
    );
  });
}
