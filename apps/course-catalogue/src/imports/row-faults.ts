import { DomainError } from '@capdev/service-kit/problems';
import { violatedConstraint } from '@capdev/persistence';
import type { ImportMapping } from './import-mapping.js';
import type { RowFault } from './import-record.js';
import { columnAt, type FieldRule } from './mapping-rules.js';

/** One reason why a row, or a part of it, does not become what it says. */
export class RowRefused extends Error {
  constructor(readonly faults: readonly RowFault[]) {
    super('row refused');
  }
}

export function refuseRow(field: string, reason: string, advice: string): never {
  throw new RowRefused([{ field, reason, advice }]);
}

const rulesOf = (mapping: ImportMapping, about: 'course' | 'offering'): Readonly<Record<string, FieldRule>> =>
  mapping.format !== 'csv' ? {} : about === 'course' ? mapping.course : (mapping.offering?.fields ?? {});

/** The catalogue's refusal in the words of whoever has to mend the list; undefined when it is no refusal of the row. */
export function faultsOf(
  error: unknown,
  mapping: ImportMapping,
  about: 'course' | 'offering' = 'course',
): readonly RowFault[] | undefined {
  if (error instanceof RowRefused) return error.faults;
  const constraint = violatedConstraint(error);
  if (constraint !== undefined) {
    return [
      {
        field: about,
        reason: `the database does not take it (${constraint})`,
        advice: 'look at the row and import it again',
      },
    ];
  }
  if (!(error instanceof DomainError) || error.kind === 'unavailable') return undefined;
  const faults = error.faults.length > 0 ? error.faults : [{ pointer: '', detail: error.message }];
  return faults.map(({ pointer, detail }) => ({
    field: columnAt(rulesOf(mapping, about), pointer) ?? (pointer.slice(1) || about),
    reason: detail.replace(/\.$/, ''),
    advice: adviceFor(error),
  }));
}

function adviceFor({ kind }: DomainError): string {
  if (kind === 'forbidden') return 'let an editor of the unit that owns the course import it';
  if (kind === 'conflict' || kind === 'stale') return 'look at the course in the catalogue';
  return 'mend it in the list and import it again';
}
