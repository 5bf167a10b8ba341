import type { CsvMapping, FieldRule, Several } from './mapping-rules.js';

// The title says which of its languages is the original; other texts may not be in that one.
const original = { column: 'original', otherwise: 'first' } as const;
const inAll = (name: string): FieldRule => ({ as: 'text', original, prefix: `${name}.` });
const several: Several = { separator: ';', escapes: 'backslash' };

/**
 * Our own CSV, as `/exports/courses.csv` gives it. It tells no runs, and states are for an editor to give: `state`,
 * `successor` and `retirementReason` are left alone. A cell that somebody emptied leaves the field as it is.
 */
export const capdevCsv: CsvMapping = {
  name: 'capdev-csv',
  about: 'our own CSV, as /exports/courses.csv gives it, changed in a spreadsheet or not (code, original, title.en, …)',
  format: 'csv',
  apostrophes: true,
  key: ['code'],
  code: { column: 'code' },
  course: {
    owningUnit: { as: 'plain', column: 'owningUnit' },
    title: inAll('title'),
    summary: inAll('summary'),
    description: inAll('description'),
    learningOutcomes: { as: 'texts', original, prefix: 'learningOutcomes.', ...several },
    audiences: { as: 'codes', column: 'audiences', list: 'audiences', ...several },
    entryRequirements: inAll('entryRequirements'),
    level: { as: 'code', column: 'level', list: 'levels' },
    modality: { as: 'code', column: 'modality', list: 'modalities' },
    topics: { as: 'codes', column: 'topics', list: 'topics', ...several },
    languages: { as: 'codes', column: 'languages', ...several },
    workloadHours: { as: 'number', column: 'workloadHours' },
    'assessment.passMark': { as: 'number', column: 'assessment.passMark' },
    'assessment.description': inAll('assessment.description'),
    credential: { as: 'code', column: 'credential', list: 'credential-kinds' },
    'feeTerms.kind': { as: 'code', column: 'feeTerms.kind', list: 'fee-kinds' },
    'feeTerms.note': inAll('feeTerms.note'),
    registrationType: { as: 'code', column: 'registrationType', list: 'registration-types' },
    links: { as: 'related-links', column: 'links', ...several },
  },
  providers: [{ column: 'providers', kind: 'external', language: 'en', kindFirst: true, ...several }],
};
