import { Injectable } from '@nestjs/common';
import type { Transaction } from '@capdev/persistence';
import { HarmonisationQuery } from '../harmonisation/harmonisation.query.js';
import { daysAfter } from '../schedule/working-days.js';
import { contentOf } from './report-composition.js';
import type { HarmonisationPart, ReportContent } from './report-content.js';
import type { Report } from './report.entity.js';
import { ReportBaselineUnknown } from './report.errors.js';
import { reportFacts } from './report-facts.query.js';

/** Takes what a report says from the live data. */
@Injectable()
export class ReportComposition {
  constructor(private readonly harmonisation: HarmonisationQuery) {}

  /**
   * @param report whose details say for which day, period and baseline
   * @throws ReportBaselineUnknown when there is no such baseline
   */
  async of(tx: Transaction, report: Report, composedOn: string): Promise<ReportContent> {
    const { id, seriesId, edition, replacesId, title, body, periodStart, asOf, baselineId, nextPeriod } = report;
    const facts = await reportFacts(tx, { asOf, periodStart, baselineId });
    if (baselineId !== null && facts.baseline === null) throw new ReportBaselineUnknown(baselineId);
    const about = { id, seriesId, edition, replacesId, title, body, periodStart, asOf, composedOn };
    return contentOf(about, nextPeriod ?? [], facts, await this.measured(tx, periodStart, asOf));
  }

  /** At the end of the day, and at the end of the day before the period began. */
  private async measured(tx: Transaction, periodStart: string, asOf: string): Promise<HarmonisationPart[]> {
    const before = await this.harmonisation.onDay(daysAfter(periodStart, -1), tx);
    const now = await this.harmonisation.onDay(asOf, tx);
    const earlier = new Map(before.units.map((unit) => [unit.unit, unit]));
    return now.units.map((unit) => ({ unit: unit.unit, ...countsOf(unit), before: countsOf(earlier.get(unit.unit)) }));
  }
}

type Counts = HarmonisationPart['before'];

function countsOf(unit: { published: number; complete: number; classified: number } | undefined): Counts {
  return { courses: unit?.published ?? 0, complete: unit?.complete ?? 0, classified: unit?.classified ?? 0 };
}
