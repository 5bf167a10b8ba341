import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { heardEvents } from '../src/consumers/heard.consumer.js';
import { givenRule, hear } from './support/evidence.js';
import { plannedInitiative, plannedMilestone } from './support/planned.js';
import { bootRoadmap, viewer } from './support/roadmap-app.js';

/** An event as a released catalogue promises it, whatever its declaration says today. */
interface Frozen {
  readonly schema: Schema;
  readonly example: Record<string, unknown>;
}

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const frozen = (type: string): Frozen =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../libs/contracts/frozen', `${type}.json`), 'utf8'),
  ) as Frozen;

/** The data without everything that may be left out: what the sparest of releases sends. */
function sparest(data: unknown, schema: Schema): unknown {
  const { items, required = [], properties } = schema.anyOf?.find((one) => one.properties) ?? schema;
  if (Array.isArray(data)) return items ? data.map((entry) => sparest(entry, items)) : data;
  if (typeof data !== 'object' || data === null || !properties) return data;
  const fields = data as Record<string, unknown>;
  return Object.fromEntries(required.map((name) => [name, sparest(fields[name], properties[name] ?? {})]));
}

let app: ServiceApp;
let initiative: string;
beforeAll(async () => {
  app = await bootRoadmap();
  initiative = await plannedInitiative(app);
});
afterAll(() => app?.close());

describe.each([...heardEvents])('%s, as it was released', (type, { definition }) => {
  const { schema, example } = frozen(type);

  it.each<[string, object]>([
    ['whole', example],
    ['with what it has to say, and no more', sparest(example, schema) as object],
  ])('is understood %s', async (_, data) => {
    const milestone = await plannedMilestone(app, initiative, '2027-03-01');
    await givenRule(app, milestone, definition);
    const subject = newId();
    // The service fills in what is missing from today's example; undefined keeps it out.
    const missing = Object.keys(definition.example).filter((name) => !Object.hasOwn(data, name));
    const id = await hear(
      app,
      definition,
      { ...Object.fromEntries(missing.map((name) => [name, undefined])), ...data },
      { subject },
    );
    const { body } = await app.get(`/milestones/${milestone}/evidence`, { as: viewer });
    expect(body.items).toMatchObject([{ event: { id, type, subject }, title: expect.stringMatching(/\S/) }]);
  });
});

describe('a course, as a released catalogue announces it', () => {
  it('is counted, with the fields that the release had', async () => {
    const { example } = frozen('int.itu.catalogue.course.published.v1');
    const courseId = newId();
    await hear(app, heardEvents.get('int.itu.catalogue.course.published.v1')!.definition, { ...example, courseId });
    const [row] = await app.database.dataSource.query<object[]>(
      'SELECT * FROM catalogued_course WHERE course_id = $1',
      [courseId],
    );
    expect(row).toMatchObject({
      owning_unit: example.owningUnit,
      completeness: example.completeness,
      level: example.level,
      topics: example.topics,
      published: true,
    });
  });
});
