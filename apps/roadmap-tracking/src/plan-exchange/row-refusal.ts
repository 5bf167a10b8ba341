import { DomainError } from '@capdev/service-kit/problems';
import { planColumns, type PlanColumn } from './plan-columns.js';
import type { PlanLine } from './plan-line.js';
import { columnOf } from './row-input.js';

/** Why nothing of a row was taken over. */
export interface RowRefusal {
  readonly reason: string;
  readonly detail: string;
  readonly faults: readonly { readonly field: string | null; readonly detail: string }[];
}

/**
 * What an item's own rules say against a row, in the words of its columns.
 *
 * @param field the column that is at fault when the refusal names none of them
 * @throws the error when it is no refusal of the row
 */
export function refusalOf(error: unknown, row: Pick<PlanLine, 'kind'>, field: PlanColumn | null = null): RowRefusal {
  if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
  const columns: readonly string[] = planColumns;
  return {
    reason: error.code,
    detail: error.message,
    faults: error.faults.map(({ pointer, detail }) => ({
      field: columns.includes(pointer) ? pointer : (columnOf(pointer, row) ?? field),
      detail,
    })),
  };
}
