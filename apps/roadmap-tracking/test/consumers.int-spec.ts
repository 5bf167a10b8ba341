import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1, courseRetiredV1, courseRevisedV1 } from '@capdev/contracts/catalogue';
import type { EventDefinition } from '@capdev/contracts/core';
import { deadLetterTopic, KafkaEventServer } from '@capdev/messaging';
import { messageOf, TestBus } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import pg from 'pg';
import { until } from '../../../tools/local/wait.js';
import { heardEvents } from '../src/consumers/heard.consumer.js';
import { givenRule } from './support/evidence.js';
import { plannedInitiative, plannedMilestone } from './support/planned.js';
import { bootRoadmap, operator, viewer } from './support/roadmap-app.js';

// Everything here goes through Kafka. Whoever reads it is one consumer group, so no other file starts to listen.
const bus = new TestBus(process.env.KAFKA_BROKERS ?? '');

let app: ServiceApp;
let initiative: string;
beforeAll(async () => {
  const topics = [...heardEvents.values()].map(({ definition }) => definition.topic);
  await bus.createTopics(...new Set(topics), deadLetterTopic('roadmap-tracking'));
  app = await bootRoadmap();
  initiative = await plannedInitiative(app);
  await app.hear();
});
afterAll(() => app?.close());

const identifier = ({ aggregate }: EventDefinition): string => `${aggregate}Id`;

/** A milestone for which everything said of one aggregate is evidence. */
async function watched(definition: EventDefinition): Promise<{ key: string; milestone: string }> {
  const key = newId();
  const milestone = await plannedMilestone(app, initiative, '2027-03-01');
  const conditions = [{ field: `data.${identifier(definition)}`, equals: key }];
  await givenRule(app, milestone, definition, { conditions });
  return { key, milestone };
}

/** The message that tells of an aggregate. */
function told(definition: EventDefinition, key: string, about: object = {}) {
  const data = { ...definition.example, [identifier(definition)]: key, ...about };
  return messageOf(definition, data, { subject: key, envelope: { source: '/course-catalogue' } });
}

const idOf = ({ headers }: { headers: Record<string, string> }): string => headers['ce_id']!;

/** The events that are evidence of a milestone, in the order in which they came. */
async function eventsOf(milestone: string): Promise<string[]> {
  const { body } = await app.get(`/milestones/${milestone}/evidence`, { as: viewer });
  return body.items.map(({ event }: { event: { id: string } }) => event.id);
}

const heardLast = (milestone: string, id: string): Promise<unknown> =>
  until('the event to be evidence', async () => (await eventsOf(milestone)).at(-1) === id);

async function letterOf(eventId: string): Promise<{ id: string; code: string }> {
  return until('the dead letter to be listed', async () => {
    const { body } = await app.get('/bus/dead-letters?verdict=all&limit=100', { as: operator });
    return body.items.find((letter: { eventId: string }) => letter.eventId === eventId) as { id: string; code: string };
  });
}

describe.each([...heardEvents])('%s', (_, { definition, titleOf }) => {
  it('takes effect once', async () => {
    const { key, milestone } = await watched(definition);
    const message = told(definition, key);
    await bus.send(definition.topic, message);
    await heardLast(milestone, idOf(message));
    const { body } = await app.get(`/milestones/${milestone}/evidence`, { as: viewer });
    expect(body.items).toMatchObject([{ kind: 'event', state: 'proposed', title: titleOf(definition.example) }]);
  });

  it('takes effect once when it comes twice', async () => {
    const { key, milestone } = await watched(definition);
    const [message, next] = [told(definition, key), told(definition, key)];
    await bus.send(definition.topic, message, message, next);
    await heardLast(milestone, idOf(next));
    expect(await eventsOf(milestone)).toEqual([idOf(message), idOf(next)]);
  });

  it('takes effect with a field that nobody here knows', async () => {
    const { key, milestone } = await watched(definition);
    const message = told(definition, key, { ofTomorrow: { deep: ['x'] } });
    await bus.send(definition.topic, message);
    await heardLast(milestone, idOf(message));
    expect((await app.get(`/bus/events/${idOf(message)}`, { as: operator })).body.state).toBe('handled');
  });

  it('that breaks its contract is put aside, and the next one takes effect', async () => {
    const { key, milestone } = await watched(definition);
    const [poison, next] = [told(definition, key, { version: 'x', rows: 'x' }), told(definition, key)];
    await bus.send(definition.topic, poison, next);
    await heardLast(milestone, idOf(next));
    expect(await eventsOf(milestone)).toEqual([idOf(next)]);
    expect((await letterOf(idOf(poison))).code).toBe('event-breaks-contract');
    const dead = await bus.readTopic(deadLetterTopic('roadmap-tracking'), (all) =>
      all.some(({ headers }) => String(headers['ce_id']) === idOf(poison)),
    );
    const letter = dead.find(({ headers }) => String(headers['ce_id']) === idOf(poison))!;
    expect(String(letter.value)).toBe(poison.value);
  });
});

