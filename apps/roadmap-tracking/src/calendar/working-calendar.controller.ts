import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { IfMatch } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { CalendarInput, CalendarResponse } from './working-calendar.dto.js';
import { WorkingCalendarQuery } from './working-calendar.query.js';
import { WorkingCalendarService } from './working-calendar.service.js';

class CalendarPatch extends PartialType(CalendarInput) {}

@ApiTags('working calendar')
@Controller('working-calendar')
@Requires<Permission>('calendar:edit')
export class WorkingCalendarController {
  constructor(
    private readonly calendar: WorkingCalendarService,
    private readonly query: WorkingCalendarQuery,
  ) {}

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: CalendarResponse })
  one() {
    return this.query.one();
  }

  @Patch()
  @ApiBody({ type: CalendarPatch, description: 'A JSON merge patch; a list replaces the one that was there.' })
  @ApiOkResponse({ type: CalendarResponse })
  revise(@Body() patch: unknown, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.calendar.revise(patch, seen, caller);
  }

  @Get('history')
  @Requires<Permission>('history:read')
  @ApiOkResponse({ type: HistoryPage })
  history(@Query() query: ListQuery, @CurrentCaller() caller: Caller, @Address() address: string) {
    return this.query.history(query, caller, address);
  }
}
