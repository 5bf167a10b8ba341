import type { BudgetTotal, HarmonisationPart, ReportContent } from '../reports/report-content.js';
import type { Speech } from './speech.js';
import { cell, type Cell, type Section, tableOf } from './view.js';

/** What the existing budget gives, and what has become of it. */
export function budgetSection({ budget }: ReportContent, speech: Speech): Section {
  const { columns, captions, sections, sentences } = speech.words;
  const amounts = (sums: BudgetTotal): Cell[] =>
    [sums.ceiling, sums.allocated, sums.committed, sums.spent].map((sum) => cell(speech.amount(sum, sums.currency)));
  const table = tableOf(
    {
      name: 'budget',
      caption: captions.budget,
      columns: [
        { label: columns.code, kind: 'code', width: 2 },
        { label: columns.line, kind: 'name', width: 5 },
        { label: columns.unit, kind: 'code', width: 2 },
        { label: columns.currency, kind: 'code', width: 2 },
        { label: columns.ceiling, kind: 'number', width: 3 },
        { label: columns.allocated, kind: 'number', width: 3 },
        { label: columns.committed, kind: 'number', width: 3 },
        { label: columns.spent, kind: 'number', width: 3 },
        { label: columns.state, kind: 'text', width: 3 },
      ],
      rows: [
        ...budget.lines.map((line) => [
          cell(line.code),
          cell(speech.line(line.title)),
          cell(line.owningUnit),
          cell(line.currency),
          ...amounts(line),
          cell(line.withinCeiling ? sentences.withinCeiling : sentences.beyondCeiling),
        ]),
        ...budget.totals.map((total) => [
          cell(),
          cell(sentences.total({ currency: total.currency })),
          cell(),
          cell(total.currency),
          ...amounts(total),
          cell(),
        ]),
      ],
      totalsFrom: budget.lines.length,
    },
    speech,
  );
  return { name: 'budget', heading: sections.budget, blocks: [table] };
}

/** How far the units' parts of the catalogue are alike, with the trend. */
export function harmonisationSection({ harmonisation }: ReportContent, speech: Speech): Section {
  const { columns, captions, sections, sentences } = speech.words;
  const trend = (now: string, before: string): Cell => cell(now, sentences.trend({ before }));
  const rate = (part: number, { courses }: { courses: number }): string =>
    courses === 0 ? '–' : speech.percent((100 * part) / courses);
  const table = tableOf(
    {
      name: 'harmonisation',
      caption: captions.harmonisation,
      columns: [
        { label: columns.unit, kind: 'code', width: 2 },
        { label: columns.courses, kind: 'number', width: 3 },
        { label: columns.complete, kind: 'number', width: 3 },
        { label: columns.classified, kind: 'number', width: 3 },
      ],
      rows: harmonisation.map((part: HarmonisationPart) => [
        cell(part.unit),
        trend(speech.number(part.courses), speech.number(part.before.courses)),
        trend(rate(part.complete, part), rate(part.before.complete, part.before)),
        trend(rate(part.classified, part), rate(part.before.classified, part.before)),
      ]),
    },
    speech,
  );
  return { name: 'harmonisation', heading: sections.harmonisation, blocks: [table] };
}
