import { officialLanguages } from '@capdev/taxonomy';

/** The columns of a plan's file between the titles; the whole layout is an export's. */
const beforeTitles = ['code', 'kind', 'parent', 'title_original'] as const;
const afterTitles = [
  'owner_unit',
  'focal_point',
  'planned_start',
  'planned_finish',
  'forecast_start',
  'forecast_finish',
  'actual_start',
  'actual_finish',
  'deadline',
  'progress',
  'state',
  'predecessors',
] as const;

/** A column that every file has, whatever its languages. */
export type PlanColumn = (typeof beforeTitles)[number] | (typeof afterTitles)[number];
export const planColumns: readonly PlanColumn[] = [...beforeTitles, ...afterTitles];

const title = 'title_';

/** The column that holds the titles in a language. */
export function titleColumn(language: string): string {
  return `${title}${language}`;
}

/** The language of a column of titles; undefined for every other column. */
export function languageOf(column: string): string | undefined {
  return column.startsWith(title) && column !== 'title_original' ? column.slice(title.length) : undefined;
}

/** Every column in its order: the official languages always, the others that the plan speaks after them. */
export function columnsFor(languages: readonly string[]): string[] {
  const official: readonly string[] = officialLanguages;
  const others = [...new Set(languages)].filter((language) => !official.includes(language)).sort();
  return [...beforeTitles, ...[...official, ...others].map(titleColumn), ...afterTitles];
}
