import { describe, expect, it } from '@jest/globals';
import { noticePublishedV1 } from '@capdev/contracts/roadmap';
import { headerOf, TestBus } from '@capdev/messaging/testing';
import { givenPublished } from './support/builders.js';
import { bootRoadmap } from './support/roadmap-app.js';

describe('the running service', () => {
  it('sends what it announces to Kafka', async () => {
    const bus = new TestBus(process.env.KAFKA_BROKERS ?? '');
    await bus.createTopics(noticePublishedV1.topic);
    const app = await bootRoadmap({}, { relay: true });
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
    const app = await bootRoadmap({ KAFKA_BROKERS: ['127.0.0.1:9'] }, { relay: true });
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
    const app = await bootRoadmap();
    try {
      const { body: events } = await app.get('/asyncapi.json');
      expect(Object.keys(events.channels)).toEqual([noticePublishedV1.topic]);
      expect((await app.get(`/schemas/${noticePublishedV1.type}`)).status).toBe(200);
      const { body: api } = await app.get('/openapi.json');
      expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/notices', '/notices/{id}/publication']));
      expect(api.paths['/notices'].post.responses.default.content).toHaveProperty(['application/problem+json']);
    } finally {
      await app.close();
    }
  });
});
