import type { JsonLdMapping } from './import-mapping.js';

/**
 * Course instances of the National Bioinformatics Infrastructure Sweden, in schema.org's JSON-LD.
 *
 * What the document does not say, and how it is treated:
 * - Who gives the courses: no instance names a provider or an organiser, the whole document comes from NBIS.
 * - The course: instances stand alone, so those of one name are runs of one course. Names that differ by more than small
 *   and capital letters stay apart ("Tools for Reproducible Research", "NBIS/ELIXIR-SE Tools for …"): whether they are one
 *   course is for an editor to say.
 * - The language of the texts is English; the tag en-GB says the same, and who looks for courses in English must find them.
 * - Records without a type are rejected: some are talks and no courses.
 */
export const nbis: JsonLdMapping = {
  name: 'nbis',
  about: 'course instances of NBIS Sweden as schema.org JSON-LD; those of one name are runs of one course',
  format: 'json-ld',
  code: { prefix: 'NBIS' },
  language: 'en',
  courseKey: 'name',
  organisationKind: 'external',
  providers: [{ name: 'National Bioinformatics Infrastructure Sweden', kind: 'external', language: 'en' }],
  languages: { 'en-gb': 'en' },
  // The document was taken after the last of its runs.
  state: { as: 'ended', before: '2023-03-25' },
};
