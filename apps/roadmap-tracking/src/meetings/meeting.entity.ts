import type { Changes } from '@capdev/persistence';
import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MeetingDayAhead, MeetingDayPast, MeetingHasDecisions } from './meeting.errors.js';
import type { MeetingState } from './meeting-states.js';

/** What the secretariat says of a meeting. */
export interface MeetingDetails {
  state: MeetingState;
  /** The day on which it was held, or is to be. */
  heldOn: string;
  title: MultilingualText;
  /** Where its minutes are. */
  minutes: string | null;
  /** The units that took part. */
  units: string[];
}

/** A meeting of a task force. */
@Entity()
export class Meeting implements MeetingDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  taskForceId!: string;

  @Column('text')
  state!: MeetingState;

  @Column('date')
  heldOn!: string;

  @Column('jsonb')
  title!: MultilingualText;

  @Column('text', { nullable: true })
  minutes!: string | null;

  @Column('text', { array: true })
  units!: string[];

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static call(
    details: MeetingDetails,
    as: { id: string; taskForceId: string },
    { today, now }: { today: string; now: Date },
  ): Meeting {
    refuseImpossible(details, today);
    return Object.assign(new Meeting(), details, as, { version: 1, createdAt: now, updatedAt: now });
  }

  get details(): MeetingDetails {
    const { state, heldOn, title, minutes, units } = this;
    return { state, heldOn, title, minutes, units };
  }

  /**
   * @param decided whether something was adopted in it: then its day is the day of that
   * @returns what has changed; undefined when nothing has
   */
  revise(details: MeetingDetails, decided: boolean, { today, now }: { today: string; now: Date }): Changes | undefined {
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    const moved = changes.heldOn !== undefined || changes.state !== undefined;
    if (decided && moved) throw new MeetingHasDecisions(this.id, this.heldOn);
    if (moved) refuseImpossible(details, today);
    Object.assign(this, details, { version: this.version + 1, updatedAt: now });
    return changes;
  }
}

function refuseImpossible({ state, heldOn }: MeetingDetails, today: string): void {
  if (state === 'held' && heldOn > today) throw new MeetingDayAhead(heldOn, today);
  if (state === 'planned' && heldOn < today) throw new MeetingDayPast(heldOn, today);
}
