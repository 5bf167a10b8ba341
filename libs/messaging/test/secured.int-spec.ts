import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, newId } from '@capdev/persistence';
import type { LoggerService } from '@nestjs/common';
import { pinnedNode, root } from '../../../tools/local/paths.js';
import { until } from '../../../tools/local/wait.js';
import { KafkaBroker } from '../src/broker/kafka.broker.js';
import { deadLetterTopic, type KafkaSecurity, MessagingHealth } from '../src/index.js';
import { messageOf, TestBus } from '../testing/index.js';
import { type AuditService, startAuditService } from './support/audit-service.js';
import { type MessagingDatabase, messagingDatabase, waitingCount } from './support/database.js';
import { noteContracts } from './support/notes.js';
import { ended, type SecuredKafka, securedKafka } from './support/secured-kafka.js';
import { NoteWriter } from './support/writer.js';

const contracts = noteContracts();
const other = noteContracts();
// Its password changes on the way.
const own = { username: contracts.service, password: 'own-pa55word' };
const stranger = { username: other.service, password: 'stranger-pa55word' };
const plain = { username: 'plainly', password: 'plain-pa55word' };
const wrong = 'wrong-pa55word';
const patient = { deadlineMs: 60_000 };

const line = (name: string, partitions: number, retention = -1, largest = 1_048_588): string =>
  `${name}\t${partitions}\t${retention}\t${largest}\n`;
const letters = deadLetterTopic(contracts.service);
const topics = [line(contracts.topic, 2), line(other.topic, 2), line(letters, 1, 7_776_000_000, 1_114_124)].join('');
const [ownRights, strangersRights] = [contracts, other].map(({ service, slug }) => `${service}\t${slug}\n`);

let kafka: SecuredKafka;
let held: MessagingDatabase;
const said: string[] = [];
const note = (...parts: unknown[]): void => void said.push(parts.map((part) => inspect(part, { depth: 9 })).join(' '));
const logger: LoggerService = { log: note, warn: note, error: note, debug: note, verbose: note, fatal: note };

const start = (security: KafkaSecurity): Promise<AuditService> =>
  startAuditService(contracts, { url: held.url, brokers: kafka.brokers, security, logger });
const brokerOf = (security: KafkaSecurity | undefined, brokers = kafka.brokers): KafkaBroker =>
  new KafkaBroker({ brokers: [brokers], clientId: 'test', security, log: (level, text) => note(level, text) });

async function writeNote(service: AuditService, id: string, sequence: number): Promise<void> {
  await new NoteWriter(contracts, service.app.get(Database), service.relay).write(id, [sequence]);
}

async function heard(service: AuditService, id: string, count: number): Promise<void> {
  const all = async (): Promise<boolean> => (await service.entriesFor(id)).length === count;
  await until(`${count} notes to be heard`, all, patient);
}

beforeAll(async () => {
  [kafka, held] = await Promise.all([securedKafka([own, stranger], plain, own.username), messagingDatabase()]);
}, 120_000);
afterAll(async () => {
  await held.drop();
  await kafka.remove();
});

describe('provisioning', () => {
  it('creates what is missing, allows each service its own, and finds nothing to do the next time', async () => {
    const lists = { topics, principals: `${ownRights}${strangersRights}` };
    const first = await kafka.provision(lists, { KAFKA_ACLS: 'true' });
    expect(first.output).toContain('All topics are as they should be; 3 new.');
    expect(first.code).toBe(0);
    const again = await kafka.provision(lists);
    expect(again.output).toBe('All topics are as they should be; 0 new.\n');
  }, 120_000);

  it('says one sentence for each thing that is not as it should be, ends with 1, and leaves it alone', async () => {
    const name = `${contracts.topic}-old`;
    await new TestBus(kafka.brokers, kafka.admin).createTopics(name);
    await kafka.program(
      'kafka-acls.sh',
      '--add',
      '--allow-principal',
      'User:x',
      '--operation',
      'Write',
      '--topic',
      '*',
    );
    const lists = { topics: `# old\n${line(name, 6, -1, 1_114_124)}`, principals: ownRights! };
    const { code, output } = await kafka.provision(lists, { KAFKA_REPLICATION: '3', KAFKA_ACLS: 'true' });
    const sentences = output.split('\n').filter((text) => text.startsWith(name));
    expect(sentences).toEqual([
      expect.stringMatching(`^${name} has 3 partitions and should have 6. It was left alone: .*lose their order`),
      expect.stringMatching(`^${name} is kept on 1 brokers and should be kept on 3: `),
      expect.stringMatching(`^${name} has retention.ms=604800000 and should have -1: kafka-configs.sh --alter`),
      expect.stringMatching(`^${name} has max.message.bytes=1048588 and should have 1114124: `),
      expect.stringMatching(`^${name} has min.insync.replicas=1 and should have 2: `),
    ]);
    expect(output).toContain(`User:x is allowed WRITE on *, where only User:${own.username} may WRITE`);
    expect(output).toContain('Not as it should be: 6. Nothing that existed was changed.');
    expect(code).toBe(1);
  }, 120_000);

  it.each([
    [{ KAFKA_REPLICATION: '' }, 'KAFKA_REPLICATION: says on how many brokers'],
    [{ KAFKA_REPLICATION: 'many' }, 'KAFKA_REPLICATION must be a number of at least 1, not "many".'],
    [{ KAFKA_REPLICATION: '1', KAFKA_MIN_INSYNC_REPLICAS: '2' }, 'nothing could ever be written'],
  ])('with %j begins nothing', async (more, sentence) => {
    const { code, output } = await kafka.provision({ topics, principals: '' }, more);
    expect(output).toContain(sentence);
    expect(code).toBe(2);
  });
});

