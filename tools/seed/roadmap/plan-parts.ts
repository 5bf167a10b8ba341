import type { MultilingualText } from '@capdev/taxonomy';
import { exampleNote, text } from './texts.js';

export interface DemoMilestone {
  readonly code: string;
  readonly title: MultilingualText;
  readonly note: MultilingualText;
  readonly plannedOn: string;
  readonly forecastOn?: string;
  readonly deadline?: string;
  readonly reachedOn?: string;
}

export interface DemoActivity {
  readonly code: string;
  readonly title: MultilingualText;
  readonly unit: string;
  readonly plannedStart: string;
  readonly plannedFinish: string;
  readonly forecastFinish?: string;
  readonly startedOn?: string;
  readonly completedOn?: string;
  readonly percent?: number;
  readonly milestones: readonly DemoMilestone[];
}

export interface DemoInitiative {
  readonly code: string;
  readonly title: MultilingualText;
  readonly description: MultilingualText;
  readonly unit: string;
  /** By their references. */
  readonly recommendations: readonly string[];
  /** By their keys. */
  readonly goals: readonly string[];
  readonly startedOn: string;
  readonly activities: readonly DemoActivity[];
}

type Fate = Pick<DemoActivity, 'startedOn' | 'completedOn' | 'percent' | 'forecastFinish'>;
type Days = Pick<DemoMilestone, 'reachedOn' | 'forecastOn' | 'deadline' | 'note'>;

/** Work that is done. */
export const done = (startedOn: string, completedOn: string): Fate => ({ startedOn, completedOn });
/** Work that goes on. */
export const goingOn = (startedOn: string, percent: number, forecastFinish?: string): Fate => ({
  startedOn,
  percent,
  ...(forecastFinish ? { forecastFinish } : {}),
});
export const toCome: Fate = {};

/** Of what is public: that and in which month it happened. */
export const inThisMonth = text(
  'That it happened, and in which month, is public; its day and its place in a plan are examples.',
);

export function activity(
  code: string,
  title: MultilingualText,
  unit: string,
  [plannedStart, plannedFinish]: readonly [string, string],
  fate: Fate,
  milestones: readonly DemoMilestone[],
): DemoActivity {
  return { code, title, unit, plannedStart, plannedFinish, ...fate, milestones };
}

export function milestone(
  code: string,
  title: MultilingualText,
  plannedOn: string,
  days: Partial<Days> = {},
): DemoMilestone {
  return { code, title, plannedOn, note: exampleNote, ...days };
}

export const reached = (reachedOn: string): Partial<Days> => ({ reachedOn });
