import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an editor may say of an activity. Days are working days of the calendar, both included. */
export interface ActivityDetails {
  title: MultilingualText;
  description: MultilingualText | null;
  /** An opaque identifier: who is asked, never a name. */
  focalPoint: string | null;
  plannedStart: string;
  plannedFinish: string;
  /** Where it is expected otherwise than planned. */
  forecastStart: string | null;
  forecastFinish: string | null;
  /** The day by which it has to be finished, whatever the plan says. */
  deadline: string | null;
}

/** Work that takes time: a part of an initiative. */
@Entity()
export class Activity implements ActivityDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it: none, so far. */
  @Column('integer')
  announcements!: number;

  /** What people call it; unique in the plan, and final. */
  @Column('text')
  code!: string;

  @Column('uuid')
  initiativeId!: string;

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

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
