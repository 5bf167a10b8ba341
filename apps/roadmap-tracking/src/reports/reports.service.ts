import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { differencesOf } from './report-differences.js';
import { Report, type ReportDetails } from './report.entity.js';
import { ReportDayInFuture, ReportEditionExists, ReportNotFound, ReportPeriodReversed } from './report.errors.js';
import { announcementOf, type ReportFact, reportSnapshot } from './report.events.js';
import { ReportComposition } from './report-composition.query.js';
import type { ReportAction } from './report-status.js';
import {
  type EditionInput,
  reportDetailsOf,
  ReportInput,
  type ReportResponse,
  reportResponse,
  type ReturnInput,
} from './reports.dto.js';

/** What may be done to reports. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly composition: ReportComposition,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async draft(input: ReportInput, caller: Caller, request?: IdempotentRequest): Promise<ReportResponse> {
    return runOnce(this.database, onceFor(caller, request), (tx) =>
      this.drafted(tx, reportDetailsOf(input), undefined, caller),
    );
  }

  /** A draft that is to replace a frozen report. */
  async draftEdition(
    id: string,
    input: EditionInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<ReportResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const replaced = await this.locked(tx, id);
      this.policy.demand(caller, 'report:draft', replaced.owningUnit);
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const details: ReportDetails = { ...replaced.details, ...Object.fromEntries(given) };
      const [next] = await tx.query<{ edition: number }>(replacement, [id]);
      if (next) throw new ReportEditionExists(id, next.edition);
      return this.drafted(tx, details, replaced, caller);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<ReportResponse> {
    return this.changing(id, seen, caller, 'report:draft', 'edit', async (tx, report) => {
      const details = reportDetailsOf(await patched(ReportInput, report.details, patch));
      return this.rewritten(tx, report, details, caller);
    });
  }

  /** Takes the figures from the live data again. */
  async recompose(id: string, seen: number | undefined, caller: Caller): Promise<ReportResponse> {
    return this.changing(id, seen, caller, 'report:draft', 'edit', (tx, report) =>
      this.rewritten(tx, report, report.details, caller, true),
    );
  }

  async approve(id: string, seen: number | undefined, caller: Caller): Promise<ReportResponse> {
    return this.changing(id, seen, caller, 'report:approve', 'approve', async (_, report) =>
      report.approve(this.act(caller)),
    );
  }

  async sendBack(id: string, input: ReturnInput, seen: number | undefined, caller: Caller): Promise<ReportResponse> {
    return this.changing(id, seen, caller, 'report:approve', 'send-back', async (_, report) =>
      report.sendBack(input.reason, this.act(caller)),
    );
  }

  async freeze(id: string, seen: number | undefined, caller: Caller): Promise<ReportResponse> {
    return this.changing(id, seen, caller, 'report:approve', 'freeze', async (tx, report) => {
      const before = report.replacesId === null ? null : await this.locked(tx, report.replacesId);
      return report.freeze(before && differencesOf(before.content, report.content), this.act(caller));
    });
  }

  private async drafted(
    tx: Transaction,
    details: ReportDetails,
    replaced: Report | undefined,
    caller: Caller,
  ): Promise<ReportResponse> {
    this.refuseImpossible(details);
    const report = Report.draft(details, {
      id: newId(),
      unit: caller.unit,
      ...(replaced && { replaced }),
      ...this.act(caller),
    });
    report.content = await this.composition.of(tx, report, this.clock.today());
    this.record(tx, report, { kind: 'drafted', changes: {} }, caller);
    tx.insert(Report, report);
    return reportResponse(report);
  }

  private async rewritten(
    tx: Transaction,
    report: Report,
    details: ReportDetails,
    caller: Caller,
    anew = false,
  ): Promise<ReportFact | undefined> {
    this.refuseImpossible(details);
    const { title, body, periodStart, asOf, baselineId, nextPeriod } = details;
    const figuresStay =
      !anew && asOf === report.asOf && periodStart === report.periodStart && baselineId === report.baselineId;
    const content = figuresStay
      ? {
          ...report.content,
          report: { ...report.content.report, title, body },
          nextPeriod: nextPeriod ?? [],
        }
      : await this.composition.of(tx, Object.assign(new Report(), report, details), this.clock.today());
    return report.revise(details, content, this.act(caller));
  }

  private refuseImpossible({ periodStart, asOf }: ReportDetails): void {
    const today = this.clock.today();
    if (asOf > today) throw new ReportDayInFuture(asOf, today);
    if (periodStart > asOf) throw new ReportPeriodReversed(periodStart, asOf);
  }

  private act(caller: Caller): { by: string; now: Date } {
    return { by: caller.subject, now: this.clock.now() };
  }

  private async changing(
    id: string,
    seen: number | undefined,
    caller: Caller,
    permission: Permission,
    action: ReportAction,
    work: (tx: Transaction, report: Report) => Promise<ReportFact | undefined>,
  ): Promise<ReportResponse> {
    return this.database.runInTransaction(async (tx) => {
      const report = await this.locked(tx, id);
      this.policy.demand(caller, permission, report.owningUnit);
      report.refuseUnless(action);
      refuseOutdated('report', report.version, seen);
      const fact = await work(tx, report);
      if (fact) {
        this.record(tx, report, fact, caller);
        await tx.manager.update(Report, { id }, report);
      }
      return reportResponse(report);
    });
  }

  private async locked(tx: Transaction, id: string): Promise<Report> {
    const report = await tx.manager.findOne(Report, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!report) throw new ReportNotFound(id);
    return report;
  }

  private record(tx: Transaction, report: Report, fact: ReportFact, caller: Caller): void {
    refuseOversized('report', reportSnapshot(report, report.asOf));
    this.recorder.record(tx, {
      aggregate: 'report',
      record: report,
      fact,
      announced: announcementOf(report, fact),
      caller,
    });
  }
}

const replacement = {
  name: 'report-replacement',
  text: 'SELECT edition FROM report WHERE replaces_id = $1',
};
