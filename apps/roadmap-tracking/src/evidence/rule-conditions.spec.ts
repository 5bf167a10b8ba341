import { describe, expect, it } from '@jest/globals';
import { heardEvents } from '../consumers/heard.consumer.js';
import { areMet, type Condition, faultsOfConditions } from './rule-conditions.js';

const heard = (type: string) => heardEvents.get(`int.itu.catalogue.${type}.v1`)!;
const course = heard('course.published');
const offering = heard('offering.completed');
const faultsOf = ({ schema }: { schema: object }, ...conditions: object[]) =>
  faultsOfConditions(conditions as Condition[], schema, '/conditions');

describe('conditions on an event', () => {
  const data = course.definition.example;

  it.each<[Condition, boolean]>([
    [{ field: 'data.owningUnit', equals: 'BDT' }, true],
    [{ field: 'data.owningUnit', equals: 'BR' }, false],
    [{ field: 'data.owningUnit', oneOf: ['BR', 'BDT'] }, true],
    [{ field: 'data.owningUnit', oneOf: ['BR'] }, false],
    [{ field: 'data.completeness', atLeast: 92 }, true],
    [{ field: 'data.completeness', atLeast: 93 }, false],
    [{ field: 'data.completeness', atMost: 92 }, true],
    [{ field: 'data.completeness', atMost: 91 }, false],
    [{ field: 'data.topics', equals: 'spectrum-management' }, true],
    [{ field: 'data.topics', oneOf: ['cybersecurity'] }, false],
    [{ field: 'data.providers.name.text.en', equals: 'Telecommunication Development Bureau' }, true],
    [{ field: 'data.title.text.fr', oneOf: ['Introduction à la gestion du spectre'] }, true],
  ])('%j: %s', (condition, met) => {
    expect(areMet([condition], data)).toBe(met);
    expect(faultsOf(course, condition)).toEqual([]);
  });

  it('have to be met all; none is met by every event', () => {
    const unit: Condition = { field: 'data.owningUnit', equals: 'BDT' };
    expect(areMet([], data)).toBe(true);
    expect(areMet([unit, { field: 'data.completeness', atLeast: 100 }], data)).toBe(false);
  });

  it('are not met by what the event does not say, nor by what every object has', () => {
    expect(areMet([{ field: 'data.level', equals: 'advanced' }], { ...data, level: undefined })).toBe(false);
    expect(areMet([{ field: 'data.fee.currency', equals: 'CHF' }], { fee: null })).toBe(false);
    expect(areMet([{ field: 'data.constructor.name', equals: 'Object' }], {})).toBe(false);
  });

  it('may be about a part that can be null', () => {
    expect(
      faultsOf(offering, { field: 'data.fee.currency', equals: 'CHF' }, { field: 'data.seats', atLeast: 1 }),
    ).toEqual([]);
  });

  it.each<[object, RegExp]>([
    [{ field: 'data.unit', equals: 'BDT' }, /no field data\.unit\. Its fields are .*data\.owningUnit/],
    [{ field: 'owningUnit', equals: 'BDT' }, /no field owningUnit/],
    [{ field: 'data', equals: 'BDT' }, /no field data\./],
    [{ field: 'data.constructor', equals: 'BDT' }, /no field/],
    [{ field: 'data.owningUnit.x', equals: 'BDT' }, /no field/],
    [{ field: 'data.title', equals: 'BDT' }, /has parts.*data\.title\.original/],
    [{ field: 'data.owningUnit' }, /exactly one/],
    [{ field: 'data.owningUnit', equals: 'BDT', oneOf: ['BR'] }, /exactly one/],
    [{ field: 'data.owningUnit', atLeast: 3 }, /no number/],
    [{ field: 'data.completeness', equals: '92' }, /number, and never "92"/],
    [{ field: 'data.owningUnit', oneOf: ['BDT', 7] }, /string, and never 7/],
  ])('are refused where no event could meet them: %j', (condition, why) => {
    const faults = faultsOf(course, { field: 'data.owningUnit', equals: 'BDT' }, condition);
    expect(faults).toEqual([{ pointer: '/conditions/1', detail: expect.stringMatching(why) }]);
  });
});

describe('the events that are listened to', () => {
  it('have a line each that stands for them as evidence, and a contract', () => {
    const lines = [...heardEvents.values()].map(({ definition, titleOf }) => titleOf(definition.example));
    expect(lines).toEqual([
      'Course BDT-SPM-101, “Introduction to spectrum management”: published',
      'Course BDT-SPM-101, “Introduction to spectrum management”: revised',
      'Course BDT-SPM-101, “Introduction to spectrum management”: retired',
      'Offering of BDT-SPM-101, “Introduction to spectrum management”, from 2027-03-01: opened',
      'Offering of BDT-SPM-101, “Introduction to spectrum management”, from 2027-03-01: completed',
      'Provider “Telecommunication Development Bureau”: registered',
      'Import of 120 rows: 80 created, 12 updated, 74 published',
    ]);
    for (const { schema } of heardEvents.values()) expect(schema).toMatchObject({ type: 'object' });
  });
});
