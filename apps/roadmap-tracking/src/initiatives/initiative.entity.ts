import type { Changes } from '@capdev/persistence';
import { Column, Entity } from 'typeorm';
import { type ItemDetails, type NewItem, PlanItem } from '../plan/plan-item.entity.js';
import { DaysImpossible } from '../plan/plan-item.errors.js';
import { type WorkAction, workForbidden, type WorkState, workStateAfter } from '../plan/work-status.js';
import type {
  InitiativeCancelled,
  InitiativeCompleted,
  InitiativePlanned,
  InitiativeRevised,
  InitiativeStarted,
} from './initiative.events.js';

/** What an editor may say of an initiative. */
export interface InitiativeDetails extends ItemDetails {
  /** The recommendations that it follows. */
  recommendationIds: string[];
  /** The goals of a co-design process that it serves. */
  goalIds: string[];
}

/** The uppermost part of the plan: what is to become of a recommendation. */
@Entity()
export class Initiative extends PlanItem implements InitiativeDetails {
  @Column('text')
  state!: WorkState;

  @Column('date', { nullable: true })
  startedOn!: string | null;

  @Column('date', { nullable: true })
  completedOn!: string | null;

  @Column('uuid', { array: true })
  recommendationIds!: string[];

  @Column('uuid', { array: true })
  goalIds!: string[];

  static plan(details: InitiativeDetails, as: NewItem, now: Date): [Initiative, InitiativePlanned] {
    const fresh = { state: 'planned' as const, startedOn: null, completedOn: null };
    return [new Initiative().enter({ ...details, ...fresh }, as, now), { kind: 'planned' }];
  }

  get kind(): 'initiative' {
    return 'initiative';
  }

  get details(): InitiativeDetails {
    return { ...this.itemDetails, recommendationIds: this.recommendationIds, goalIds: this.goalIds };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: InitiativeDetails, now: Date): InitiativeRevised | undefined {
    this.stateAfter('edit');
    const changes = this.change(details, now);
    return changes && { kind: 'revised', changes };
  }

  start(on: string, today: string, now: Date): InitiativeStarted {
    const state = this.stateAfter('start');
    this.refuseFuture(on, today);
    return { kind: 'started', changes: this.become({ state, startedOn: on }, now) };
  }

  /** Whether everything in it is over is for whoever knows what is in it. */
  complete(on: string, today: string, now: Date): InitiativeCompleted {
    const state = this.stateAfter('complete');
    this.refuseFuture(on, today);
    if (this.startedOn !== null && on < this.startedOn) {
      const detail = `Initiative ${this.code} started on ${this.startedOn}; it cannot have been completed on ${on}, before that.`;
      throw new DaysImpossible('initiative', [{ pointer: '/on', detail }]);
    }
    return { kind: 'completed', changes: this.become({ state, completedOn: on }, now) };
  }

  cancel(reason: string, now: Date): InitiativeCancelled {
    const changes = this.become({ state: this.stateAfter('cancel') }, now);
    return { kind: 'cancelled', changes: { ...changes, reason: { to: reason } } };
  }

  private become(values: Partial<Initiative>, now: Date): Changes {
    return this.change(values, now) ?? {};
  }

  private stateAfter(action: WorkAction): WorkState {
    const state = workStateAfter(this.state, action);
    if (state === undefined) throw workForbidden('initiative', this.code, this.state, action);
    return state;
  }
}
