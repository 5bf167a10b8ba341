import type { Changes } from '@capdev/persistence';
import { differenceOf } from '@capdev/service-frame/plain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day on which nobody works, whatever day of the week it is. */
export interface DayOff {
  day: string;
  name: string;
}

/** What an editor may say of the calendar. */
export interface CalendarDetails {
  /** The days of the week on which people work: ISO 8601, 1 is Monday. */
  weekdays: number[];
  daysOff: DayOff[];
}

interface CalendarRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}

/** On which days people work: one calendar for the whole plan. */
@Entity()
export class WorkingCalendar implements CalendarDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('smallint', { array: true })
  weekdays!: number[];

  @Column('jsonb')
  daysOff!: DayOff[];

  @Column('timestamptz')
  updatedAt!: Date;

  get details(): CalendarDetails {
    return { weekdays: this.weekdays, daysOff: this.daysOff };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: CalendarDetails, now: Date): CalendarRevised | undefined {
    const inOrder: CalendarDetails = {
      weekdays: details.weekdays.toSorted((a, b) => a - b),
      daysOff: details.daysOff.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    };
    const changes = differenceOf(this.details, inOrder);
    if (Object.keys(changes).length === 0) return undefined;
    Object.assign(this, inOrder, { version: this.version + 1, updatedAt: now });
    return { kind: 'revised', changes };
  }
}
