import type { MultilingualText } from '@capdev/taxonomy';
import type { ItemKind } from '../plan/item-kind.js';

// What a report says, as JSON: whole numbers and texts only, so that everybody's JSON library writes it the same way and
// a copy can be compared by its hash (docs/how-to/verify-a-report.md). Amounts of money are decimal texts. A change of
// meaning is a new contentVersion: what was frozen before is still read by this one.

/** So many of so many: the rate is left to whoever shows it. */
interface Share {
  readonly count: number;
  readonly of: number;
}

export interface ReportAbout {
  readonly id: string;
  readonly seriesId: string;
  readonly edition: number;
  readonly replacesId: string | null;
  readonly title: MultilingualText;
  readonly body: string;
  readonly periodStart: string;
  readonly asOf: string;
  /** The day on which it was taken from the live data. */
  readonly composedOn: string;
}

export interface BaselinePart {
  readonly id: string;
  readonly name: string;
  readonly takenOn: string;
}

export const acceptances = ['under-consideration', 'accepted', 'partially-accepted', 'rejected'] as const;
export type Acceptance = (typeof acceptances)[number];
export const implementations = ['not-started', 'in-progress', 'implemented', 'overtaken-by-events'] as const;
export type Implementation = (typeof implementations)[number];

export interface SourcePart {
  readonly id: string;
  readonly kind: string;
  readonly symbol: string | null;
  readonly title: MultilingualText;
  readonly datedOn: string;
  /** Whether member states commented, which is a fact of its own: none may have. */
  readonly comments: 'awaited' | 'received' | 'none-received' | 'not-invited';
  readonly commentDeadline: string | null;
  readonly commentCount: number;
}

export interface ConcernPart {
  readonly id: string;
  readonly kind: 'cost' | 'duplication' | 'mandate' | 'capacity' | 'other';
  readonly raisedBy: string;
  readonly raisedOn: string;
  readonly text: MultilingualText;
  readonly answer: MultilingualText | null;
  readonly answeredOn: string | null;
}

export interface RecommendationPart {
  readonly id: string;
  readonly reference: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  readonly sourceId: string;
  /** Since no day when nothing was ever decided, or done. */
  readonly acceptance: { readonly state: Acceptance; readonly since: string | null };
  readonly implementation: { readonly state: Implementation; readonly since: string | null };
  readonly concerns: readonly ConcernPart[];
}

export interface RecommendationsPart {
  /** Accepted, wholly or in part, of all. */
  readonly accepted: Share;
  /** Implemented, of those accepted that events have not overtaken. */
  readonly implemented: Share;
  readonly byAcceptance: Readonly<Record<Acceptance, number>>;
  readonly byImplementation: Readonly<Record<Implementation, number>>;
  readonly sources: readonly SourcePart[];
  readonly items: readonly RecommendationPart[];
}

/** A stretch of time; one day when something takes none. */
export interface Span {
  readonly start: string;
  readonly finish: string;
}

export type HealthStatus = 'green' | 'amber' | 'red';

/** Why an item has its health, for programs and, through a sentence in each language, for people. */
export type HealthReason =
  | {
      readonly code:
        'finish-variance' | 'days-overdue' | 'slack' | 'spending-ahead' | 'risk-score' | 'milestones-missed';
      readonly status: HealthStatus;
      readonly value: number;
      readonly threshold: number;
    }
  | {
      readonly code: 'override';
      readonly status: HealthStatus;
      readonly reason: string;
      readonly expiresOn: string;
    };

export interface HealthPart {
  readonly status: HealthStatus;
  /** The code of the item inside an initiative whose health it has; null for its own. */
  readonly because: string | null;
  readonly reasons: readonly HealthReason[];
}

export const planStates = ['planned', 'in-progress', 'completed', 'due', 'missed', 'reached', 'cancelled'] as const;
export type PlanState = (typeof planStates)[number];

export interface PlanItemPart {
  readonly id: string;
  readonly kind: ItemKind;
  readonly code: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  /** The code of the initiative that it belongs to; its own for an initiative. */
  readonly initiative: string;
  /** The state at the end of the report's day. */
  readonly state: PlanState;
  readonly baseline: Span | null;
  readonly planned: Span | null;
  readonly forecast: Span | null;
  readonly actual: { readonly start: string | null; readonly finish: string | null };
  readonly deadline: string | null;
  readonly progress: number | null;
  /** Days by which the finish is later (or, below zero, earlier) than in the baseline. */
  readonly varianceDays: number | null;
  readonly health: HealthPart | null;
}

export interface PlanPart {
  /** How far ahead a milestone counts as due. */
  readonly dueWithinDays: number;
  readonly milestones: Readonly<Record<'reached' | 'reachedInPeriod' | 'missed' | 'due' | 'planned', number>>;
  readonly items: readonly PlanItemPart[];
}

export interface BudgetLinePart {
  readonly id: string;
  readonly code: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  readonly currency: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  /** What the existing budget gives: nothing may be allocated beyond it. */
  readonly ceiling: string;
  readonly allocated: string;
  readonly committed: string;
  readonly spent: string;
  readonly withinCeiling: boolean;
}

export interface BudgetTotal {
  readonly currency: string;
  readonly ceiling: string;
  readonly allocated: string;
  readonly committed: string;
  readonly spent: string;
}

interface BudgetPart {
  readonly lines: readonly BudgetLinePart[];
  /** One for each currency: different currencies are never added up. */
  readonly totals: readonly BudgetTotal[];
}

export interface HarmonisationPart {
  readonly unit: string;
  /** Published courses. */
  readonly courses: number;
  readonly complete: number;
  readonly classified: number;
  /** The same at the beginning of the period: the trend. */
  readonly before: { readonly courses: number; readonly complete: number; readonly classified: number };
}

export interface DecisionPart {
  readonly id: string;
  readonly number: number | null;
  readonly taskForce: MultilingualText;
  readonly title: MultilingualText;
  readonly adoptedOn: string;
}

export interface ActionPointPart {
  readonly id: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  readonly dueOn: string;
  readonly overdue: boolean;
}

export interface RiskPart {
  readonly id: string;
  readonly item: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  readonly likelihood: number;
  readonly impact: number;
  readonly response: 'avoid' | 'reduce' | 'transfer' | 'accept';
  readonly occurred: boolean;
  readonly measures: MultilingualText | null;
}

/** Everything that a report says; each rendering says this and nothing else. */
export interface ReportContent {
  readonly contentVersion: 1;
  readonly report: ReportAbout;
  readonly baseline: BaselinePart | null;
  readonly recommendations: RecommendationsPart;
  readonly plan: PlanPart;
  readonly budget: BudgetPart;
  readonly harmonisation: readonly HarmonisationPart[];
  readonly decisions: readonly DecisionPart[];
  readonly actionPoints: readonly ActionPointPart[];
  readonly risks: readonly RiskPart[];
  readonly nextPeriod: readonly MultilingualText[];
}

/** A part of a content. */
export type Said = string | number | boolean | object | null;

/** One thing that is otherwise than in the edition before. */
export interface ReportDifference {
  readonly section: string;
  /** A JSON pointer into the content, with the names of things where lists have numbers. */
  readonly path: string;
  /** What it is about, when that is one thing of many: by what people call it, or its title. */
  readonly subject: { readonly name: string | null; readonly title: MultilingualText | null } | null;
  /** Null when it was not there. */
  readonly before: Said;
  /** Null when it is not there any more. */
  readonly after: Said;
}
