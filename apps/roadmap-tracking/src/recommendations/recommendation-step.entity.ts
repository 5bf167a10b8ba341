import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AcceptanceState, ImplementationState, StepHistory } from './recommendation-states.js';

/** One step of one of the two histories; never changed, never removed. */
@Entity()
export class RecommendationStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  recommendationId!: string;

  @Column('text')
  history!: StepHistory;

  @Column('text')
  state!: AcceptanceState | ImplementationState;

  /** The day from which it holds. */
  @Column('date')
  since!: string;

  /** A unit or a body. */
  @Column('text')
  decidedBy!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz')
  recordedAt!: Date;
}
