import type { ServiceApp, Answer, Sent } from '@capdev/service-frame/testing';
import { rowOf } from '@capdev/service-frame/csv';

const columns = [
  ...[
    'code',
    'kind',
    'parent',
    'title_original',
    'title_ar',
    'title_zh',
    'title_en',
    'title_fr',
    'title_ru',
    'title_es',
  ],
  ...['owner_unit', 'focal_point', 'planned_start', 'planned_finish', 'forecast_start', 'forecast_finish'],
  ...['actual_start', 'actual_finish', 'deadline', 'progress', 'state', 'predecessors'],
];

/** The cells of a row by their columns; what is left out is empty. */
export type Cells = Readonly<Record<string, string>>;

export const anInitiativeRow = (code: string, about: Cells = {}): Cells => ({
  code,
  kind: 'initiative',
  title_original: 'en',
  title_en: `Initiative ${code}`,
  owner_unit: 'BDT',
  state: 'planned',
  ...about,
});

export const anActivityRow = (code: string, parent: string, about: Cells = {}): Cells => ({
  ...anInitiativeRow(code),
  kind: 'activity',
  parent,
  title_en: `Activity ${code}`,
  planned_start: '2027-01-11',
  planned_finish: '2027-02-26',
  progress: '0',
  ...about,
});

export const aMilestoneRow = (code: string, parent: string, about: Cells = {}): Cells => ({
  ...anInitiativeRow(code),
  kind: 'milestone',
  parent,
  title_en: `Milestone ${code}`,
  planned_finish: '2027-03-01',
  ...about,
});

/** A file with these rows. */
export function planFile(rows: readonly Cells[], headings: readonly string[] = columns): string {
  return [headings, ...rows.map((row) => headings.map((column) => row[column] ?? ''))].map(rowOf).join('');
}

/** Sends a file. */
export function importPlan(app: ServiceApp, file: string | Buffer, query = '', sent: Sent = {}): Promise<Answer> {
  const headers = { 'content-type': 'text/csv', ...sent.headers };
  return app.send('POST', `/plan/imports${query}`, { ...sent, raw: file, headers });
}

/** How many rows became what. */
export const counts = ({ body }: Answer): number[] => [body.created, body.updated, body.unchanged, body.rejected];
