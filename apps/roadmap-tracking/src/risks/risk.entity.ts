import type { Changes } from '@capdev/persistence';
import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RiskStateForbids } from './risk.errors.js';
import { type RiskAction, type RiskHandling, type RiskState, riskStateAfter } from './risk-status.js';

/** What an editor may say of a risk. */
export interface RiskDetails {
  title: MultilingualText;
  /** From 1, hardly, to 5, almost certainly. */
  likelihood: number;
  /** From 1, hardly felt, to 5, the end of the item. */
  impact: number;
  response: RiskHandling;
  /** What is done about it. */
  measures: MultilingualText | null;
  /** The unit that deals with it. */
  owningUnit: string;
}

/** What happened to a risk; nobody outside is told of risks. */
export interface RiskFact {
  readonly kind: 'identified' | 'revised' | 'occurred' | 'closed';
  readonly changes: Changes;
}

/** Something that may happen and would keep an item of the plan from going as planned. */
@Entity()
export class Risk implements RiskDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** The item that it threatens; final. */
  @Column('uuid')
  itemId!: string;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('text')
  owningUnit!: string;

  @Column('smallint')
  likelihood!: number;

  @Column('smallint')
  impact!: number;

  @Column('text')
  response!: RiskHandling;

  @Column('jsonb', { nullable: true })
  measures!: MultilingualText | null;

  @Column('text')
  state!: RiskState;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static identify(details: RiskDetails, by: { id: string; itemId: string }, now: Date): [Risk, RiskFact] {
    const { id, itemId } = by;
    const fresh = { id, itemId, version: 1, state: 'open' as const, createdAt: now, updatedAt: now };
    return [Object.assign(new Risk(), details, fresh), { kind: 'identified', changes: {} }];
  }

  get details(): RiskDetails {
    const { title, likelihood, impact, response, measures, owningUnit } = this;
    return { title, likelihood, impact, response, measures, owningUnit };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: RiskDetails, now: Date): RiskFact | undefined {
    this.stateAfter('edit');
    const changes = this.change(details, now);
    return changes && { kind: 'revised', changes };
  }

  occur(reason: string, now: Date): RiskFact {
    const changes = this.change({ state: this.stateAfter('occur') }, now);
    return { kind: 'occurred', changes: { ...changes, reason: { to: reason } } };
  }

  close(reason: string, now: Date): RiskFact {
    const changes = this.change({ state: this.stateAfter('close') }, now);
    return { kind: 'closed', changes: { ...changes, reason: { to: reason } } };
  }

  private change(values: Partial<Risk>, now: Date): Changes | undefined {
    const changes = differenceOf<Partial<Risk>>(this, values);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, values, { version: this.version + 1, updatedAt: now });
    return changes;
  }

  private stateAfter(action: RiskAction): RiskState {
    const state = riskStateAfter(this.state, action);
    if (state === undefined) throw new RiskStateForbids(this.id, this.state, action);
    return state;
  }
}
