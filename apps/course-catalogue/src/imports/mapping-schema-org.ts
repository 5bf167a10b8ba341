import type { JsonLdMapping } from './import-mapping.js';

/** Any document of schema.org, ours included; its courses are known by their identifiers, where they have one. */
export const schemaOrg: JsonLdMapping = {
  name: 'schema-org',
  about: 'courses and course instances of any site as schema.org JSON-LD',
  format: 'json-ld',
  code: { prefix: 'SCHEMA' },
  // Most sites leave out which language they speak; an editor who knows better saves a mapping with another one.
  language: 'en',
  courseKey: 'identifier',
  organisationKind: 'external',
};
