import { type ItemKind, itemKinds } from '../plan/item-kind.js';
import type { PlanColumn } from './plan-columns.js';
import { planColumns } from './plan-columns.js';
import {
  ImportedCellMeaningless,
  ImportedKindUnknown,
  ImportedPredecessorsUnreadable,
} from './plan-exchange.errors.js';
import type { RawRow } from './plan-file.js';
import { type FileRow, type PlanLine, titlesIn } from './plan-line.js';
import { predecessorCell, predecessorsIn } from './predecessor-cell.js';

const datesOfInitiative = ['planned_start', 'planned_finish', 'forecast_start', 'forecast_finish', 'deadline'] as const;

/**
 * What a row says, with one way of saying each thing.
 *
 * @throws a refusal of the row
 */
export function fileRowOf({ number, cells }: RawRow): FileRow {
  const line = Object.fromEntries(planColumns.map((column) => [column, cells.get(column) ?? ''])) as Record<
    PlanColumn,
    string
  >;
  if (!itemKinds.includes(line.kind as ItemKind)) throw new ImportedKindUnknown(line.kind);
  const wanted = predecessorsIn(line.predecessors);
  if (typeof wanted === 'string') throw new ImportedPredecessorsUnreadable(wanted);
  line.predecessors = predecessorCell(wanted);
  if (line.kind === 'initiative') refuseDaysOfInitiative(line);
  if (line.kind === 'milestone') line.planned_start = oneDay(line, 'planned_start', 'planned_finish');
  if (line.kind === 'milestone') line.forecast_start = oneDay(line, 'forecast_start', 'forecast_finish');
  return { ...line, number, titles: titlesIn(cells), wanted };
}

function refuseDaysOfInitiative(line: PlanLine): void {
  const column = datesOfInitiative.find((one) => line[one] !== '');
  if (column === undefined) return;
  throw new ImportedCellMeaningless(column, 'initiative', line[column], 'its days are those of its parts');
}

/** A milestone takes no time: its day stands in the finish, and in the start or nothing. */
function oneDay(line: PlanLine, start: PlanColumn, finish: PlanColumn): string {
  if (line[start] !== '' && line[start] !== line[finish]) {
    throw new ImportedCellMeaningless(start, 'milestone', line[start], `it takes no time, and ${finish} is its day`);
  }
  return line[finish];
}
