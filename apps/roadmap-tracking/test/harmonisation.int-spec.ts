import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1, courseRetiredV1, courseRevisedV1 } from '@capdev/contracts/catalogue';
import type { EventDefinition } from '@capdev/contracts/core';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { HarmonisationQuery } from '../src/harmonisation/harmonisation.query.js';
import { hear } from './support/evidence.js';
import { bootRoadmap, viewer } from './support/roadmap-app.js';

let app: ServiceApp;
beforeAll(async () => {
  app = await bootRoadmap();
  app.setDay('2027-04-15');
});
afterAll(() => app?.close());

/** What the catalogue announces: of which course, in which version, when and with what. */
type Told = readonly [EventDefinition, string, number, string, object?];

async function tell(...events: readonly Told[]): Promise<void> {
  for (const [definition, courseId, version, day, about = {}] of events) {
    const time = day.includes('T') ? day : `${day}T12:00:00.000Z`;
    const last = definition === courseRevisedV1 ? { changedFields: ['title'] } : {};
    await hear(app, definition, { courseId, version, ...last, ...about }, { subject: courseId, time });
  }
}

const on = async (day: string) => (await app.get(`/harmonisation?on=${day}`, { as: viewer })).body;
const unitOn = async (day: string, unit: string) => {
  const { units } = await on(day);
  const found = units.find((one: { unit: string }) => one.unit === unit);
  return found && [found.catalogued, found.published, found.complete, found.classified];
};
const projection = () =>
  app.database.dataSource.query<object[]>('SELECT * FROM catalogued_course_change ORDER BY course_id, course_version');

describe('what the catalogue says of its courses', () => {
  it('is counted unit by unit as at any day', async () => {
    const unit = { owningUnit: 'H1' };
    const [a, b] = [newId(), newId()];
    await tell(
      [coursePublishedV1, a, 3, '2027-01-10', unit],
      [coursePublishedV1, b, 2, '2027-02-10', { ...unit, completeness: 40 }],
      [courseRevisedV1, b, 3, '2027-03-10', { ...unit, completeness: 85 }],
      [courseRetiredV1, a, 4, '2027-03-20', { ...unit, state: 'retired' }],
    );
    expect(await unitOn('2027-01-09', 'H1')).toBeUndefined();
    expect(await unitOn('2027-01-10', 'H1')).toEqual([1, 1, 1, 1]);
    expect(await unitOn('2027-02-28', 'H1')).toEqual([2, 2, 1, 2]);
    expect(await unitOn('2027-03-10', 'H1')).toEqual([2, 2, 2, 2]);
    expect(await unitOn('2027-03-20', 'H1')).toEqual([2, 1, 1, 1]);
  });

  it('ends its day at midnight UTC', async () => {
    await tell([coursePublishedV1, newId(), 1, '2027-03-31T23:59:59.999Z', { owningUnit: 'H2' }]);
    await tell([coursePublishedV1, newId(), 1, '2027-04-01T00:00:00.000Z', { owningUnit: 'H2' }]);
    expect([await unitOn('2027-03-31', 'H2'), await unitOn('2027-04-01', 'H2')]).toEqual([
      [1, 1, 1, 1],
      [2, 2, 2, 2],
    ]);
  });

  it('is classified with a level and a topic that the taxonomy knows', async () => {
    const unit = { owningUnit: 'H3' };
    await tell(
      [coursePublishedV1, newId(), 1, '2027-03-01', { ...unit, topics: ['spectrum-management', 'of-tomorrow'] }],
      [coursePublishedV1, newId(), 1, '2027-03-01', { ...unit, topics: ['of-tomorrow'] }],
      [coursePublishedV1, newId(), 1, '2027-03-01', { ...unit, topics: [] }],
      [coursePublishedV1, newId(), 1, '2027-03-01', { ...unit, level: 'of-tomorrow' }],
      [coursePublishedV1, newId(), 1, '2027-03-01', { ...unit, level: undefined }],
    );
    expect(await unitOn('2027-03-01', 'H3')).toEqual([5, 5, 5, 1]);
  });

  it('moves with the course when another unit answers for it', async () => {
    const course = newId();
    await tell([coursePublishedV1, course, 1, '2027-02-01', { owningUnit: 'H4' }]);
    await tell([courseRevisedV1, course, 2, '2027-03-01', { owningUnit: 'H5' }]);
    expect([await unitOn('2027-02-28', 'H4'), await unitOn('2027-03-01', 'H4')]).toEqual([[1, 1, 1, 1], undefined]);
    expect([await unitOn('2027-02-28', 'H5'), await unitOn('2027-03-01', 'H5')]).toEqual([undefined, [1, 1, 1, 1]]);
  });

  it('comes to the same in whatever order and however often it arrives', async () => {
    const course = newId();
    const told: Told[] = [
      [coursePublishedV1, course, 2, '2027-01-10', { owningUnit: 'H6' }],
      [courseRevisedV1, course, 3, '2027-02-10', { owningUnit: 'H6', completeness: 30 }],
      [courseRetiredV1, course, 4, '2027-03-10', { owningUnit: 'H6', state: 'retired' }],
    ];
    await tell(...told);
    const inOrder = await projection();
    await app.database.dataSource.query('DELETE FROM catalogued_course_change WHERE course_id = $1', [course]);
    await tell(told[2]!, told[0]!, told[1]!, told[0]!, told[2]!);
    expect(await projection()).toEqual(inOrder);
    expect(await unitOn('2027-02-28', 'H6')).toEqual([1, 1, 0, 1]);
    expect(await unitOn('2027-03-10', 'H6')).toEqual([1, 0, 0, 0]);
  });

  it('goes by versions where the clocks of two processes differ', async () => {
    const course = newId();
    await tell([coursePublishedV1, course, 1, '2027-03-02', { owningUnit: 'H7', completeness: 10 }]);
    await tell([courseRevisedV1, course, 2, '2027-03-01', { owningUnit: 'H7', completeness: 90 }]);
    expect([await unitOn('2027-03-01', 'H7'), await unitOn('2027-03-02', 'H7')]).toEqual([
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ]);
  });
});

