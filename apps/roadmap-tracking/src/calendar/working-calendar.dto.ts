import { ApiProperty } from '@nestjs/swagger';
import { CheckedField, DayField, PartsField, TextField } from '@capdev/service-frame/fields';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { ArrayUnique } from 'class-validator';
import type { CalendarDetails, DayOff, WorkingCalendar } from './working-calendar.entity.js';

const isWeekday = (day: unknown): boolean => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7;

function weekdaysFault(value: unknown): string | undefined {
  const days = Array.isArray(value) ? (value as unknown[]) : [];
  if (days.length === 0 || !days.every(isWeekday)) return 'must be days of the week from 1 (Monday) to 7, at least one';
  return new Set(days).size < days.length ? 'must not name the same day twice' : undefined;
}

class DayOffInput implements DayOff {
  @DayField()
  day!: string;

  @TextField(100, { description: 'What day it is, such as the name of a holiday.' })
  name!: string;
}

/** The calendar as an editor writes it. */
export class CalendarInput {
  @CheckedField(
    'areWeekdays',
    weekdaysFault,
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 }, uniqueItems: true, example: [1, 2, 3, 4, 5] },
    { description: 'On which people work: ISO 8601, 1 is Monday.' },
  )
  weekdays!: number[];

  @PartsField(() => DayOffInput, 1_000, { description: 'On which nobody works; each day once.' })
  @ArrayUnique(({ day }: DayOffInput) => day, { message: '$property must not name the same day twice' })
  daysOff?: DayOffInput[] | null;
}

export function calendarDetailsOf({ weekdays, daysOff }: CalendarInput): CalendarDetails {
  return { weekdays, daysOff: (daysOff ?? []).map(({ day, name }) => ({ day, name })) };
}

class DayOffResponse implements DayOff {
  @ApiProperty({ format: 'date' })
  day!: string;

  @ApiProperty()
  name!: string;
}

export class CalendarResponse {
  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ type: [Number], description: 'On which people work: ISO 8601, 1 is Monday.' })
  weekdays!: number[];

  @ApiProperty({ type: [DayOffResponse], description: 'In their order.' })
  daysOff!: DayOff[];

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function calendarResponse(calendar: Recorded<Pick<WorkingCalendar, keyof CalendarResponse>>): CalendarResponse {
  const { version, weekdays, daysOff, updatedAt } = calendar;
  return { version, weekdays, daysOff, updatedAt: momentOf(updatedAt) };
}
