import { describe, expect, it } from '@jest/globals';
import { documentsIn } from './documents.js';
import { jsonLdFaults } from './schema-org.js';

const run = {
  '@type': 'CourseInstance',
  courseMode: ['online', 'self-paced'],
  eventStatus: 'https://schema.org/EventCancelled',
  startDate: '2027-03-01',
  maximumAttendeeCapacity: 30,
  courseWorkload: 'PT7H15M',
  offers: { '@type': 'Offer', price: '150.00', priceCurrency: 'CHF', validFrom: '2027-01-11' },
  location: [
    { '@type': 'Place', address: { '@type': 'PostalAddress', addressCountry: 'AR' } },
    { '@type': 'VirtualLocation' },
  ],
};
const course = {
  '@context': 'https://schema.org/',
  '@type': 'Course',
  '@id': 'urn:uuid:1',
  name: [{ '@value': 'Spectrum', '@language': 'en' }],
  inLanguage: ['en', 'pt-BR'],
  timeRequired: 'PT7H15M',
  provider: [{ '@type': 'CollegeOrUniversity', '@id': 'urn:uuid:2', name: 'A school is an organisation too' }],
  url: ['https://example.org/a'],
  datePublished: '2026-11-24',
  isAccessibleForFree: false,
  hasCourseInstance: [run],
};

describe('checking JSON-LD against schema.org', () => {
  it('finds nothing wrong with what is right', async () => {
    expect(await jsonLdFaults(course)).toEqual([]);
  });

  const inRun = (change: object): object => ({ hasCourseInstance: [{ ...run, ...change }] });
  it.each<[string, object, string, RegExp]>([
    ['a property that there is not', { nmae: 'x' }, 'nmae', /no property of schema.org/],
    ['a property of another type', { startDate: '2027-01-01' }, 'startDate', /no property of a Course/],
    ['a type that there is not', { provider: { '@type': 'Organisation', name: 'x' } }, '@type', /Organisation, which/],
    ['a node without type', { provider: { name: 'x' } }, '@type', /has no type/],
    ['text where a node must be', { provider: 'ITU' }, 'provider', /Organization or Person/],
    ['a node of the wrong type', { provider: { '@type': 'Place', name: 'x' } }, 'provider', /Organization or Person/],
    ['a node where text must be', { courseCode: { '@type': 'Thing', name: 'x' } }, 'courseCode', /must be Text/],
    ['a duration in words', { timeRequired: '7 hours' }, 'timeRequired', /must be Duration/],
    ['an empty duration', { timeRequired: 'PT' }, 'timeRequired', /must be Duration/],
    ['a workload in words', inRun({ courseWorkload: '7 hours' }), 'courseWorkload', /not "7 hours"/],
    ['text where true or false must be', { isAccessibleForFree: 'no' }, 'isAccessibleForFree', /must be Boolean/],
    ['a day written otherwise', { datePublished: '24.11.2026' }, 'datePublished', /must be Date/],
    ['a moment with a 25th hour', { datePublished: '2026-11-24T25:00:00Z' }, 'datePublished', /must be Date/],
    ['a language by its name', { inLanguage: 'English' }, 'inLanguage', /not "English"/],
    ['a text in a language that cannot be', { name: { '@value': 'x', '@language': 'e n' } }, '', /BCP47/],
    ['what is no address', { url: 'not an address' }, '', /Relative/],
    ['a member that an enumeration has not', inRun({ eventStatus: 'gone' }), 'eventStatus', /EventStatusType/],
    ['a number in words', inRun({ maximumAttendeeCapacity: 'thirty' }), 'maximumAttendeeCapacity', /must be Integer/],
    ['a currency by its name', { offers: { '@type': 'Offer', priceCurrency: 'francs' } }, 'priceCurrency', /francs/],
    ['a price with its currency', { offers: { '@type': 'Offer', price: '5 CHF' } }, 'price', /5 CHF/],
    ['another vocabulary', { '@context': 'https://example.org/' }, '', /example.org/],
  ])('finds %s', async (_, change, property, detail) => {
    const faults = await jsonLdFaults({ ...course, ...change });
    expect(faults.map((fault) => fault.property)).toContain(property);
    expect(faults.map((fault) => fault.detail).join(' ')).toMatch(detail);
  });

  it('says each fault once, with the node that has it', async () => {
    expect(await jsonLdFaults({ ...course, timeRequired: '7 hours' })).toEqual([
      { node: 'urn:uuid:1', property: 'timeRequired', detail: expect.stringContaining('7 hours') },
    ]);
  });

  it('checks every node of a graph', async () => {
    const { '@context': context, ...node } = course;
    const graph = { '@context': context, '@graph': [node, { ...node, '@id': 'urn:uuid:3', nmae: 'x' }] };
    expect(await jsonLdFaults(graph)).toEqual([expect.objectContaining({ node: 'urn:uuid:3', property: 'nmae' })]);
  });
});

describe('the documents in a file', () => {
  const counts = (text: string): number[] => [...documentsIn('f', text)].map(({ count }) => count);

  it('are one, those of a list, or the parts of a graph', () => {
    expect(counts('{"@type":"Course"}')).toEqual([1]);
    expect(counts('[{"@type":"Course"},{"@type":"Course"}]')).toEqual([1, 1]);
    expect(counts(JSON.stringify({ '@graph': Array.from({ length: 120 }, () => ({})) }))).toEqual([50, 50, 20]);
  });

  it.each(['', 'code,title', '"text"', 'null'])('are not in %j', (text) => {
    expect(() => counts(text)).toThrow('is no JSON-LD document');
  });
});