describe('harmonisation', () => {
  it('has shares, a total, and units without any course', async () => {
    const other = await bootRoadmap({ HARMONISATION_COMPLETE_FROM: 95 });
    try {
      other.setDay('2027-04-15');
      const publish = (owningUnit: string, completeness: number) =>
        hear(
          other,
          coursePublishedV1,
          { courseId: newId(), owningUnit, completeness },
          { time: '2027-03-01T00:00:00.000Z' },
        );
      for (const [unit, completeness] of [
        ['BDT', 95],
        ['BDT', 94],
        ['BR', 100],
      ] as const)
        await publish(unit, completeness);
      const { status, body } = await other.get('/harmonisation', { as: viewer });
      const nothing = { catalogued: 0, published: 0, complete: 0, classified: 0 };
      const none = { published: null, complete: null, classified: null };
      expect({ status, ...body }).toEqual({
        ...{ status: 200, on: '2027-04-15', completeFrom: 95 },
        units: [
          {
            unit: 'BDT',
            catalogued: 2,
            published: 2,
            complete: 1,
            classified: 2,
            shares: { catalogued: 66.7, published: 100, complete: 50, classified: 100 },
          },
          {
            unit: 'BR',
            catalogued: 1,
            published: 1,
            complete: 1,
            classified: 1,
            shares: { catalogued: 33.3, published: 100, complete: 100, classified: 100 },
          },
          { unit: 'GS', ...nothing, shares: { catalogued: 0, ...none } },
          { unit: 'TSB', ...nothing, shares: { catalogued: 0, ...none } },
        ],
        total: {
          catalogued: 3,
          published: 3,
          complete: 2,
          classified: 3,
          shares: { catalogued: 100, published: 100, complete: 66.7, classified: 100 },
        },
      });
    } finally {
      await other.close();
    }
  });

  it('is followed month by month, the present one until today', async () => {
    const course = newId();
    await tell(
      [coursePublishedV1, course, 1, '2027-02-28', { owningUnit: 'H8' }],
      [courseRetiredV1, course, 2, '2027-04-15', { owningUnit: 'H8' }],
    );
    const { body } = await app.get('/harmonisation/trend?from=2027-01&to=2027-04&unit=H8', { as: viewer });
    expect(
      body.months.map(({ month, on, total }: { month: string; on: string; total: { published: number } }) => [
        month,
        on,
        total.published,
      ]),
    ).toEqual([
      ['2027-01', '2027-01-31', 0],
      ['2027-02', '2027-02-28', 1],
      ['2027-03', '2027-03-31', 1],
      ['2027-04', '2027-04-15', 0],
    ]);
    expect(body.months[1].units).toMatchObject([{ unit: 'H8', catalogued: 1 }]);
    const all = await app.get('/harmonisation/trend?from=2027-03&to=2027-03', { as: viewer });
    expect({ month: '2027-03', ...(await on('2027-03-31')) }).toEqual(all.body.months[0]);
  });

  it('is read in the transaction of a report, too', async () => {
    const read = await app.database.runInTransaction((tx) => app.app.get(HarmonisationQuery).onDay('2027-03-31', tx));
    expect(read).toEqual(await on('2027-03-31'));
  });

  it.each([
    ['?on=2027-04-16', 'harmonisation-ahead'],
    ['?on=2027-02-30', 'request-invalid'],
    ['/trend?from=2027-01', 'request-invalid'],
    ['/trend?from=2027-1&to=2027-02', 'request-invalid'],
    ['/trend?from=2027-02&to=2027-01', 'harmonisation-period-impossible'],
    ['/trend?from=2017-04&to=2027-04', 'harmonisation-period-impossible'],
    ['/trend?from=2027-01&to=2027-05', 'harmonisation-ahead'],
    ['/trend?from=2027-01&to=2027-02&unit=a%20b', 'request-invalid'],
  ])('%s is refused', async (asked, code) => {
    const { status, body } = await app.get(`/harmonisation${asked}`, { as: viewer });
    expect([status, body.code]).toEqual([400, code]);
  });

  it('needs a role', async () => {
    expect((await app.get('/harmonisation')).status).toBe(401);
  });
});
