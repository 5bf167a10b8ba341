import { healthPartsOf } from './report-health.js';
import { planPartOf, rowOn } from './report-plan.js';
import {
  type Acceptance,
  acceptances,
  type HarmonisationPart,
  type Implementation,
  implementations,
  type RecommendationsPart,
  type ReportAbout,
  type ReportContent,
} from './report-content.js';
import type { ReportFacts } from './report-facts.query.js';
import type { MultilingualText } from '@capdev/taxonomy';

/** What a report says, from what was found. */
export function contentOf(
  about: ReportAbout,
  nextPeriod: readonly MultilingualText[],
  facts: ReportFacts,
  harmonisation: readonly HarmonisationPart[],
): ReportContent {
  const rows = facts.plan.map((row) => rowOn(row, about.asOf));
  const healths = healthPartsOf(rows, facts, about.asOf);
  return {
    contentVersion: 1,
    report: about,
    baseline: facts.baseline,
    recommendations: recommendationsPart(facts),
    plan: planPartOf(rows, about, ({ id }) => healths.get(id) ?? null),
    budget: {
      lines: facts.budgetLines.map((line) => ({
        ...line,
        withinCeiling: hundredths(line.allocated) <= hundredths(line.ceiling),
      })),
      totals: facts.budgetTotals,
    },
    harmonisation,
    decisions: facts.decisions,
    actionPoints: facts.actionPoints,
    risks: facts.risks,
    nextPeriod,
  };
}

const hundredths = (amount: string): bigint => BigInt(amount.replace('.', ''));

function recommendationsPart({ sources, recommendations }: ReportFacts): RecommendationsPart {
  const accepted = recommendations.filter(
    ({ acceptance: { state } }) => state === 'accepted' || state === 'partially-accepted',
  );
  const followed = accepted.filter(({ implementation }) => implementation.state !== 'overtaken-by-events');
  const counted = <State extends string>(states: readonly State[], found: readonly State[]) =>
    Object.fromEntries(states.map((state) => [state, found.filter((other) => other === state).length])) as Record<
      State,
      number
    >;
  return {
    accepted: { count: accepted.length, of: recommendations.length },
    implemented: {
      count: followed.filter(({ implementation }) => implementation.state === 'implemented').length,
      of: followed.length,
    },
    byAcceptance: counted<Acceptance>(
      acceptances,
      recommendations.map(({ acceptance }) => acceptance.state),
    ),
    byImplementation: counted<Implementation>(
      implementations,
      recommendations.map(({ implementation }) => implementation.state),
    ),
    sources,
    items: recommendations,
  };
}
