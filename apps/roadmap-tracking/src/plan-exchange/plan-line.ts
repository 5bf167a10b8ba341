import type { MultilingualText } from '@capdev/taxonomy';
import type { ScheduledItem } from '../schedule/schedule.js';
import { languageOf, type PlanColumn, titleColumn } from './plan-columns.js';
import { type Predecessor, predecessorCell } from './predecessor-cell.js';

/** An item of the plan, with what others it is tied to. */
export interface ExchangedItem extends ScheduledItem {
  readonly version: number;
  readonly code: string;
  /** The code of what it belongs to. */
  readonly parent: string | null;
  readonly title: MultilingualText;
  readonly ownerUnit: string;
  readonly focalPoint: string | null;
  readonly progress: number | null;
  readonly predecessors: readonly (Predecessor & { readonly id: string })[];
}

/** What the cells of an item say, without the titles. */
export type PlanLine = Readonly<Record<PlanColumn, string>>;

/** An item as the cells of a file, and its titles by language. */
export function lineOf(item: ExchangedItem): PlanLine {
  return {
    code: item.code,
    kind: item.kind,
    parent: item.parent ?? '',
    title_original: item.title.original,
    owner_unit: item.ownerUnit,
    focal_point: item.focalPoint ?? '',
    planned_start: item.plannedStart ?? '',
    planned_finish: item.plannedFinish ?? '',
    forecast_start: item.forecastStart ?? '',
    forecast_finish: item.forecastFinish ?? '',
    actual_start: item.actualStart ?? '',
    actual_finish: item.actualFinish ?? '',
    deadline: item.deadline ?? '',
    progress: item.progress === null ? '' : String(item.progress),
    state: item.state,
    predecessors: predecessorCell(item.predecessors),
  };
}

/** The cells of an item, in the order of the columns. */
export function cellsOf(item: ExchangedItem, columns: readonly string[]): string[] {
  const cells = new Map<string, string>(Object.entries(lineOf(item)));
  for (const [language, text] of Object.entries(item.title.text)) cells.set(titleColumn(language), text ?? '');
  return columns.map((column) => cells.get(column) ?? '');
}

/** A row of a file: what its cells say. */
export interface FileRow extends PlanLine {
  /** As a spreadsheet counts: the headings are row 1. */
  readonly number: number;
  readonly titles: Readonly<Record<string, string>>;
  readonly wanted: readonly Predecessor[];
}

/** The titles among the cells of a row; empty ones say that there is none in that language. */
export function titlesIn(cells: ReadonlyMap<string, string>): Record<string, string> {
  const found: [string, string][] = [];
  for (const [column, text] of cells) {
    const language = languageOf(column);
    if (language !== undefined && text !== '') found.push([language, text]);
  }
  return Object.fromEntries(found);
}
