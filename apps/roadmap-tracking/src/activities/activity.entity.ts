import type { Changes } from '@capdev/persistence';
import { Column, Entity } from 'typeorm';
import { type ItemDetails, type NewItem, PlanItem } from '../plan/plan-item.entity.js';
import { DaysImpossible } from '../plan/plan-item.errors.js';
import { type WorkAction, workForbidden, type WorkState, workStateAfter } from '../plan/work-status.js';
import { type ActivityDays, impossibilities } from './activity-days.js';
import type { ActivityChanged, ActivityPlanned } from './activity.events.js';

/** What an editor may say of an activity. Days are working days of the calendar, both included. */
export interface ActivityDetails extends ItemDetails, ActivityDays {
  /** Where it is expected otherwise than planned. */
  forecastStart: string | null;
  forecastFinish: string | null;
  /** The day by which it has to be finished, whatever the plan says. */
  deadline: string | null;
}

/** Work that takes time: a part of an initiative. */
@Entity()
export class Activity extends PlanItem implements ActivityDetails {
  @Column('uuid')
  initiativeId!: string;

  @Column('text')
  state!: WorkState;

  @Column('date')
  plannedStart!: string;

  @Column('date')
  plannedFinish!: string;

  @Column('date', { nullable: true })
  forecastStart!: string | null;

  @Column('date', { nullable: true })
  forecastFinish!: string | null;

  @Column('date', { nullable: true })
  actualStart!: string | null;

  @Column('date', { nullable: true })
  actualFinish!: string | null;

  @Column('date', { nullable: true })
  deadline!: string | null;

  /** Per cent. */
  @Column('smallint')
  progress!: number;

  static plan(
    details: ActivityDetails,
    as: NewItem & { readonly initiativeId: string },
    now: Date,
  ): [Activity, ActivityPlanned] {
    refuseImpossible(details);
    const { initiativeId } = as;
    const fresh = { initiativeId, state: 'planned' as const, actualStart: null, actualFinish: null, progress: 0 };
    return [new Activity().enter({ ...details, ...fresh }, as, now), { kind: 'planned' }];
  }

  get kind(): 'activity' {
    return 'activity';
  }

  get details(): ActivityDetails {
    const { plannedStart, plannedFinish, forecastStart, forecastFinish, deadline } = this;
    return { ...this.itemDetails, plannedStart, plannedFinish, forecastStart, forecastFinish, deadline };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: ActivityDetails, now: Date): ActivityChanged | undefined {
    this.stateAfter('edit');
    refuseImpossible(details);
    const changes = this.change(details, now);
    return changes && { kind: 'revised', changes };
  }

  start(on: string, today: string, now: Date): ActivityChanged {
    const state = this.stateAfter('start');
    this.refuseFuture(on, today);
    return { kind: 'started', changes: this.become({ state, actualStart: on }, now) };
  }

  /** @returns undefined when it was that far already */
  progressTo(percent: number, now: Date): ActivityChanged | undefined {
    this.stateAfter('progress');
    const changes = this.change({ progress: percent }, now);
    return changes && { kind: 'progressed', changes };
  }

  complete(on: string, today: string, now: Date): ActivityChanged {
    const state = this.stateAfter('complete');
    this.refuseFuture(on, today);
    if (this.actualStart !== null && on < this.actualStart) {
      const detail = `Activity ${this.code} started on ${this.actualStart}; it cannot have been finished on ${on}, before its start.`;
      throw new DaysImpossible('activity', [{ pointer: '/on', detail }]);
    }
    return { kind: 'completed', changes: this.become({ state, actualFinish: on, progress: 100 }, now) };
  }

  /** @param withCode of the initiative, when it is cancelled with that */
  cancel(reason: string, now: Date, withCode?: string): ActivityChanged {
    const changes = this.become({ state: this.stateAfter('cancel') }, now);
    const why = { reason: { to: reason }, ...(withCode !== undefined && { cancelledWith: { to: withCode } }) };
    return { kind: 'cancelled', changes: { ...changes, ...why } };
  }

  private become(values: Partial<Activity>, now: Date): Changes {
    return this.change(values, now) ?? {};
  }

  private stateAfter(action: WorkAction): WorkState {
    const state = workStateAfter(this.state, action);
    if (state === undefined) throw workForbidden('activity', this.code, this.state, action);
    return state;
  }
}

function refuseImpossible(details: ActivityDetails): void {
  const faults = impossibilities(details);
  if (faults.length > 0) throw new DaysImpossible('activity', faults);
}
