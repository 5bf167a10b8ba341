import { differenceOf } from '@capdev/service-frame/plain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EvidenceRuleEnded } from './evidence-rule.errors.js';
import type { Condition } from './rule-conditions.js';

/** What may be changed about a rule; its milestone and its type of event are final. */
export interface EvidenceRuleDetails {
  conditions: readonly Condition[];
  /** It ends with the first event that it takes. */
  once: boolean;
}

/** Why a rule ends by itself. */
export const firstEventHasCome = 'the first event has come';
export const milestoneCancelled = 'the milestone is cancelled';

/** What happened to a rule, for its history. */
export interface EvidenceRuleFact {
  readonly kind: 'created' | 'revised' | 'ended';
  readonly changes: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;
}

/** Says which events of another service are proposed as evidence of a milestone, as they arrive. */
@Entity()
export class EvidenceRule implements EvidenceRuleDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  milestoneId!: string;

  @Column('text')
  eventType!: string;

  @Column('jsonb')
  conditions!: readonly Condition[];

  @Column('boolean')
  once!: boolean;

  @Column('text')
  state!: 'active' | 'ended';

  @Column('text', { nullable: true })
  endedReason!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static create(
    details: EvidenceRuleDetails,
    of: { id: string; milestoneId: string; eventType: string },
    now: Date,
  ): [EvidenceRule, EvidenceRuleFact] {
    const rule = Object.assign(new EvidenceRule(), details, of, {
      version: 1,
      state: 'active',
      endedReason: null,
      createdAt: now,
      updatedAt: now,
    });
    return [rule, { kind: 'created', changes: {} }];
  }

  get details(): EvidenceRuleDetails {
    return { conditions: this.conditions, once: this.once };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: EvidenceRuleDetails, now: Date): EvidenceRuleFact | undefined {
    this.refuseWhenEnded();
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, details);
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  end(reason: string, now: Date): EvidenceRuleFact {
    this.refuseWhenEnded();
    this.state = 'ended';
    this.endedReason = reason;
    this.changedAt(now);
    return {
      kind: 'ended',
      changes: { state: { from: 'active', to: 'ended' }, endedReason: { from: null, to: reason } },
    };
  }

  private refuseWhenEnded(): void {
    if (this.state === 'ended') throw new EvidenceRuleEnded(this.id, this.endedReason ?? '');
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
