import type { KindOf } from '../plan/plan-items.js';
import { Milestone } from './milestone.entity.js';
import { announcementOf, type MilestoneFact, milestoneSnapshot } from './milestone.events.js';

export const milestoneKind: KindOf<Milestone, MilestoneFact> = {
  kind: 'milestone',
  Entity: Milestone,
  snapshotOf: milestoneSnapshot,
  announcementOf,
};
