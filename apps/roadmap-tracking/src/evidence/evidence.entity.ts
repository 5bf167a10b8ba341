import type { Caller } from '@capdev/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EvidenceConfirmedByProposer, EvidenceStateForbids } from './evidence.errors.js';
import type { EvidenceKind } from './evidence-kinds.js';
import { type EvidenceAction, type EvidenceState, evidenceStateAfter } from './evidence-state.js';

/** An event of another service, as far as one has to know it to find it again. */
export interface EventReference {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
}

/** What is said to show that a milestone is reached. */
export interface EvidenceDetails {
  kind: EvidenceKind;
  title: string;
  url: string | null;
  /** Of a document, such as `C21/32`. */
  symbol: string | null;
  /** Of the document's bytes, so that nobody can exchange it unnoticed. */
  sha256: string | null;
  decisionId: string | null;
  event: EventReference | null;
  /** The rule that took the event for evidence. */
  ruleId: string | null;
}

/** What happened to a piece of evidence, for its history. */
export interface EvidenceFact {
  readonly kind: 'proposed' | 'confirmed' | 'rejected' | 'withdrawn';
  readonly changes: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;
}

/** Something that shows that a milestone is reached; counts once the unit that answers for the milestone has confirmed it. */
@Entity()
export class Evidence implements EvidenceDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  milestoneId!: string;

  @Column('text')
  kind!: EvidenceKind;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  url!: string | null;

  @Column('text', { nullable: true })
  symbol!: string | null;

  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('uuid', { nullable: true })
  decisionId!: string | null;

  @Column('jsonb', { nullable: true })
  event!: EventReference | null;

  @Column('uuid', { nullable: true })
  ruleId!: string | null;

  @Column('text')
  state!: EvidenceState;

  /** An opaque identifier. */
  @Column('text')
  proposedBy!: string;

  @Column('text')
  proposedByUnit!: string;

  /** Why it was rejected or withdrawn. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static propose(
    details: EvidenceDetails,
    of: { id: string; milestoneId: string; by: Caller },
    now: Date,
  ): [Evidence, EvidenceFact] {
    const evidence = Object.assign(new Evidence(), details, {
      id: of.id,
      version: 1,
      milestoneId: of.milestoneId,
      state: 'proposed',
      proposedBy: of.by.subject,
      proposedByUnit: of.by.unit,
      reason: null,
      createdAt: now,
      updatedAt: now,
    });
    return [evidence, { kind: 'proposed', changes: {} }];
  }

  /** Whoever proposed it cannot confirm it, whatever its kind; what a rule proposed, everybody may. */
  confirm(by: Caller, now: Date): EvidenceFact {
    // A person may act for several units and stays one person.
    if (by.subject === this.proposedBy) throw new EvidenceConfirmedByProposer();
    return this.become('confirm', null, now);
  }

  reject(reason: string, now: Date): EvidenceFact {
    return this.become('reject', reason, now);
  }

  withdraw(reason: string, now: Date): EvidenceFact {
    return this.become('withdraw', reason, now);
  }

  private become(action: EvidenceAction, reason: string | null, now: Date): EvidenceFact {
    const before = this.state;
    const next = evidenceStateAfter(before, action);
    if (!next || next === 'proposed') throw new EvidenceStateForbids(before, action);
    Object.assign(this, { state: next, reason, version: this.version + 1, updatedAt: now });
    return {
      kind: next,
      changes: { state: { from: before, to: next }, ...(reason !== null && { reason: { from: null, to: reason } }) },
    };
  }
}
