import type { Changes } from '@capdev/persistence';

export interface CoordinatorRegistered {
  readonly kind: 'registered';
}
export interface CoordinatorRevised {
  readonly kind: 'revised';
  readonly fields: readonly ('name' | 'email' | 'unit')[];
  readonly unit: { readonly from: string; readonly to: string };
}
export interface CoordinatorErasure {
  readonly kind: 'erased';
  readonly fields: readonly ('name' | 'email')[];
}
/** Nothing of a person is ever announced: these facts end in the history, without the values. */
export type CoordinatorFact = CoordinatorRegistered | CoordinatorRevised | CoordinatorErasure;

/** The history names what changed of a person and never holds it. */
export function historyOf(fact: CoordinatorFact): Changes {
  if (fact.kind === 'registered') return {};
  return Object.fromEntries(
    fact.fields.map((field) => [field, field === 'unit' && fact.kind === 'revised' ? fact.unit : {}]),
  );
}
