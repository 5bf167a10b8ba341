import { readFileSync } from 'node:fs';
import { catalogueEvents, coursePublishedV1 } from '@capdev/contracts/catalogue';
import { decodeHeaders, topicOf } from '@capdev/contracts/core';
import { headerOf, TestBus } from '@capdev/messaging/testing';
import { describe, expect, it } from '@jest/globals';
import { Given } from './support/builders.js';
import { CatalogueApp, editor } from './support/catalogue-app.js';

/** The schema as it was released: from the file, and not from what the service was built with. */
const frozenSchemaOf = (type: string): unknown => {
  const file = new URL(`../../../libs/contracts/frozen/${type}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { schema: unknown }).schema;
};

async function announcedOf(catalogue: CatalogueApp, id: string): Promise<unknown> {
  const rows = await catalogue.database.dataSource.query<unknown[]>(
    'SELECT headers FROM outbox_message WHERE key = $1 ORDER BY sequence LIMIT 1',
    [id],
  );
  return rows[0];
}

const topics = [...new Set(catalogueEvents.map(({ type }) => topicOf(type)))];

describe('the running catalogue', () => {
  it('sends what it announces to Kafka, once each, in order', async () => {
    const bus = new TestBus(process.env.KAFKA_BROKERS ?? '');
    await bus.createTopics(...topics);
    const catalogue = await CatalogueApp.boot({}, { relay: true });
    try {
      const course = await new Given(catalogue).published();
      await catalogue.patch(`/courses/${course.id}`, { workloadHours: 4 }, 2);
      await catalogue.post(`/courses/${course.id}/retirement`, {}, { ifMatch: 3 });
      const ours = (messages: readonly { key: Buffer | null }[]) =>
        messages.filter(({ key }) => key?.toString() === course.id);
      const read = await bus.readTopic(coursePublishedV1.topic, (messages) => ours(messages).length >= 3, 30_000);
      const messages = read.filter(({ key }) => key?.toString() === course.id);
      expect(messages.map((message) => headerOf(message, 'ce_type')?.split('.')[4])).toEqual([
        'published',
        'revised',
        'retired',
      ]);
      const envelope = decodeHeaders(messages[0]?.headers ?? {});
      expect(envelope).toMatchObject({ source: '/course-catalogue', subject: course.id, sequence: '0000000001' });
    } finally {
      await catalogue.close();
    }
  });

  it('tells everybody what it announces, and an event says where its schema is', async () => {
    const catalogue = await CatalogueApp.boot({ PUBLIC_URL: 'https://catalogue.example.org' });
    try {
      const described = await catalogue.get('/asyncapi.json');
      expect(described.status).toBe(200);
      expect(described.headers['content-type']).toMatch(/^application\/vnd\.aai\.asyncapi\+json(;|$)/);
      expect(Object.keys(described.body.channels).sort()).toEqual([...topics].sort());

      const course = await new Given(catalogue).published();
      const { headers } = (await announcedOf(catalogue, course.id)) as { headers: Record<string, string> };
      expect(headers['ce_dataschema']).toBe(`https://catalogue.example.org/schemas/${coursePublishedV1.type}`);
      const schema = await catalogue.get(new URL(String(headers['ce_dataschema'])).pathname);
      expect(schema.status).toBe(200);
      expect(schema.headers['content-type']).toMatch(/^application\/schema\+json(;|$)/);
      expect(schema.body).toEqual(frozenSchemaOf(coursePublishedV1.type));

      for (const answer of [described, schema]) {
        const address = answer === described ? '/asyncapi.json' : `/schemas/${coursePublishedV1.type}`;
        const etag = String(answer.headers['etag']);
        expect(answer.headers['cache-control']).toBe('public, max-age=3600');
        const again = await catalogue.get(address, { headers: { 'if-none-match': etag } });
        expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag]);
      }
      for (const unknown of ['int.itu.coe.centre.accredited.v1', 'constructor', '__proto__']) {
        const refused = await catalogue.get(`/schemas/${unknown}`);
        expect([refused.status, refused.body.code]).toEqual([404, 'event-schema-not-found']);
      }
    } finally {
      await catalogue.close();
    }
  });

  it('is ready without Kafka, says so, and keeps serving and writing', async () => {
    const catalogue = await CatalogueApp.boot({ KAFKA_BROKERS: ['127.0.0.1:9'] }, { relay: true });
    try {
      const ready = await catalogue.get('/health/ready');
      expect({ http: ready.status, ...ready.body }).toEqual({
        http: 200,
        ...{ status: 'degraded', checks: { database: 'up', migrations: 'up', broker: 'down' } },
      });
      const course = await new Given(catalogue).published();
      expect((await catalogue.get(`/courses/${course.id}`)).status).toBe(200);
      expect((await catalogue.rowCounts()).outbox_message).toBe(2);
    } finally {
      await catalogue.close();
    }
  });

  it('cannot rewrite what it has done, nor say what was migrated', async () => {
    const catalogue = await CatalogueApp.boot();
    try {
      await new Given(catalogue).published();
      for (const statement of [
        `UPDATE history_entry SET actor = 'somebody'`,
        'DELETE FROM history_entry',
        'TRUNCATE history_entry',
        'DELETE FROM bus_operation',
        'DELETE FROM migration',
      ]) {
        await expect(catalogue.database.dataSource.query(statement)).rejects.toThrow('permission denied');
      }
    } finally {
      await catalogue.close();
    }
  });

  it('describes every route, and what a bad request gets', async () => {
    const catalogue = await CatalogueApp.boot();
    try {
      const { body } = await catalogue.get('/openapi.json', { as: editor });
      const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      );
      expect(routes.filter((route) => !/history|\{id\}$/.test(route)).sort()).toEqual([
        'delete /import-mappings/{name}',
        'get /asyncapi.json',
        'get /bus/dead-letters',
        'get /bus/operations',
        'get /bus/refused',
        'get /bus/replays',
        'get /coordinators',
        'get /courses',
        'get /courses/{id}/json-ld',
        'get /courses/{id}/origins',
        'get /courses/{id}/similar',
        'get /exports/courses.csv',
        'get /exports/courses.jsonl',
        'get /exports/courses.jsonld',
        'get /import-mappings',
        'get /import-mappings/{name}',
        'get /import-sources',
        'get /imports',
        'get /imports/{id}/account.csv',
        'get /imports/{id}/missing',
        'get /imports/{id}/rows',
        'get /offerings',
        'get /providers',
        'get /schemas/{type}',
        'get /search',
        'get /search/suggestions',
        'get /taxonomy',
        'get /taxonomy/skos',
        'get /taxonomy/{list}',
        'get /taxonomy/{list}/skos',
        'get /taxonomy/{list}/{code}',
        'post /bus/dead-letters/redrive',
        'post /bus/dead-letters/{id}/discard',
        'post /bus/dead-letters/{id}/redrive',
        'post /bus/refused/{position}/discard',
        'post /bus/refused/{position}/retry',
        'post /bus/replays',
        'post /coordinators',
        'post /coordinators/{id}/erasure',
        'post /courses',
        'post /courses/{id}/publication',
        'post /courses/{id}/retirement',
        'post /import-mappings',
        'post /import-sources',
        'post /imports',
        'post /imports/{id}/decisions',
        'post /imports/{id}/missing/retirement',
        'post /imports/{id}/rows/{row}/decision',
        'post /imports/{id}/start',
        'post /imports/{id}/stop',
        'post /imports/{id}/undo',
        'post /offerings',
        'post /offerings/{id}/cancellation',
        'post /offerings/{id}/completion',
        'post /offerings/{id}/opening',
        'post /providers',
        'post /providers/{id}/deactivation',
        'put /import-mappings/{name}',
        'put /imports/{id}/file',
      ]);
      expect(body.paths['/courses'].post.responses.default.content).toHaveProperty(['application/problem+json']);
    } finally {
      await catalogue.close();
    }
  });
});
