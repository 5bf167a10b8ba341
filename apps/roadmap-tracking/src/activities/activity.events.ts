import type { Changes } from '@capdev/persistence';
import { multilingual } from '@capdev/service-frame/plain';
import type { Activity } from './activity.entity.js';

export interface ActivityPlanned {
  readonly kind: 'planned';
}
export interface ActivityChanged {
  readonly kind: 'revised' | 'started' | 'progressed' | 'completed' | 'cancelled';
  readonly changes: Changes;
}
export type ActivityFact = ActivityPlanned | ActivityChanged;

/** Nobody is told of activities so far: the public hears of the milestones that close them. */
export function announcementOf(): undefined {
  return undefined;
}

/** What would be told of it, so that its size stays that of an event. */
export function activitySnapshot({ id, code, title, owningUnit, version }: Activity): object {
  return { activityId: id, code, title: multilingual(title), owningUnit, version };
}
