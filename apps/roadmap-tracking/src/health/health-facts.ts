import type { Changes } from '@capdev/persistence';

export interface HealthRuleRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}

/** What happens to an override; nobody outside is told. */
export interface OverrideGiven {
  readonly kind: 'given';
  readonly changes: Changes;
}
export interface OverrideEnded {
  readonly kind: 'withdrawn' | 'expired';
  readonly changes: Changes;
}
export type OverrideFact = OverrideGiven | OverrideEnded;
