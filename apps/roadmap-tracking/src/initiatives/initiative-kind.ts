import type { KindOf } from '../plan/plan-items.js';
import { Initiative } from './initiative.entity.js';
import { announcementOf, type InitiativeFact, initiativeSnapshot } from './initiative.events.js';

export const initiativeKind: KindOf<Initiative, InitiativeFact> = {
  kind: 'initiative',
  Entity: Initiative,
  snapshotOf: initiativeSnapshot,
  announcementOf,
};
