import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { root } from '../../../tools/local/paths.js';
import { until } from '../../../tools/local/wait.js';
import { deadLetterTopic, MessagingHealth } from '../src/index.js';
import { messageOf, TestBus } from '../testing/index.js';
import { type AuditService, startAuditService } from './support/audit-service.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';

const rules = readFileSync(join(root, 'infra', 'monitoring', 'alerts.yml'), 'utf8');
const expressions = [...rules.matchAll(/expr: (?:>-)?([^]*?)\n {8}\w+:/g)].map(([, text]) => text!).join('\n');
// What waits for its time is told by the service's frame, and compared where it is served.
const ofTheBus = (name: string): boolean => !name.startsWith('capdev_due_work_');
const asked = [...new Set(expressions.match(/\bcapdev_\w+/g))].filter(ofTheBus).sort();

describe('the alert rules', () => {
  const brokers = process.env['KAFKA_BROKERS']!;
  const contracts = noteContracts();
  let held: MessagingDatabase;
  let service: AuditService;

  beforeAll(async () => {
    held = await messagingDatabase();
    const bus = new TestBus(brokers);
    await bus.createTopics(contracts.topic, deadLetterTopic(contracts.service));
    service = await startAuditService(contracts, { url: held.url, brokers });
    await bus.send(contracts.topic, messageOf(contracts.registered, { text: 'refused' }, { subject: newId() }));
  });
  afterAll(async () => {
    await service.close();
    await held.drop();
  });

  it('ask for numbers that a service which listens and announces tells under these names, with these labels', async () => {
    expect(asked.length).toBeGreaterThanOrEqual(9);
    const health = service.app.get(MessagingHealth);
    // A number about dead letters, or about a topic, is told from the first one on.
    const readings = await until('all numbers to be told', async () => {
      const told = await health.readings();
      return asked.every((name) => told.some((reading) => reading.name === name)) ? told : undefined;
    }).catch(() => health.readings());
    expect(asked.filter((name) => !readings.some((reading) => reading.name === name))).toEqual([]);
    const labelled = (name: string): string[] =>
      Object.keys(readings.find((reading) => reading.name === name)?.labels ?? {});
    expect(labelled('capdev_consumer_lag_seconds')).toEqual(['topic']);
    expect(labelled('capdev_dead_letters_total')).toEqual(['reason']);
    for (const { name, type } of readings)
      expect([name, type]).toEqual([name, name.endsWith('_total') ? 'counter' : 'gauge']);
  });
});
