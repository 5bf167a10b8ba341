import { ApiProperty } from '@nestjs/swagger';
import { UnitField } from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { CalendarLink } from './calendar-link.entity.js';

export class CalendarLinkInput {
  @UnitField({ optional: true, description: 'The unit whose milestones the calendar has; those of all unless told.' })
  unit?: string | null;
}

class CalendarLinkResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for the milestones of every unit.' })
  unit!: string | null;

  @ApiProperty({ enum: ['active', 'revoked'] })
  state!: 'active' | 'revoked';

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class NewCalendarLinkResponse extends CalendarLinkResponse {
  @ApiProperty({ description: 'Where the calendar is. It is told this once: whoever knows it reads the calendar.' })
  path!: string;
}

export class CalendarLinkPage extends pageOfType(CalendarLinkResponse) {}

export type CalendarLinkRecord = Recorded<Pick<CalendarLink, keyof CalendarLinkResponse>>;

export function calendarLinkResponse({ id, unit, state, createdAt }: CalendarLinkRecord): CalendarLinkResponse {
  return { id, unit, state, createdAt: momentOf(createdAt) };
}
