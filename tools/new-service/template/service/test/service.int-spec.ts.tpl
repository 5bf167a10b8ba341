import { describe, expect, it } from '@jest/globals';
import { noticePublishedV1, {{slug}}Events } from '@capdev/contracts/{{slug}}';
import { headerOf, TestBus } from '@capdev/messaging/testing';
import { givenPublished } from './support/builders.js';
import { boot{{Slug}} } from './support/{{slug}}-app.js';

describe('the running service', () => {
  it('sends what it announces to Kafka', async () => {
    const bus = new TestBus(process.env.KAFKA_BROKERS ?? '');
    await bus.createTopics(noticePublishedV1.topic);
    const app = await boot{{Slug}}({}, { relay: true });
    try {
      const { id } = await givenPublished(app);
      const messages = await bus.readTopic(noticePublishedV1.topic, (all) => all.some(({ key }) => String(key) === id));
      const message = messages.find(({ key }) => String(key) === id)!;
      expect(headerOf(message, 'ce_type')).toBe(noticePublishedV1.type);
    } finally {
      await app.close();
    }
  });

  it('is ready without Kafka, says so, and keeps serving and writing', async () => {
    const app = await boot{{Slug}}({ KAFKA_BROKERS: ['127.0.0.1:9'] }, { relay: true });
    try {
      const ready = await app.get('/health/ready');
      expect({ http: ready.status, ...ready.body }).toEqual({
        http: 200,
        ...{ status: 'degraded', checks: { database: 'up', migrations: 'up', broker: 'down' } },
      });
      const { id } = await givenPublished(app);
      expect((await app.get(`/notices/${id}`)).status).toBe(200);
    } finally {
      await app.close();
    }
  });

  it('tells everybody what it announces, and what a bad request gets', async () => {
    const app = await boot{{Slug}}();
    try {
      const { body: events } = await app.get('/asyncapi.json');
      const topics = new Set({{slug}}Events.map(({ topic }) => topic));
      expect(Object.keys(events.channels).sort()).toEqual([...topics].sort());
      expect((await app.get(`/schemas/${noticePublishedV1.type}`)).status).toBe(200);
      const { body: api } = await app.get('/openapi.json');
      expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/notices', '/notices/{id}/publication']));
      expect(api.paths['/notices'].post.responses.default.content).toHaveProperty(['application/problem+json']);
    } finally {
      await app.close();
    }
  });
});
