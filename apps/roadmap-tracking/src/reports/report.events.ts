import { reportPublishedV1, type ReportPublishedV1 } from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Report } from './report.entity.js';

/** Drafted, revised, composed anew, approved, sent back: what stays inside. */
export interface ReportChanged {
  readonly kind: 'drafted' | 'revised' | 'recomposed' | 'approved' | 'sent-back';
  readonly changes: Changes;
}
export interface ReportPublished {
  readonly kind: 'frozen';
  readonly changes: Changes;
  readonly on: string;
}
export type ReportFact = ReportChanged | ReportPublished;

/** What the public is told of a fact: nothing before it is frozen. */
export function announcementOf(report: Report, fact: ReportFact): Announced | undefined {
  return fact.kind === 'frozen' ? announce(reportPublishedV1, reportSnapshot(report, fact.on)) : undefined;
}

/** @param publishedOn of a report that is not published: any day, for measuring its size */
export function reportSnapshot(report: Report, publishedOn: string): ReportPublishedV1 {
  return {
    reportId: report.id,
    title: multilingual(report.title),
    body: report.body,
    asOf: report.asOf,
    edition: report.edition,
    ...(report.replacesId !== null && { replacesId: report.replacesId }),
    contentHash: report.contentHash ?? '',
    publishedOn,
  };
}
