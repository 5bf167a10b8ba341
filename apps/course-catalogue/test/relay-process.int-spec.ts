import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { providerRegisteredV1 } from '@capdev/contracts/catalogue';
import { TestBus } from '@capdev/messaging/testing';
import { aProvider } from './support/builders.js';
import { until } from './support/importing.js';
import { ServingProcess } from './support/serving-process.js';

const brokers = process.env.KAFKA_BROKERS!;
let catalogue: ServingProcess;

beforeAll(async () => {
  catalogue = await ServingProcess.on({ KAFKA_BROKERS: brokers, OUTBOX_RELAY: 'false' });
});
afterAll(() => catalogue.end());

it('what the catalogue announces can be sent by a process of its own, from the same program', async () => {
  const bus = new TestBus(brokers);
  const { topic } = providerRegisteredV1;
  await bus.createTopics(topic);
  await catalogue.start();
  const { id } = await catalogue.ask('POST', '/providers', aProvider());
  expect(await catalogue.operators('/metrics')).toContain('capdev_outbox_lanes 0\n');
  expect(await catalogue.stop()).toBe(0);

  await catalogue.start('relay');
  await bus.readTopic(topic, (all) => all.some(({ key }) => key?.toString() === id));
  await until('the metrics to say so', async () =>
    (await catalogue.operators('/metrics')).includes('capdev_outbox_lanes 8'),
  );
  expect(await catalogue.stop()).toBe(0);
}, 90_000);
