import { Injectable } from '@nestjs/common';
import type { Transaction } from '@capdev/persistence';
import type { ReportContent } from './report-content.js';
import type { Report } from './report.entity.js';

/** Takes what a report says from the live data. */
@Injectable()
export class ReportComposition {
  /** @param report whose details say for which day, period and baseline */
  async of(_tx: Transaction, report: Report, composedOn: string): Promise<ReportContent> {
    const { id, seriesId, edition, replacesId, title, body, periodStart, asOf, nextPeriod } = report;
    return {
      contentVersion: 1,
      report: { id, seriesId, edition, replacesId, title, body, periodStart, asOf, composedOn },
      baseline: null,
      recommendations: {
        accepted: { count: 0, of: 0 },
        implemented: { count: 0, of: 0 },
        byAcceptance: { 'under-consideration': 0, accepted: 0, 'partially-accepted': 0, rejected: 0 },
        byImplementation: { 'not-started': 0, 'in-progress': 0, implemented: 0, 'overtaken-by-events': 0 },
        sources: [],
        items: [],
      },
      plan: {
        dueWithinDays: 90,
        milestones: { reached: 0, reachedInPeriod: 0, missed: 0, due: 0, planned: 0 },
        items: [],
      },
      budget: { lines: [], totals: [] },
      harmonisation: [],
      decisions: [],
      actionPoints: [],
      risks: [],
      nextPeriod: nextPeriod ?? [],
    };
  }
}
