// The columns of `/exports/courses.csv`, for whoever writes or reads such a file. A text in several languages has a column
// for each language that any course has it in: `title.en`, `title.fr`.

/** How a column's cells are written. */
export type ColumnKind =
  /** As it is. */
  | 'text'
  /** A code of a list, or a number. */
  | 'value'
  /** Several values with "; " between them. */
  | 'values'
  /** A text, in a column for each language. */
  | 'texts'
  /** Several texts with "; " between them, in a column for each language; the same place is the same text in another language. */
  | 'lists-of-texts'
  /** `kind: name in the original language`, several. */
  | 'providers'
  /** `relation address`, several. */
  | 'links';

export interface CsvColumn {
  /** The heading, or what stands before the dot and the language. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** The field of the API that the column feeds; undefined for what an import of courses does not take from a CSV. */
  readonly field?: string;
}

/** In this order. */
export const csvColumns = [
  { name: 'code', kind: 'text', field: 'code' },
  { name: 'state', kind: 'value' },
  { name: 'owningUnit', kind: 'text', field: 'owningUnit' },
  { name: 'providers', kind: 'providers', field: 'providerIds' },
  /** The language of the title's original; other texts have the same one, where they are in it. */
  { name: 'original', kind: 'value', field: 'title.original' },
  { name: 'title', kind: 'texts', field: 'title' },
  { name: 'summary', kind: 'texts', field: 'summary' },
  { name: 'description', kind: 'texts', field: 'description' },
  { name: 'learningOutcomes', kind: 'lists-of-texts', field: 'learningOutcomes' },
  { name: 'audiences', kind: 'values', field: 'audiences' },
  { name: 'entryRequirements', kind: 'texts', field: 'entryRequirements' },
  { name: 'level', kind: 'value', field: 'level' },
  { name: 'modality', kind: 'value', field: 'modality' },
  { name: 'topics', kind: 'values', field: 'topics' },
  { name: 'languages', kind: 'values', field: 'languages' },
  { name: 'workloadHours', kind: 'value', field: 'workloadHours' },
  { name: 'assessment.passMark', kind: 'value', field: 'assessment.passMark' },
  { name: 'assessment.description', kind: 'texts', field: 'assessment.description' },
  { name: 'credential', kind: 'value', field: 'credential' },
  { name: 'feeTerms.kind', kind: 'value', field: 'feeTerms.kind' },
  { name: 'feeTerms.note', kind: 'texts', field: 'feeTerms.note' },
  { name: 'registrationType', kind: 'value', field: 'registrationType' },
  { name: 'links', kind: 'links', field: 'links' },
  { name: 'successor', kind: 'value' },
  { name: 'retirementReason', kind: 'text' },
] as const satisfies readonly CsvColumn[];

/** The names of the columns of some kinds. */
export type CsvColumnName<Kind extends ColumnKind = ColumnKind> = Extract<
  (typeof csvColumns)[number],
  { kind: Kind }
>['name'];
