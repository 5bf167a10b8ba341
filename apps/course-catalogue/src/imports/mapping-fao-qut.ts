import type { CsvMapping } from './mapping-rules.js';

/**
 * The course database of the Food and Agriculture Organization and the Queensland University of Technology: courses on
 * data science and earth observation that others give.
 *
 * What the list does not say, and how it is treated:
 * - The language of the courses. Publishing needs one, every title and every page that the list links to is English,
 *   so `languages` is the constant English. Change it here if the list ever grows another language.
 * - Modality, workload, fees: not in the list, so not in the catalogue.
 * - `Contents` is a run of key words and becomes the description. `User` names professions that the list of audiences
 *   does not know ("GIS Expert", "Data Scientist"); half an audience would mislead, so the column is left out.
 * - "Fundamental" is the list's older word for "Introductory"; rows without a level stay without one.
 */
export const faoQut: CsvMapping = {
  name: 'fao-qut',
  about: 'the FAO/QUT course database (Provider, Company, CourseName, Link, Contents, Level, User)',
  format: 'csv',
  key: ['Provider', 'Company', 'CourseName'],
  code: { prefix: 'FQ', readable: 'CourseName' },
  course: {
    title: { as: 'text', original: { language: 'en' }, columns: { en: 'CourseName' } },
    description: { as: 'text', original: { language: 'en' }, columns: { en: 'Contents' } },
    level: { as: 'code', column: 'Level', list: 'levels', spellings: { fundamental: 'introductory' } },
    languages: { as: 'constant', value: ['en'] },
    links: { as: 'links', column: 'Link', rel: 'about' },
  },
  providers: [
    // Who owns the content, then the platform that carries it; often they are one.
    { column: 'Company', kind: 'external', language: 'en' },
    { column: 'Provider', kind: 'external', language: 'en' },
  ],
};
