import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { AssessmentInput, CourseInput, FeeTermsInput } from '../courses/courses.dto.js';
import { FeeInput, OfferingInput, PlaceInput } from '../offerings/offerings.dto.js';
import { ProviderInput } from '../providers/providers.dto.js';
import { type CatalogueFields, courseFields, offeringFields, providerFields } from './catalogue-fields.js';

type Input = new () => object;

const propertiesOf = (input: Input) => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(input, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];

const parts: Readonly<Record<string, Input>> = {
  assessment: AssessmentInput,
  feeTerms: FeeTermsInput,
  place: PlaceInput,
  fee: FeeInput,
};

/** The fields of an input as a mapping names them, parts by themselves. */
const fieldsOf = (input: Input, without: readonly string[]) =>
  propertiesOf(input)
    .filter((name) => !without.includes(name))
    .flatMap((name) => (parts[name] ? propertiesOf(parts[name]).map((part) => `${name}.${part}`) : [name]));

const text = (length: number) => ({ original: 'en', text: { en: 'x'.repeat(length) } });
const samples: readonly unknown[] = [
  ...[
    '',
    ' ',
    'x',
    'a b',
    'en',
    'pt-BR',
    'xx',
    'CH',
    'CHF',
    'advanced',
    'free',
    'none',
    'online',
    'blended',
    'direct',
    'centre',
  ],
  ...[
    '2027-03-01',
    '2027-02-30',
    '1980-01-01',
    '150.00',
    '1.234',
    '0',
    'x'.repeat(64),
    'x'.repeat(65),
    'x'.repeat(101),
    'x'.repeat(201),
  ],
  ...[0, 0.25, 0.3, 1, 70, 100, 101, 10_000, 10_001, 100_000, 100_001, -1, NaN, true, {}, []],
  ...[[text(5)], [text(501)], Array.from({ length: 31 }, () => text(1)), ['en'], ['en', 'en'], ['EN'], ['xx'], [7]],
  ...[['cybersecurity'], ['regulators'], ['unknown'], ['cybersecurity', 'cybersecurity']],
  ...[
    text(1),
    text(200),
    text(201),
    text(600),
    text(601),
    text(1_000),
    text(1_001),
    text(2_000),
    text(2_001),
    text(8_001),
  ],
  ...[
    { original: 'fr', text: { en: 'x' } },
    { original: 'en', text: { en: ' x' } },
    { original: 'en', text: { en: 'x' }, more: 1 },
  ],
  ...[
    [{ rel: 'about', url: 'https://example.org' }],
    [{ rel: 'About', url: 'https://example.org' }],
    [{ rel: 'about', url: 'ftp://x' }],
  ],
  ...[[{ rel: 'about' }], [{ rel: 'about', url: 'https://example.org', more: 1 }], [null]],
];

const accepts = (input: Input, name: string, value: unknown): boolean => {
  const [whole = '', part] = name.split('.');
  const owner = part === undefined ? input : parts[whole]!;
  const instance = plainToInstance(owner, { [part ?? whole]: value });
  const faults = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  return !faults.some(({ property }) => property === (part ?? whole));
};

describe.each<[string, CatalogueFields, Input, readonly string[]]>([
  // A code has a rule of its own, and identifiers of other records are in no list.
  ['courses', courseFields, CourseInput, ['code', 'providerIds', 'coordinatorIds', 'distinctFrom']],
  ['offerings', offeringFields, OfferingInput, ['organiserIds']],
  ['providers', providerFields, ProviderInput, []],
])('the fields of %s that a list can feed', (_, fields, input, without) => {
  it('are those of the API', () => {
    expect(Object.keys(fields).sort()).toEqual(fieldsOf(input, without).sort());
  });

  it.each(Object.keys(fields))('%s takes what the API takes', (name) => {
    const differing = samples.filter(
      (value) => (fields[name]!.faultOf(value) === undefined) !== accepts(input, name, value),
    );
    expect(differing).toEqual([]);
  });

  it('take null where the API does', () => {
    for (const [name, { needed = false }] of Object.entries(fields)) {
      expect([name, needed]).toEqual([name, !accepts(input, name, null)]);
    }
  });
});