describe('a service that logs in to Kafka over TLS', () => {
  it('announces, listens and puts aside with the rights of its name', async () => {
    const service = await start(kafka.as(own));
    try {
      const id = newId();
      await writeNote(service, id, 1);
      await heard(service, id, 1);
      expect(await service.app.get(MessagingHealth).state()).toMatchObject({ status: 'connected', trouble: undefined });
      const bus = new TestBus(kafka.brokers, kafka.admin);
      await bus.send(contracts.topic, messageOf(contracts.registered, { text: 'refused' }, { subject: id }));
      const put = await bus.readTopic(letters, (all) => all.length > 0, 30_000);
      expect(put[0]?.key?.toString()).toBe(id);
    } finally {
      await service.close();
    }
  }, 90_000);

  it('may hear again what it has heard, and nobody else may make it', async () => {
    const broker = brokerOf(kafka.as(own));
    expect(await broker.hasTopic(contracts.topic)).toBe(true);
    await until('its group to be empty', () => broker.isGroupEmpty(contracts.service), patient);
    await broker.rewind(contracts.service, contracts.topic, new Date(0));
    const other = brokerOf(kafka.as(stranger));
    await expect(other.rewind(contracts.service, contracts.topic, new Date(0))).rejects.toThrow(
      /authorized|coordinator/i,
    );
  }, 60_000);

  it('cannot write, read or hinder what belongs to another', async () => {
    const broker = brokerOf(kafka.as(stranger));
    expect(await broker.trouble(10_000)).toBeUndefined();
    const sender = broker.sender();
    const message = messageOf(contracts.registered, { text: 'forged' });
    const forbidden = /not authorized|authorization failed/i;
    await expect(sender.send(contracts.topic, [message])).rejects.toThrow(forbidden);
    await expect(sender.send(letters, [message])).rejects.toThrow(forbidden);
    await expect(broker.createTopics([`int.itu.${other.slug}.more`])).rejects.toThrow(/Topic creation errors/);
    await sender.send(other.topic, [message]);
    await sender.close();
    const group = broker.openReader(contracts.service, [other.topic], { batch: () => Promise.resolve() });
    const refusal = await group.then(
      ({ ended: end }) => end,
      (error: unknown) => error,
    );
    expect(String(refusal)).toMatch(/not authorized|group coordinator/i);
  }, 60_000);

  it('says so when its password is not accepted, loses nothing, and goes on when it is', async () => {
    const service = await start(kafka.as({ ...own, password: wrong }));
    try {
      const health = service.app.get(MessagingHealth);
      const id = newId();
      await writeNote(service, id, 1);
      const sentence = `Kafka does not accept the login of "${own.username}"`;
      await until('the refusal to be known', async () => (await health.state()).trouble?.startsWith(sentence), patient);
      await until('the relay to know it', async () => (await health.state()).relay.lastError !== undefined, patient);
      const state = await health.state();
      expect(state.status).toBe('degraded');
      await expect(health.check()).rejects.toThrow(`The bus is degraded: ${sentence}`);
      expect(await waitingCount(held.database)).toBe(1);
      const shown = JSON.stringify(state) + inspect(health, { depth: 9 }) + JSON.stringify(service.relay.state());
      expect(shown).not.toContain(wrong);

      const mended = `SCRAM-SHA-512=[password=${wrong}]`;
      const whom = ['--entity-type', 'users', '--entity-name', own.username];
      const { code } = await kafka.program('kafka-configs.sh', '--alter', ...whom, '--add-config', mended);
      expect(code).toBe(0);
      await heard(service, id, 1);
      await until('the service to be well', async () => (await health.state()).status === 'connected', patient);
      own.password = wrong; // from now on
    } finally {
      await service.close();
    }
  }, 120_000);

  it('says so when it does not trust the certificate, loses nothing, and goes on when its file is mended', async () => {
    const authorities = join(kafka.folder, 'authorities.pem');
    copyFileSync(kafka.secured.client.certificate, authorities);
    const service = await start({ ...kafka.as(own), tls: { authorities } });
    try {
      const health = service.app.get(MessagingHealth);
      const id = newId();
      await writeNote(service, id, 1);
      const sentence = 'The certificate of Kafka is not trusted, ';
      await until(
        'the distrust to be known',
        async () => (await health.state()).trouble?.startsWith(sentence),
        patient,
      );
      expect(await waitingCount(held.database)).toBe(1);
      await expect(health.check()).rejects.toThrow('KAFKA_TLS_CA');

      copyFileSync(kafka.secured.certificate.certificate, authorities);
      await heard(service, id, 1);
      await until('the service to be well', async () => (await health.state()).status === 'connected', patient);
      expect(await waitingCount(held.database)).toBe(0);
    } finally {
      await service.close();
    }
  }, 120_000);

  it('may show a certificate instead of a name, and is refused without one', async () => {
    const { certificate, key } = kafka.secured.client;
    const authorities = kafka.secured.certificate.certificate;
    const known = brokerOf({ tls: { authorities, certificate, key } }, kafka.mutualBrokers);
    expect(await known.trouble(10_000)).toBeUndefined();
    const sender = known.sender();
    await sender.send(contracts.topic, [messageOf(contracts.registered, { text: 'by certificate' })]);
    await sender.close();
    const unknown = brokerOf({ tls: { authorities } }, kafka.mutualBrokers);
    expect(await unknown.trouble(10_000)).toMatch(/KAFKA_TLS_CERTIFICATE/);
  }, 60_000);

  it('may use the mechanism plain, whose refusal is as clear', async () => {
    const tls = { authorities: kafka.secured.certificate.certificate };
    const accepted = brokerOf({ tls, sasl: { mechanism: 'plain', ...plain } });
    expect(await accepted.trouble(10_000)).toBeUndefined();
    const refused = brokerOf({ tls, sasl: { mechanism: 'plain', ...plain, password: wrong } });
    expect(await refused.trouble(10_000)).toMatch(/^Kafka does not accept the login of "plainly"/);
  }, 60_000);

  it('never says a password, whatever goes wrong', () => {
    expect(said.join('\n')).toMatch(/login|authentication|SASL/i);
    expect(said.join('\n')).not.toContain('pa55word');
  });
});

