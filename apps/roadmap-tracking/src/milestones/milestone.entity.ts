import type { Changes } from '@capdev/persistence';
import { Column, Entity } from 'typeorm';
import { type ItemDetails, type NewItem, PlanItem } from '../plan/plan-item.entity.js';
import { ItemStateForbids } from '../plan/plan-item.errors.js';
import { MilestoneWithoutEvidence } from './milestone.errors.js';
import type {
  MilestoneCancelled,
  MilestoneForecastChanged,
  MilestoneMissed,
  MilestonePlanned,
  MilestoneReached,
  MilestoneReplanned,
  MilestoneRevised,
} from './milestone.events.js';
import { type MilestoneAction, type MilestoneState, milestoneStateAfter } from './milestone-status.js';

/** What an editor may say of a milestone. It takes no time: its day is the one at whose end it is reached. */
export interface MilestoneDetails extends ItemDetails {
  plannedOn: string;
  /** Where it is expected on another day than planned. */
  forecastOn: string | null;
  /** The day by which it has to be reached, whatever the plan says. */
  deadline: string | null;
}

/** What the public knows a milestone by, beside its forecast. */
const announced = ['plannedOn', 'title', 'owningUnit'] as const;

/** A moment at which something is there that was not before; reached only with evidence. */
@Entity()
export class Milestone extends PlanItem implements MilestoneDetails {
  @Column('uuid')
  initiativeId!: string;

  /** The activity that it closes, when it belongs to one. */
  @Column('uuid', { nullable: true })
  activityId!: string | null;

  @Column('text')
  state!: MilestoneState;

  @Column('date')
  plannedOn!: string;

  @Column('date', { nullable: true })
  forecastOn!: string | null;

  @Column('date', { nullable: true })
  reachedOn!: string | null;

  @Column('date', { nullable: true })
  deadline!: string | null;

  static plan(
    details: MilestoneDetails,
    as: NewItem & { readonly initiativeId: string; readonly activityId: string | null },
    now: Date,
  ): [Milestone, MilestonePlanned] {
    const { initiativeId, activityId } = as;
    const fresh = { initiativeId, activityId, state: 'planned' as const, reachedOn: null };
    return [new Milestone().enter({ ...details, ...fresh }, as, now), { kind: 'planned' }];
  }

  get kind(): 'milestone' {
    return 'milestone';
  }

  get details(): MilestoneDetails {
    const { plannedOn, forecastOn, deadline } = this;
    return { ...this.itemDetails, plannedOn, forecastOn, deadline };
  }

  /** The day at whose end it is missed: the forecast, else the plan. */
  get expectedOn(): string {
    return this.forecastOn ?? this.plannedOn;
  }

  /**
   * A day that has not passed yet makes a missed one planned again.
   *
   * @returns undefined when nothing differs: then nothing has changed
   */
  revise(
    details: MilestoneDetails,
    today: string,
    now: Date,
  ): MilestoneReplanned | MilestoneForecastChanged | MilestoneRevised | undefined {
    const expectedOn = details.forecastOn ?? details.plannedOn;
    const previouslyExpectedOn = this.expectedOn;
    const moved = expectedOn !== previouslyExpectedOn;
    const state = this.stateAfter(moved && expectedOn >= today ? 'replan' : 'edit');
    const changes = this.change({ ...details, state }, now);
    if (!changes) return undefined;
    if (announced.some((field) => field in changes)) return { kind: 'replanned', changes };
    return moved ? { kind: 'forecast-changed', changes, previouslyExpectedOn } : { kind: 'revised', changes };
  }

  /** @param evidence the kinds of what shows it, one for each piece */
  reach(on: string, evidence: string[], today: string, now: Date): MilestoneReached {
    const state = this.stateAfter('reach');
    this.refuseFuture(on, today);
    if (evidence.length === 0) throw new MilestoneWithoutEvidence(this.code);
    return { kind: 'reached', evidence, changes: this.become({ state, reachedOn: on }, now) };
  }

  /** @returns undefined when its day has not passed, or does not matter any more */
  miss(today: string, now: Date): MilestoneMissed | undefined {
    const state = milestoneStateAfter(this.state, 'miss');
    if (state === undefined || this.expectedOn >= today) return undefined;
    return { kind: 'missed', missedOn: this.expectedOn, changes: this.become({ state }, now) };
  }

  /** @param withCode of the item that it belongs to, when it is cancelled with that */
  cancel(reason: string, now: Date, withCode?: string): MilestoneCancelled {
    const changes = this.become({ state: this.stateAfter('cancel') }, now);
    const why = { reason: { to: reason }, ...(withCode !== undefined && { cancelledWith: { to: withCode } }) };
    return { kind: 'cancelled', changes: { ...changes, ...why } };
  }

  private become(values: Partial<Milestone>, now: Date): Changes {
    return this.change(values, now) ?? {};
  }

  private stateAfter(action: MilestoneAction): MilestoneState {
    const state = milestoneStateAfter(this.state, action);
    if (state === undefined) throw new ItemStateForbids('milestone', this.code, this.state, deeds[action], end);
    return state;
  }
}

const deeds: Readonly<Record<MilestoneAction, string>> = {
  edit: 'changed',
  replan: 'planned anew',
  miss: 'missed',
  reach: 'reached',
  cancel: 'cancelled',
};
const end = 'it stays as it is. Plan a new milestone for what is still to come.';
