import { baselineTakenV1 } from '@capdev/contracts/roadmap';
import { announce, type Announced } from '@capdev/service-frame/plain';
import type { Baseline } from './baseline.entity.js';

/** The plan was kept as it was; nothing else ever happens to a baseline. */
export interface BaselineTaken {
  readonly kind: 'taken';
}

export function announcementOf(baseline: Baseline, fact: BaselineTaken): Announced {
  switch (fact.kind) {
    case 'taken':
      return announce(baselineTakenV1, {
        baselineId: baseline.id,
        name: baseline.name,
        takenOn: baseline.takenOn,
        itemCount: baseline.itemCount,
      });
  }
}
