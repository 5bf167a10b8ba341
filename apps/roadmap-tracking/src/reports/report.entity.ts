import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { hashOf } from './canonical-json.js';
import type { ReportContent, ReportDifference } from './report-content.js';
import {
  ReportAlreadyApproved,
  ReportApprovedByDrafter,
  ReportEditionEarlier,
  ReportFrozen,
  ReportNotApproved,
  ReportNotFrozen,
} from './report.errors.js';
import type { ReportChanged, ReportPublished } from './report.events.js';
import { type ReportAction, type ReportState, reportStateAfter } from './report-status.js';

/** What a drafter says; the rest of a report is composed from the live data. */
export interface ReportDetails {
  title: MultilingualText;
  /** The body that it goes to, such as Council. */
  body: string;
  /** The first day of the period that it covers; the last one is its day. */
  periodStart: string;
  /** The day whose state it tells. */
  asOf: string;
  /** What the plan is compared with. */
  baselineId: string | null;
  /** What comes next, in the drafter's words. */
  nextPeriod: MultilingualText[] | null;
}

/** Who is doing something, and when. */
interface Act {
  readonly by: string;
  readonly now: Date;
}

/** A report to a body about the state of one day: drafted, approved by somebody else, and then never changed again. */
@Entity()
export class Report implements ReportDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('text')
  body!: string;

  @Column('text')
  owningUnit!: string;

  @Column('date')
  periodStart!: string;

  @Column('date')
  asOf!: string;

  @Column('integer')
  edition!: number;

  /** The id of its first edition. */
  @Column('uuid')
  seriesId!: string;

  @Column('uuid', { nullable: true })
  replacesId!: string | null;

  @Column('uuid', { nullable: true })
  baselineId!: string | null;

  @Column('jsonb', { nullable: true })
  nextPeriod!: MultilingualText[] | null;

  @Column('text')
  state!: ReportState;

  @Column('jsonb')
  content!: ReportContent;

  @Column('text', { nullable: true })
  contentHash!: string | null;

  /** Of a frozen later edition: what is otherwise than in the one before. */
  @Column('jsonb', { nullable: true })
  differences!: readonly ReportDifference[] | null;

  @Column('text')
  draftedBy!: string;

  /** Everybody whose words or figures are in it: none of them approves it. */
  @Column('text', { array: true })
  authors!: string[];

  @Column('text', { nullable: true })
  approvedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  approvedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  /** @param replaced the frozen edition before, when there is one */
  static draft(
    details: ReportDetails,
    { id, unit, replaced, by, now }: Act & { id: string; unit: string; replaced?: Report },
  ): Report {
    replaced?.refuseReplacement(details.asOf);
    return Object.assign(new Report(), details, {
      id,
      version: 1,
      announcements: 0,
      owningUnit: unit,
      edition: (replaced?.edition ?? 0) + 1,
      seriesId: replaced?.seriesId ?? id,
      replacesId: replaced?.id ?? null,
      state: 'draft',
      contentHash: null,
      differences: null,
      draftedBy: by,
      authors: [by],
      approvedBy: null,
      approvedAt: null,
      frozenAt: null,
      createdAt: now,
      updatedAt: now,
    });
  }

  get details(): ReportDetails {
    const { title, body, periodStart, asOf, baselineId, nextPeriod } = this;
    return { title, body, periodStart, asOf, baselineId, nextPeriod };
  }

  /** Refuses what a report in this state does not allow, before anything is worked out for it. */
  refuseUnless(action: ReportAction): void {
    if (reportStateAfter(this.state, action) !== undefined) return;
    if (this.state === 'frozen') throw new ReportFrozen(this.id);
    throw this.state === 'draft' ? new ReportNotApproved(this.id) : new ReportAlreadyApproved(this.id);
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: ReportDetails, content: ReportContent, { by, now }: Act): ReportChanged | undefined {
    this.refuseUnless('edit');
    const changes = differenceOf(this.details, details);
    const figures = this.hashChange(content);
    if (Object.keys(changes).length === 0 && !figures) return undefined;
    const kind = Object.keys(changes).length === 0 ? 'recomposed' : 'revised';
    Object.assign(this, details, { content });
    if (!this.authors.includes(by)) this.authors = [...this.authors, by];
    this.changedAt(now);
    return { kind, changes: { ...changes, ...(figures && { content: figures }) } };
  }

  approve({ by, now }: Act): ReportChanged {
    this.refuseUnless('approve');
    if (this.authors.includes(by)) throw new ReportApprovedByDrafter(this.id);
    Object.assign(this, { approvedBy: by, approvedAt: now });
    return { kind: 'approved', changes: this.becomes('approve', now) };
  }

  sendBack(reason: string, { now }: Act): ReportChanged {
    this.refuseUnless('send-back');
    Object.assign(this, { approvedBy: null, approvedAt: null });
    return { kind: 'sent-back', changes: { ...this.becomes('send-back', now), reason: { to: reason } } };
  }

  /** @param differences from the edition that it replaces; null for a first edition */
  freeze(differences: readonly ReportDifference[] | null, { now }: Act): ReportPublished {
    this.refuseUnless('freeze');
    Object.assign(this, { contentHash: hashOf(this.content), differences, frozenAt: now });
    const changes = { ...this.becomes('freeze', now), contentHash: { from: null, to: this.contentHash } };
    return { kind: 'frozen', changes, on: now.toISOString().slice(0, 10) };
  }

  private refuseReplacement(asOf: string): void {
    if (this.state !== 'frozen') throw new ReportNotFrozen(this.id);
    if (asOf < this.asOf) throw new ReportEditionEarlier(asOf, this.asOf);
  }

  /** The history names a content by its hash. */
  private hashChange(content: ReportContent): { from: string; to: string } | undefined {
    const [from, to] = [hashOf(this.content), hashOf(content)];
    return from === to ? undefined : { from, to };
  }

  private becomes(action: ReportAction, now: Date): { state: { from: ReportState; to: ReportState } } {
    const from = this.state;
    this.state = reportStateAfter(from, action)!;
    this.changedAt(now);
    return { state: { from, to: this.state } };
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
