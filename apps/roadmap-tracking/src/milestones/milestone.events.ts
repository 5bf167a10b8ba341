import {
  milestoneForecastChangedV1,
  milestoneMissedV1,
  milestonePlannedV1,
  milestoneReachedV1,
  type MilestoneSnapshotV1,
} from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Milestone } from './milestone.entity.js';

export interface MilestonePlanned {
  readonly kind: 'planned';
}
/** Its day, title or unit changed. */
export interface MilestoneReplanned {
  readonly kind: 'replanned';
  readonly changes: Changes;
}
export interface MilestoneForecastChanged {
  readonly kind: 'forecast-changed';
  readonly changes: Changes;
  readonly previouslyExpectedOn: string;
}
/** What the public was never told has changed. */
export interface MilestoneRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface MilestoneReached {
  readonly kind: 'reached';
  readonly changes: Changes;
  /** The kinds of the evidence. */
  readonly evidence: string[];
}
export interface MilestoneMissed {
  readonly kind: 'missed';
  readonly changes: Changes;
  readonly missedOn: string;
}
export interface MilestoneCancelled {
  readonly kind: 'cancelled';
  readonly changes: Changes;
}
export type MilestoneFact =
  | MilestonePlanned
  | MilestoneReplanned
  | MilestoneForecastChanged
  | MilestoneRevised
  | MilestoneReached
  | MilestoneMissed
  | MilestoneCancelled;

/** What the public is told of a fact. */
export function announcementOf(milestone: Milestone, fact: MilestoneFact): Announced | undefined {
  const snapshot = milestoneSnapshot(milestone);
  switch (fact.kind) {
    case 'planned':
    case 'replanned':
      return announce(milestonePlannedV1, snapshot);
    case 'forecast-changed':
      return announce(milestoneForecastChangedV1, { ...snapshot, previouslyExpectedOn: fact.previouslyExpectedOn });
    case 'reached':
      return announce(milestoneReachedV1, { ...snapshot, evidence: fact.evidence });
    case 'missed':
      return announce(milestoneMissedV1, { ...snapshot, missedOn: fact.missedOn });
    case 'revised':
    case 'cancelled':
      return undefined;
  }
}

export function milestoneSnapshot(milestone: Milestone): MilestoneSnapshotV1 {
  const { id, code, title, initiativeId, activityId, owningUnit, plannedOn, forecastOn, reachedOn } = milestone;
  return {
    milestoneId: id,
    code,
    title: multilingual(title),
    initiativeId,
    ...(activityId && { activityId }),
    owningUnit,
    plannedOn,
    ...(forecastOn && { forecastOn }),
    ...(reachedOn && { reachedOn }),
    state: milestone.state,
    version: milestone.version,
  };
}