describe('npm run events', () => {
  const show = (security: KafkaSecurity): ReturnType<typeof ended> => {
    const args = ['--conditions=@capdev/source', '--import', 'tsx', join(root, 'tools', 'events.ts')];
    return ended(pinnedNode, [...args, '--from', 'beginning', '--limit', '1', '--brokers', kafka.brokers], {
      ...process.env,
      NODE_OPTIONS: '',
      KAFKA_TLS_CA: security.tls?.authorities,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: security.sasl?.username,
      KAFKA_SASL_PASSWORD: security.sasl?.password,
    });
  };

  it('reads as whoever its variables name, and says who is not let in', async () => {
    const seen = await show(kafka.admin);
    expect(seen.output).toMatch(/int\.itu\.notes\w+\.note\.registered\.v1/);
    const forbidden = await show(kafka.as(own));
    expect(forbidden.output).toMatch(
      /^Kafka lets nobody read here as "notes\w+-service" .* groups that begin with reader-\.\n$/,
    );
    const refused = await show(kafka.as({ ...own, password: 'forgotten-pa55word' }));
    expect([forbidden.code, refused.code]).toEqual([1, 1]);
    expect(refused.output).toMatch(/Kafka does not accept the login of "notes\w+-service" \(check KAFKA_SASL_USERNAME/);
    expect(refused.output).not.toContain('pa55word');
  }, 90_000);
});
