import { DomainError, type Fault } from '@capdev/service-kit/problems';
import type { ItemKind } from './item-kind.js';

const article = (kind: string): string => (/^[aio]/.test(kind) ? `an ${kind}` : `a ${kind}`);
const capital = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;

export class ItemNotFound extends DomainError {
  constructor(kind: ItemKind, id: string) {
    super('not-found', `${kind}-not-found`, `There is no ${kind} ${id}.`);
  }
}

/** A code means one item, whatever its kind and whatever became of it. */
export class PlanCodeTaken extends DomainError {
  constructor(code: string, holder: { readonly kind: string; readonly id: string }) {
    super(
      'conflict',
      'plan-code-taken',
      `The code ${code} belongs to ${article(holder.kind)} already, ${holder.id}. Codes are unique in the plan and never given again: choose another one.`,
      [{ pointer: '/code', detail: `Belongs to ${holder.kind} ${holder.id}.` }],
    );
  }
}

/** An item's life does not go that way. */
export class ItemStateForbids extends DomainError {
  constructor(kind: ItemKind, code: string, state: string, deed: string, mend: string) {
    super('conflict', `${kind}-${state}`, `${capital(kind)} ${code} is ${state} and cannot be ${deed}: ${mend}`);
  }
}

export class DayInFuture extends DomainError {
  constructor(kind: ItemKind, code: string, on: string, today: string) {
    super(
      'invalid',
      `${kind}-day-in-future`,
      `Today is ${today} (UTC); what is said of ${kind} ${code} for ${on} has not happened yet. Give a day until today, or a forecast.`,
      [{ pointer: '/on', detail: `Lies after ${today}.` }],
    );
  }
}

/** Days that cannot be true together. */
export class DaysImpossible extends DomainError {
  constructor(kind: ItemKind, faults: readonly Fault[]) {
    super('invalid', `${kind}-days-impossible`, faults.map(({ detail }) => detail).join(' '), faults);
  }
}

/** What is over takes nothing more in. */
export class ParentOver extends DomainError {
  constructor(kind: ItemKind, parent: { readonly kind: string; readonly code: string; readonly state: string }) {
    super(
      'conflict',
      `${kind}-parent-over`,
      `${capital(parent.kind)} ${parent.code} is ${parent.state}: it takes no ${kind} in any more. Choose a parent that is planned or in progress.`,
    );
  }
}

/** What an item shall belong to is not in the plan. */
export class ParentUnknown extends DomainError {
  constructor(kind: ItemKind, field: string, id: string) {
    super('invalid', `${kind}-parent-unknown`, `There is no ${field.replace(/Id$/, '')} ${id}.`, [
      { pointer: `/${field}`, detail: 'Not in the plan.' },
    ]);
  }
}
