import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an editor may say of a milestone. It takes no time: its day is the one at whose end it is reached. */
export interface MilestoneDetails {
  title: MultilingualText;
  description: MultilingualText | null;
  /** An opaque identifier: who is asked, never a name. */
  focalPoint: string | null;
  plannedOn: string;
  /** Where it is expected on another day than planned. */
  forecastOn: string | null;
  /** The day by which it has to be reached, whatever the plan says. */
  deadline: string | null;
}

/** A moment at which something is there that was not before; reached only with evidence. */
@Entity()
export class Milestone implements MilestoneDetails {
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

  @Column('uuid')
  initiativeId!: string;

  /** The activity that it closes, when it belongs to one. */
  @Column('uuid', { nullable: true })
  activityId!: string | null;

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
  state!: 'planned' | 'missed' | 'reached' | 'cancelled';

  @Column('date')
  plannedOn!: string;

  @Column('date', { nullable: true })
  forecastOn!: string | null;

  @Column('date', { nullable: true })
  reachedOn!: string | null;

  @Column('date', { nullable: true })
  deadline!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
