import type { ExchangedItem, FileRow, PlanLine } from './plan-line.js';
import { lineOf } from './plan-line.js';
import type { PlanColumn } from './plan-columns.js';

/** Which column says which field of an item; what is not here is said otherwise. */
const fields: Readonly<Record<FileRow['kind'], Partial<Record<PlanColumn, string>>>> = {
  initiative: { owner_unit: 'owningUnit', focal_point: 'focalPoint' },
  activity: {
    owner_unit: 'owningUnit',
    focal_point: 'focalPoint',
    planned_start: 'plannedStart',
    planned_finish: 'plannedFinish',
    forecast_start: 'forecastStart',
    forecast_finish: 'forecastFinish',
    deadline: 'deadline',
  },
  milestone: {
    owner_unit: 'owningUnit',
    focal_point: 'focalPoint',
    planned_finish: 'plannedOn',
    forecast_finish: 'forecastOn',
    deadline: 'deadline',
  },
};

/** The body that would bring the item of a row in, but for what it belongs to. */
export function newInputOf(row: FileRow): Record<string, unknown> {
  const told = pairs(row).filter(([column]) => row[column] !== '');
  return {
    code: row.code,
    title: { original: row.title_original, text: row.titles },
    ...Object.fromEntries(told.map(([column, field]) => [field, row[column]])),
  };
}

/** The merge patch that makes the item what its row says; undefined when it is that. */
export function patchOf(row: FileRow, item: ExchangedItem): Record<string, unknown> | undefined {
  const present = lineOf(item);
  const changed = pairs(row).filter(([column]) => row[column] !== present[column]);
  const patch: Record<string, unknown> = Object.fromEntries(
    changed.map(([column, field]) => [field, row[column] === '' ? null : row[column]]),
  );
  const languages = new Set([...Object.keys(item.title.text), ...Object.keys(row.titles)]);
  const before: Readonly<Record<string, string>> = item.title.text as Record<string, string>;
  const texts = [...languages].filter((language) => before[language] !== row.titles[language]);
  if (texts.length > 0 || row.title_original !== item.title.original) {
    const text = Object.fromEntries(texts.map((language) => [language, row.titles[language] ?? null]));
    patch.title = { original: row.title_original, text };
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** The column that a field of an item stands in; undefined when the row as a whole is meant. */
export function columnOf(pointer: string, { kind }: Pick<PlanLine, 'kind'>): string | undefined {
  const field = pointer.replace(/^\//, '').split('/')[0] ?? '';
  if (field === 'title') return 'title_original';
  if (field === 'code') return 'code';
  const found = Object.entries(fields[kind] ?? {}).find(([, name]) => name === field);
  return found?.[0];
}

function pairs({ kind }: Pick<PlanLine, 'kind'>): [PlanColumn, string][] {
  return Object.entries(fields[kind] ?? {}) as [PlanColumn, string][];
}
