import type { CsvMapping, FieldRule } from './mapping-rules.js';

const official = ['ar', 'zh', 'en', 'fr', 'ru', 'es'];
const inSix = (name: string): FieldRule => ({
  as: 'text',
  original: { column: 'original' },
  columns: Object.fromEntries(official.map((language) => [language, `${name}_${language}`])),
});

/** The shape of the repository's own lists, and a good start for a list of yours: one column per field and language. */
export const demoList: CsvMapping = {
  name: 'demo-list',
  about: "this repository's own layout: one column per field, title_ar … title_es and summary_ar … summary_es",
  format: 'csv',
  key: ['code'],
  code: { column: 'code' },
  course: {
    title: inSix('title'),
    summary: inSix('summary'),
    learningOutcomes: { as: 'texts', original: { column: 'original' }, column: 'outcomes', separator: ';' },
    audiences: { as: 'codes', column: 'audiences', separator: ';', list: 'audiences' },
    level: { as: 'code', column: 'level', list: 'levels' },
    modality: { as: 'code', column: 'modality', list: 'modalities' },
    topics: { as: 'codes', column: 'topics', separator: ';', list: 'topics' },
    languages: { as: 'codes', column: 'languages', separator: ';' },
    workloadHours: { as: 'number', column: 'hours' },
    credential: { as: 'code', column: 'credential', list: 'credential-kinds' },
    'feeTerms.kind': { as: 'code', column: 'fee', list: 'fee-kinds' },
    registrationType: { as: 'code', column: 'registration', list: 'registration-types' },
    links: { as: 'links', column: 'link', rel: 'about' },
  },
  providers: [{ column: 'providers', separator: ';', kind: 'external', language: 'en' }],
};
