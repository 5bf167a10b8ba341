import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bureaux, representationOn, sinceWhen, type Term } from './representation.js';
import type { TaskForceFounded, TaskForceRevised, TaskForceTurned } from './task-force.events.js';
import type { TaskForceState } from './task-force-states.js';

/** What the secretariat says of a task force. */
export interface TaskForceDetails {
  name: MultilingualText;
  /** Its terms of reference. */
  terms: MultilingualText | null;
  /** The units without which it cannot act; the bureaux are always among them. */
  requiredUnits: string[];
}

/** Those who act together for several units. It can act while every required unit has a member. */
@Entity()
export class TaskForce implements TaskForceDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('jsonb')
  name!: MultilingualText;

  @Column('jsonb', { nullable: true })
  terms!: MultilingualText | null;

  @Column('text', { array: true })
  requiredUnits!: string[];

  @Column('text')
  state!: TaskForceState;

  /** The day from which it is in this state; null while it has never been constituted. */
  @Column('date', { nullable: true })
  stateSince!: string | null;

  /** The unit whose coordinators keep this record. */
  @Column('text')
  owningUnit!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static found(details: TaskForceDetails, by: { id: string; unit: string }, now: Date): [TaskForce, TaskForceFounded] {
    const taskForce = Object.assign(new TaskForce(), details, {
      id: by.id,
      version: 1,
      announcements: 0,
      requiredUnits: withBureaux(details.requiredUnits),
      state: 'forming',
      stateSince: null,
      owningUnit: by.unit,
      createdAt: now,
      updatedAt: now,
    });
    return [taskForce, { kind: 'founded' }];
  }

  get details(): TaskForceDetails {
    return { name: this.name, terms: this.terms, requiredUnits: this.requiredUnits };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise({ requiredUnits, ...rest }: TaskForceDetails, now: Date): TaskForceRevised | undefined {
    const details = { ...rest, requiredUnits: withBureaux(requiredUnits) };
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, details);
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  /** Something was done to a member: that stands in the history of the task force. */
  membersChanged(now: Date): void {
    this.changedAt(now);
  }

  /**
   * Whether it can act on a day, from the terms of all its members.
   *
   * @returns undefined while that is as it was
   */
  assess(day: string, terms: readonly Term[], now: Date): TaskForceTurned | undefined {
    const representation = representationOn(day, terms, this.requiredUnits);
    const able = representation.missing.length === 0;
    if (able === (this.state === 'constituted')) return undefined;
    const from = this.state;
    this.state = able ? 'constituted' : 'lapsed';
    // A change of the terms of reference has no day of its own: it works from the day on which it is made.
    const since = sinceWhen(day, terms, this.requiredUnits) ?? day;
    this.stateSince = this.stateSince !== null && since <= this.stateSince ? day : since;
    this.changedAt(now);
    return { kind: this.state, representation, changes: { state: { from, to: this.state } } };
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}

function withBureaux(units: readonly string[]): string[] {
  return [...bureaux, ...units.filter((unit) => !bureaux.some((bureau) => bureau === unit)).sort()];
}