const noted = (...courses: string[]) =>
  app.database.dataSource.query<object[]>(
    'SELECT * FROM catalogued_course_change WHERE course_id = ANY ($1) ORDER BY course_id, course_version',
    [courses],
  );

/** As the role that owns the schema. */
async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client(app.ownerUrl);
  await owner.connect();
  await owner.query(sql).finally(() => owner.end());
}

describe('the service on the bus', () => {
  it('listens to what it says it listens to, and to nothing else', () => {
    const handled = [...app.app.get(KafkaEventServer).getHandlers().keys()];
    expect(handled.sort()).toEqual([...heardEvents.keys()].sort());
  });

  it('mends by a redrive what it could not do', async () => {
    const { key, milestone } = await watched(coursePublishedV1);
    const message = told(coursePublishedV1, key);
    await asOwner('ALTER TABLE catalogued_course_change RENAME TO catalogued_course_away');
    await bus.send(coursePublishedV1.topic, message);
    const letter = await letterOf(idOf(message)).finally(() =>
      asOwner('ALTER TABLE catalogued_course_away RENAME TO catalogued_course_change'),
    );
    expect([letter.code, await eventsOf(milestone), await noted(key)]).toEqual(['event-handler-failed', [], []]);
    const path = `/bus/dead-letters/${letter.id}`;
    const redriven = await app.post(`${path}/redrive`, { reason: 'The table is back.' }, { as: operator });
    expect(redriven.status).toBe(200);
    expect([await eventsOf(milestone), await noted(key)]).toEqual([[idOf(message)], [expect.anything()]]);
    expect((await app.get(path, { as: operator })).body.verdict).toBe('redriven');
    expect((await app.get(`/bus/events/${idOf(message)}`, { as: operator })).body.state).toBe('handled');
  });

  it('makes its numbers again by a replay from the beginning, and no evidence twice', async () => {
    const [one, other] = [await watched(coursePublishedV1), newId()];
    const published = told(coursePublishedV1, one.key, { version: 1 });
    const late = told(courseRetiredV1, other, { version: 3, state: 'retired' });
    await bus.send(
      coursePublishedV1.topic,
      ...[published, told(courseRevisedV1, one.key, { version: 2, completeness: 50 })],
      ...[late, told(coursePublishedV1, other, { version: 1 })],
    );
    const before = await until('all to be noted', async () => {
      const rows = await noted(one.key, other);
      return rows.length === 4 && rows;
    });
    await app.database.dataSource.query('DELETE FROM catalogued_course_change');
    const { status, body } = await app.post(
      '/bus/replays',
      { from: '2000-01-01T00:00:00.000Z', consumer: 'roadmap-tracking', reason: 'The numbers were lost.' },
      { as: operator },
    );
    expect(status).toBe(202);
    await until('the replay to be applied', async () => {
      const replay = await app.get(`/bus/replays/${body.id}`, { as: operator });
      return replay.body.appliedAt !== null;
    });
    await until('all to be noted again', async () => (await noted(one.key, other)).length === 4);
    expect(await noted(one.key, other)).toEqual(before);
    const next = told(coursePublishedV1, one.key, { version: 3 });
    await bus.send(coursePublishedV1.topic, next);
    await heardLast(one.milestone, idOf(next));
    expect(await eventsOf(one.milestone)).toEqual([idOf(published), idOf(next)]);
  });
});
