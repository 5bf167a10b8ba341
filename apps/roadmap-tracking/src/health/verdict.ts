import type { Thresholds } from './health-rule.entity.js';
import type { Measure } from './measures.js';

/** Best first. */
export const healthStatuses = ['green', 'amber', 'red'] as const;
export type HealthStatus = (typeof healthStatuses)[number];

/** A rule as far as judging goes. */
export interface Rule extends Thresholds {
  readonly measure: Measure;
  readonly worse: 'above' | 'below';
}

/** One measure of one item, judged: enough to say it in any language. */
export interface Judgement {
  readonly measure: Measure;
  readonly value: number;
  /** The threshold that it has reached; of a green one, the next that it would. */
  readonly threshold: number;
  readonly status: HealthStatus;
}

export function judged({ measure, worse, amber, red }: Rule, value: number): Judgement {
  const reaches = (threshold: number): boolean => (worse === 'above' ? value >= threshold : value <= threshold);
  if (reaches(red)) return { measure, value, threshold: red, status: 'red' };
  return { measure, value, threshold: amber, status: reaches(amber) ? 'amber' : 'green' };
}

export const isWorse = (status: HealthStatus, than: HealthStatus): boolean =>
  healthStatuses.indexOf(status) > healthStatuses.indexOf(than);

/** The first of the worst. */
export function worstOf<Judged extends { readonly status: HealthStatus }>(
  judged: readonly Judged[],
): Judged | undefined {
  let worst: Judged | undefined;
  for (const one of judged) if (worst === undefined || isWorse(one.status, worst.status)) worst = one;
  return worst;
}

/** Why a measure has its colour, with its numbers. */
export function sentenceOf({ measure, value, threshold, status }: Judgement): string {
  const limit = status === 'green' ? `amber from ${threshold}` : `${status} from ${threshold}`;
  return `${said[measure](value)} (${limit}).`;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const workingDays = (count: number): string => counted(count, 'working day', 'working days');

const said: Readonly<Record<Measure, (value: number) => string>> = {
  'finish-variance': (value) =>
    value === 0
      ? 'It finishes on the planned day'
      : `It finishes ${workingDays(Math.abs(value))} ${value > 0 ? 'after' : 'before'} the planned day`,
  'days-overdue': (value) => (value === 0 ? 'It is not overdue' : `It has been overdue for ${workingDays(value)}`),
  slack: (value) =>
    value < 0
      ? `It breaks a deadline, of its own or behind it, by ${workingDays(-value)}`
      : `It can be ${workingDays(value)} later without harm`,
  'spending-ahead': (value) =>
    value > 0
      ? `The share of its money that is spent is ${counted(value, 'point', 'points')} ahead of its progress`
      : 'Its spending is not ahead of its progress',
  'risk-score': (value) => (value === 0 ? 'It has no open risk' : `Its gravest open risk scores ${value} of 25`),
  'milestones-missed': (value) => (value === 0 ? 'No milestone was missed' : `Milestones missed: ${value}`),
};
