import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  RecommendationBeingImplemented,
  RecommendationNotAccepted,
  RecommendationReasonMissing,
  RecommendationStateSame,
  RecommendationStepImpossible,
  RecommendationStepTooEarly,
  RecommendationStepTooLate,
} from './recommendation.errors.js';
import type {
  AcceptanceRecorded,
  ImplementationRecorded,
  RecommendationEntered,
  RecommendationRevised,
} from './recommendation.events.js';
import {
  acceptanceNeedsReason,
  type AcceptanceState,
  implementationStatesAfter,
  type ImplementationState,
  implementationStep,
  isAccepting,
  restsOnAcceptance,
} from './recommendation-states.js';

/** What may be said of a recommendation. */
export interface RecommendationDetails {
  /** What people call it; unique in the roadmap. */
  reference: string;
  title: MultilingualText;
  text: MultilingualText | null;
  /** The unit that follows it up. */
  owningUnit: string;
}

/** A step of one of the two histories, as it is asked for. */
export interface Step<State> {
  readonly state: State;
  readonly since: string;
  /** A unit or a body. */
  readonly decidedBy: string;
  readonly reason: string | null;
}

/** What bounds the day of a step. */
export interface StepBounds {
  /** Of the document that recommends it. */
  readonly datedOn: string;
  readonly today: string;
}

/** Something that a source recommends; what is decided about it and what is done about it are two histories. */
@Entity()
export class Recommendation implements RecommendationDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('uuid')
  sourceId!: string;

  @Column('text')
  reference!: string;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('jsonb', { nullable: true })
  text!: MultilingualText | null;

  @Column('text')
  owningUnit!: string;

  @Column('text')
  acceptance!: AcceptanceState;

  /** The day from which that holds; null before the first decision. */
  @Column('date', { nullable: true })
  acceptanceSince!: string | null;

  /** The day from which it has been accepted, wholly or in part, without a break; null when it is not. */
  @Column('date', { nullable: true })
  acceptedSince!: string | null;

  @Column('text')
  implementation!: ImplementationState;

  /** The day from which that holds; null before the first step. */
  @Column('date', { nullable: true })
  implementationSince!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static enter(
    details: RecommendationDetails,
    of: { id: string; sourceId: string },
    now: Date,
  ): [Recommendation, RecommendationEntered] {
    const recommendation = Object.assign(new Recommendation(), details, of, {
      version: 1,
      announcements: 0,
      acceptance: 'under-consideration',
      acceptanceSince: null,
      acceptedSince: null,
      implementation: 'not-started',
      implementationSince: null,
      createdAt: now,
      updatedAt: now,
    });
    return [recommendation, { kind: 'entered' }];
  }

  get details(): RecommendationDetails {
    return { reference: this.reference, title: this.title, text: this.text, owningUnit: this.owningUnit };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: RecommendationDetails, now: Date): RecommendationRevised | undefined {
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, details);
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  /**
   * Appends a decision. Nothing is under way without one that accepts: who rejects, or takes up again, what is being or has
   * been implemented records first that events have overtaken the implementation. Rejection alone would leave open what
   * became of the work, and only the unit that did it knows.
   */
  decide(step: Step<AcceptanceState>, bounds: StepBounds, now: Date): AcceptanceRecorded {
    const { state, since } = step;
    if (state === this.acceptance) throw new RecommendationStateSame(this.reference, 'acceptance', state);
    if (acceptanceNeedsReason(state) && step.reason === null) {
      throw new RecommendationReasonMissing(this.reference, this.acceptance, state);
    }
    refuseDay(since, this.acceptanceSince, bounds);
    if (!isAccepting(state)) {
      if (restsOnAcceptance(this.implementation)) {
        throw new RecommendationBeingImplemented(this.reference, this.implementation, state);
      }
      // On no day may it read as rejected and under way, not even when the two were written down in another order.
      if (this.implementationSince !== null && since < this.implementationSince) {
        throw new RecommendationStepTooEarly(since, this.implementationSince, 'the last step of its implementation');
      }
    }
    const before = { acceptance: this.acceptance, acceptanceSince: this.acceptanceSince };
    const after = { acceptance: state, acceptanceSince: since };
    Object.assign(this, after, { acceptedSince: isAccepting(state) ? (this.acceptedSince ?? since) : null });
    this.changedAt(now);
    return { kind: 'decided', step, changes: { ...differenceOf(before, after), ...reasons(step) } };
  }

  /** Appends what has been done. Events may overtake a recommendation at any time; the rest needs one that is accepted. */
  follow(step: Step<ImplementationState>, bounds: StepBounds, now: Date): ImplementationRecorded {
    const { state, since } = step;
    if (state === this.implementation) throw new RecommendationStateSame(this.reference, 'implementation', state);
    const way = implementationStep(this.implementation, state);
    if (way === undefined) {
      const possible = implementationStatesAfter(this.implementation);
      throw new RecommendationStepImpossible(this.reference, this.implementation, state, possible);
    }
    if (way === 'with-reason' && step.reason === null) {
      throw new RecommendationReasonMissing(this.reference, this.implementation, state);
    }
    refuseDay(since, this.implementationSince, bounds);
    if (restsOnAcceptance(state)) {
      if (this.acceptedSince === null) throw new RecommendationNotAccepted(this.reference, this.acceptance, state);
      if (since < this.acceptedSince) throw new RecommendationStepTooEarly(since, this.acceptedSince, 'its acceptance');
    }
    const before = { implementation: this.implementation, implementationSince: this.implementationSince };
    const after = { implementation: state, implementationSince: since };
    Object.assign(this, after);
    this.changedAt(now);
    return { kind: 'followed', step, changes: { ...differenceOf(before, after), ...reasons(step) } };
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}

function reasons({ decidedBy, reason }: Step<string>) {
  return { decidedBy: { to: decidedBy }, ...(reason !== null && { reason: { to: reason } }) };
}

function refuseDay(since: string, previous: string | null, { datedOn, today }: StepBounds): void {
  if (since > today) throw new RecommendationStepTooLate(since, today);
  if (since < datedOn) throw new RecommendationStepTooEarly(since, datedOn, 'the date of its source');
  if (previous !== null && since < previous) {
    throw new RecommendationStepTooEarly(since, previous, 'the last step of the same history');
  }
}
