import type { OfficialLanguage } from '@capdev/taxonomy';
import type {
  Acceptance,
  HealthPart,
  Implementation,
  PlanItemPart,
  PlanState,
  RiskPart,
  SourcePart,
} from '../reports/report-content.js';
import { ar } from './words-ar.js';
import { en } from './words-en.js';
import { es } from './words-es.js';
import { fr } from './words-fr.js';
import { ru } from './words-ru.js';
import { zh } from './words-zh.js';

export const sections = [
  'glance',
  'recommendations',
  'plan',
  'budget',
  'harmonisation',
  'decisions',
  'actionPoints',
  'risks',
  'nextPeriod',
  'differences',
] as const;
export type SectionName = (typeof sections)[number];

type Column =
  | 'acceptance'
  | 'activity'
  | 'adoptedOn'
  | 'after'
  | 'allocated'
  | 'answer'
  | 'before'
  | 'baseline'
  | 'ceiling'
  | 'classified'
  | 'code'
  | 'comments'
  | 'committed'
  | 'complete'
  | 'concern'
  | 'courses'
  | 'currency'
  | 'actual'
  | 'datedOn'
  | 'dueOn'
  | 'forecast'
  | 'health'
  | 'impact'
  | 'implementation'
  | 'indicator'
  | 'item'
  | 'kind'
  | 'likelihood'
  | 'line'
  | 'measures'
  | 'number'
  | 'planned'
  | 'progress'
  | 'raisedBy'
  | 'reference'
  | 'response'
  | 'risk'
  | 'score'
  | 'section'
  | 'source'
  | 'spent'
  | 'state'
  | 'taskForce'
  | 'title'
  | 'unit'
  | 'value'
  | 'variance'
  | 'what';

/** What a sentence gets is written in its language already: numbers, days, amounts. */
type Sentence<Parts extends string> = (parts: Readonly<Record<Parts, string>>) => string;

/** Every word of ours in a report. A word that a language lacks does not compile. */
export interface Words {
  /** Of the language itself. */
  readonly sections: Readonly<Record<SectionName, string>>;
  readonly columns: Readonly<Record<Column, string>>;
  readonly acceptance: Readonly<Record<Acceptance, string>>;
  readonly implementation: Readonly<Record<Implementation, string>>;
  readonly kinds: Readonly<Record<PlanItemPart['kind'], string>>;
  readonly planStates: Readonly<Record<PlanState, string>>;
  readonly health: Readonly<Record<HealthPart['status'], string>>;
  readonly responses: Readonly<Record<RiskPart['response'], string>>;
  readonly comments: Readonly<Record<SourcePart['comments'], string>>;
  readonly concernKinds: Readonly<Record<'cost' | 'duplication' | 'mandate' | 'capacity' | 'other', string>>;
  readonly indicators: {
    readonly accepted: string;
    readonly implemented: string;
    readonly reachedInPeriod: string;
    readonly reached: string;
    readonly missed: string;
    readonly due: Sentence<'days'>;
    readonly initiativeHealth: string;
    readonly linesWithinCeiling: string;
    readonly decisions: string;
    readonly openActionPoints: string;
    readonly overdueActionPoints: string;
    readonly openConcerns: string;
  };
  readonly captions: {
    readonly glance: string;
    readonly sources: string;
    readonly recommendations: string;
    readonly concerns: string;
    readonly plan: string;
    readonly budget: string;
    readonly harmonisation: string;
    readonly decisions: string;
    readonly actionPoints: string;
    readonly risks: string;
    readonly differences: string;
  };
  readonly chart: {
    readonly title: string;
    readonly description: Sentence<'rows' | 'asOf'>;
    readonly asOf: Sentence<'day'>;
    readonly legend: Readonly<Record<'baseline' | 'planned' | 'forecast' | 'actual' | 'milestone' | 'reached', string>>;
    readonly part: Sentence<'part' | 'parts'>;
  };
  readonly sentences: {
    readonly to: Sentence<'body'>;
    readonly asOf: Sentence<'day'>;
    readonly period: Sentence<'period'>;
    readonly edition: Sentence<'edition'>;
    readonly composedOn: Sentence<'day'>;
    readonly comparedWith: Sentence<'baseline' | 'day'>;
    readonly notCompared: string;
    readonly draft: string;
    readonly share: Sentence<'count' | 'of' | 'rate'>;
    readonly noneYet: string;
    readonly since: Sentence<'state' | 'day'>;
    readonly received: Sentence<'count' | 'day'>;
    readonly deadline: Sentence<'fact' | 'day'>;
    readonly answered: Sentence<'day'>;
    readonly unanswered: string;
    readonly healths: Sentence<'green' | 'amber' | 'red'>;
    readonly because: Sentence<'code'>;
    readonly notLater: string;
    readonly later: Sentence<'days'>;
    readonly earlier: Sentence<'days'>;
    readonly overdue: Sentence<'day'>;
    readonly occurred: string;
    readonly total: Sentence<'currency'>;
    readonly withinCeiling: string;
    readonly beyondCeiling: string;
    readonly trend: Sentence<'before'>;
    readonly noCourses: string;
    readonly hash: Sentence<'hash'>;
    readonly notFrozen: string;
    readonly page: Sentence<'page' | 'pages'>;
    readonly none: string;
    readonly changed: Sentence<'what' | 'before' | 'after'>;
    readonly added: Sentence<'what' | 'after'>;
    readonly removed: Sentence<'what' | 'before'>;
    readonly otherLanguage: string;
  };
  /** Why something has its health; by the code of the reason. */
  readonly reasons: {
    readonly 'finish-variance': Sentence<'value' | 'threshold'>;
    readonly 'days-overdue': Sentence<'value' | 'threshold'>;
    readonly slack: Sentence<'value' | 'threshold'>;
    readonly 'spending-ahead': Sentence<'value' | 'threshold'>;
    readonly 'risk-score': Sentence<'value' | 'threshold'>;
    readonly 'milestones-missed': Sentence<'value' | 'threshold'>;
    readonly override: Sentence<'reason' | 'day'>;
  };
}

/** The words of each official language. */
export const wordsOf: Readonly<Record<OfficialLanguage, Words>> = { ar, zh, en, fr, ru, es };
