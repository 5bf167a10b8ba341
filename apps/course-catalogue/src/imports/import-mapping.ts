import type { Fault } from '@capdev/service-kit/problems';
import { csvMappingFaults } from './csv-mapping-check.js';
import type { NamedOrganisation } from './import-record.js';
import { Inspection } from './inspection.js';
import { jsonLdMappingFaults } from './json-ld-mapping-check.js';
import type { CsvMapping, Spellings, StateRule } from './mapping-rules.js';

/** How lists of one kind are read. A mapping is data alone: it is kept by its name and edited like any record. */
export type ImportMapping = CsvMapping | JsonMapping | JsonLdMapping;

/** Our own JSON needs nothing said: one object a line, or a list of the same objects. */
export interface JsonMapping {
  readonly name: string;
  readonly about: string;
  readonly format: 'json';
}

/** schema.org in JSON-LD: the properties of `Course` and `CourseInstance` are known, what remains to be said is little. */
export interface JsonLdMapping {
  readonly name: string;
  readonly about: string;
  readonly format: 'json-ld';
  /** Course codes begin with it. */
  readonly code: { readonly prefix: string };
  /** Of texts that do not say their language. */
  readonly language: string;
  /** What names a course for ever: its `@id` or address where it has one (the default), or always its name. */
  readonly courseKey?: 'identifier' | 'name';
  /** Of the organisations that the document names. */
  readonly organisationKind: string;
  /** Those who give the courses and runs for which the document names nobody. */
  readonly providers?: readonly NamedOrganisation[];
  /** What its language tags mean where that is not what they say: `en-gb` → `en`. */
  readonly languages?: Spellings;
  /** What it writes as `educationalLevel`. */
  readonly levels?: Spellings;
  readonly state?: Exclude<StateRule, { readonly as: 'code' }>;
  /** Fields of the API that the document never says and that are true of all its courses. */
  readonly constants?: Readonly<Record<string, unknown>>;
}

/**
 * Everything that is wrong with a mapping from outside, each with a JSON pointer; none when it is an `ImportMapping`.
 *
 * @example
 * faultsOfMapping({ …, course: { titel: … } }) // [{ pointer: '/course/titel', detail: 'No such field. There are: title, …' }]
 */
export function faultsOfMapping(value: unknown): Fault[] {
  const inspection = new Inspection();
  if (!inspection.sized(value)) return inspection.faults;
  const mapping = inspection.object(value, '');
  if (!mapping) return inspection.faults;
  inspection.text(mapping.name, '/name', {
    longest: 60,
    pattern: /^[a-z0-9][a-z0-9-]*$/,
    shape: 'small letters, digits and hyphens',
  });
  inspection.text(mapping.about, '/about', { longest: 300 });
  if (inspection.oneOf(mapping.format, '/format', ['csv', 'json', 'json-ld'])) {
    if (mapping.format === 'csv') csvMappingFaults(mapping, inspection);
    else if (mapping.format === 'json-ld') jsonLdMappingFaults(mapping, inspection);
    else inspection.members(mapping, '', ['name', 'about', 'format']);
  }
  return inspection.faults;
}
