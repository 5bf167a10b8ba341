import type { Changes } from '@capdev/persistence';

/** Something was done with what an activity is given; nobody outside is told. */
export interface AllocationChanged {
  /** As the officers say it: allocated, committed, spent … */
  readonly kind: string;
  readonly changes: Changes;
}
