import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an editor may say of an initiative. */
export interface InitiativeDetails {
  title: MultilingualText;
  description: MultilingualText | null;
  /** An opaque identifier: who is asked, never a name. */
  focalPoint: string | null;
  /** The recommendations that it follows. */
  recommendationIds: string[];
  /** The goals of a co-design process that it serves. */
  goalIds: string[];
}

/** The uppermost part of the plan: what is to become of a recommendation. */
@Entity()
export class Initiative implements InitiativeDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  /** What people call it; unique in the plan, and final. */
  @Column('text')
  code!: string;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('jsonb', { nullable: true })
  description!: MultilingualText | null;

  /** The unit that answers for it. */
  @Column('text')
  owningUnit!: string;

  @Column('text', { nullable: true })
  focalPoint!: string | null;

  @Column('text')
  state!: 'planned' | 'in-progress' | 'completed' | 'cancelled';

  @Column('date', { nullable: true })
  startedOn!: string | null;

  @Column('date', { nullable: true })
  completedOn!: string | null;

  @Column('uuid', { array: true })
  recommendationIds!: string[];

  @Column('uuid', { array: true })
  goalIds!: string[];

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
