import type { ReportContent } from '../reports/report-content.js';
import type { Speech } from './speech.js';
import { cell, type Section } from './view.js';

/** The figures that everybody asks for first. */
export function glanceSection(content: ReportContent, speech: Speech): Section {
  const { recommendations, plan, budget, decisions, actionPoints } = content;
  const { indicators, captions, columns, sections, sentences } = speech.words;
  const { milestones } = plan;
  const concerns = recommendations.items.flatMap(({ concerns }) => concerns);
  const healths = plan.items.filter(({ kind, health }) => kind === 'initiative' && health !== null);
  const count = (status: string) => speech.number(healths.filter(({ health }) => health?.status === status).length);
  const all = milestones.reached + milestones.missed + milestones.due + milestones.planned;
  const figures: [string, string][] = [
    [indicators.accepted, speech.share(recommendations.accepted)],
    [indicators.implemented, speech.share(recommendations.implemented)],
    [indicators.openConcerns, speech.number(concerns.filter(({ answer }) => answer === null).length)],
    [indicators.reachedInPeriod, speech.number(milestones.reachedInPeriod)],
    [indicators.reached, speech.share({ count: milestones.reached, of: all })],
    [indicators.missed, speech.number(milestones.missed)],
    [indicators.due({ days: speech.days(plan.dueWithinDays) }), speech.number(milestones.due)],
    [
      indicators.initiativeHealth,
      sentences.healths({ green: count('green'), amber: count('amber'), red: count('red') }),
    ],
    [
      indicators.linesWithinCeiling,
      speech.share({
        count: budget.lines.filter(({ withinCeiling }) => withinCeiling).length,
        of: budget.lines.length,
      }),
    ],
    [indicators.decisions, speech.number(decisions.length)],
    [indicators.openActionPoints, speech.number(actionPoints.length)],
    [indicators.overdueActionPoints, speech.number(actionPoints.filter(({ overdue }) => overdue).length)],
  ];
  return {
    name: 'glance',
    heading: sections.glance,
    blocks: [
      {
        ...{ kind: 'table', name: 'glance', caption: captions.glance },
        columns: [
          { label: columns.indicator, kind: 'name', width: 3 },
          { label: columns.value, kind: 'text', width: 2 },
        ],
        rows: figures.map(([indicator, value]) => [cell(indicator), cell(value)]),
      },
    ],
  };
}
