import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topicOf } from '@capdev/contracts/core';
import { milestonePlannedV1, roadmapEvents } from '@capdev/contracts/roadmap';
import { headerOf, TestBus } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { givenInitiative, givenMilestone } from './support/plan.js';
import { bootRoadmap, viewer } from './support/roadmap-app.js';

describe('the running service', () => {
  it('sends what it announces to Kafka, in order', async () => {
    const bus = new TestBus(process.env.KAFKA_BROKERS ?? '');
    await bus.createTopics(milestonePlannedV1.topic);
    const app = await bootRoadmap({}, { relay: true });
    try {
      const { id: initiativeId } = await givenInitiative(app);
      const { id } = await givenMilestone(app, { initiativeId });
      await app.patch(`/milestones/${id}`, { forecastOn: '2027-04-01' }, 1);
      const ours = (all: readonly { key: Buffer | null }[]) => all.filter(({ key }) => String(key) === id);
      const read = await bus.readTopic(milestonePlannedV1.topic, (all) => ours(all).length >= 2, 30_000);
      const types = read.filter(({ key }) => String(key) === id).map((message) => headerOf(message, 'ce_type'));
      expect(types.map((type) => type?.split('.')[4])).toEqual(['planned', 'forecast-changed']);
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
      const { id } = await givenInitiative(app);
      expect((await app.get(`/initiatives/${id}`, { as: viewer })).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe('what the service says of itself', () => {
  let app: ServiceApp;
  beforeAll(async () => {
    app = await bootRoadmap();
  });
  afterAll(() => app.close());

  it('is everything that it announces', async () => {
    const { body } = await app.get('/asyncapi.json');
    const topics = [...new Set(roadmapEvents.map(({ type }) => topicOf(type)))];
    expect(Object.keys(body.channels).sort()).toEqual(topics.sort());
    for (const { type } of roadmapEvents) expect((await app.get(`/schemas/${type}`)).status).toBe(200);
  });

  // Whoever opens a route to everybody says so here.
  const open = [
    'GET /sources',
    'GET /sources/{id}',
    'GET /recommendations',
    'GET /recommendations/{id}',
    'GET /reports',
    'GET /reports/{id}',
    'GET /reports/{id}.html',
    'GET /reports/{id}.docx',
    'GET /reports/{id}/chart.svg',
    'GET /reports/{id}/differences',
    'GET /reports/fonts/{file}',
    'GET /calendars/{key}.ics',
    'GET /asyncapi.json',
    'GET /schemas/{type}',
  ];

  it('is which of its routes are open to everybody: all others ask who is calling', async () => {
    const { body } = await app.get('/openapi.json');
    const paths = Object.entries(body.paths as Record<string, Record<string, unknown>>);
    const routes = paths.flatMap(([path, methods]) => Object.keys(methods).map((method) => [method, path] as const));
    expect(routes.length).toBeGreaterThan(100);
    const unasked: string[] = [];
    for (const [method, path] of routes) {
      const url = path.replaceAll(/\{[a-zA-Z]+\}/g, '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01');
      const { statusCode } = await app.app.inject({ method: method.toUpperCase() as 'GET', url });
      if (statusCode !== 401) unasked.push(`${method.toUpperCase()} ${path}`);
    }
    expect(unasked.sort()).toEqual([...open].sort());
  });
});
