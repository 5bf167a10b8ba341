import { differenceOf } from '@capdev/service-frame/plain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { impossibilities } from './offering-days.js';
import type { Fee, OfferingDays, OfferingDetails, Place } from './offering-details.js';
import { OfferingImpossible, OfferingNotOver, OfferingStateForbids } from './offering.errors.js';
import type {
  OfferingCancelled,
  OfferingCompleted,
  OfferingOpened,
  OfferingRescheduled,
  OfferingRevised,
  OfferingScheduled,
} from './offering.events.js';
import { type OfferingAction, type OfferingState, offeringStateAfter } from './offering-status.js';

const dayFields = ['startsOn', 'endsOn', 'registrationOpensOn', 'registrationClosesOn'] as const;

/** One run of a course: when, where, in which languages, at what fee. Its unit is the one that owns the course. */
@Entity()
export class Offering implements OfferingDetails {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  /** How many events have told of it. */
  @Column('integer') announcements!: number;
  @Column('text') state!: OfferingState;
  @Column('uuid') courseId!: string;
  @Column('date', { nullable: true }) startsOn!: string | null;
  @Column('date', { nullable: true }) endsOn!: string | null;
  @Column('date', { nullable: true }) registrationOpensOn!: string | null;
  @Column('date', { nullable: true }) registrationClosesOn!: string | null;
  @Column('jsonb') place!: Place;
  @Column('text', { array: true }) languages!: string[];
  @Column('integer', { nullable: true }) seats!: number | null;
  @Column('jsonb', { nullable: true }) fee!: Fee | null;
  @Column('uuid', { array: true }) organiserIds!: string[];
  @Column('text', { nullable: true }) cancellationReason!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;

  /** @param modality of the course: only some can run without dates */
  static schedule(
    details: OfferingDetails,
    of: { id: string; courseId: string; modality: string | null },
    now: Date,
  ): [Offering, OfferingScheduled] {
    refuseImpossible(details, of.modality);
    const offering = Object.assign(new Offering(), details, {
      id: of.id,
      courseId: of.courseId,
      version: 1,
      announcements: 0,
      state: 'planned' as const,
      cancellationReason: null,
      createdAt: now,
      updatedAt: now,
    });
    return [offering, { kind: 'scheduled' }];
  }

  /** What an editor has said of it. */
  get details(): OfferingDetails {
    const { startsOn, endsOn, registrationOpensOn, registrationClosesOn, place, languages, seats, fee } = this;
    const { organiserIds } = this;
    return { startsOn, endsOn, registrationOpensOn, registrationClosesOn, place, languages, seats, fee, organiserIds };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(
    details: OfferingDetails,
    modality: string | null,
    now: Date,
  ): OfferingRescheduled | OfferingRevised | undefined {
    this.stateAfter('edit');
    refuseImpossible(details, modality);
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    const { startsOn, endsOn, registrationOpensOn, registrationClosesOn } = this;
    const previous: OfferingDays = { startsOn, endsOn, registrationOpensOn, registrationClosesOn };
    this.change(details, now);
    return dayFields.some((field) => field in changes)
      ? { kind: 'rescheduled', changes, previous }
      : { kind: 'revised', changes };
  }

  open(now: Date): OfferingOpened {
    return { kind: 'opened', changes: this.enter(this.stateAfter('open'), now) };
  }

  complete(today: string, now: Date): OfferingCompleted {
    const state = this.stateAfter('complete');
    if (this.endsOn !== null && this.endsOn > today) throw new OfferingNotOver(this.endsOn);
    return { kind: 'completed', changes: this.enter(state, now) };
  }

  cancel(reason: string, now: Date): OfferingCancelled {
    const changes = this.enter(this.stateAfter('cancel'), now);
    this.cancellationReason = reason;
    return { kind: 'cancelled', reason, changes: { ...changes, cancellationReason: { from: null, to: reason } } };
  }

  private stateAfter(action: OfferingAction): OfferingState {
    const state = offeringStateAfter(this.state, action);
    if (state === undefined) throw new OfferingStateForbids(this.state, action);
    return state;
  }

  private enter(state: OfferingState, now: Date): { state: { from: string; to: string } } {
    const from = this.state;
    this.change({ state }, now);
    return { state: { from, to: state } };
  }

  private change(values: Partial<Offering>, now: Date): void {
    Object.assign(this, values, { version: this.version + 1, updatedAt: now });
  }
}

function refuseImpossible(details: OfferingDetails, modality: string | null): void {
  const faults = impossibilities(details, details.place, modality);
  if (faults.length > 0) throw new OfferingImpossible(faults);
}
