import type { KindOf } from '../plan/plan-items.js';
import { Activity } from './activity.entity.js';
import { type ActivityFact, activitySnapshot, announcementOf } from './activity.events.js';

export const activityKind: KindOf<Activity, ActivityFact> = {
  kind: 'activity',
  Entity: Activity,
  snapshotOf: activitySnapshot,
  announcementOf,
};
