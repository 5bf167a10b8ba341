import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type LanguagePreference, PreferredLanguages, sent } from '@capdev/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '../roles.js';
import { CalendarLinkInput, CalendarLinkPage, NewCalendarLinkResponse } from './calendar-links.dto.js';
import { CalendarLinksService } from './calendar-links.service.js';
import { CalendarsQuery } from './calendars.query.js';

@ApiTags('calendars')
@Controller()
@Requires<Permission>('roadmap:read')
export class CalendarsController {
  constructor(
    private readonly links: CalendarLinksService,
    private readonly calendars: CalendarsQuery,
  ) {}

  @Post('calendar-links')
  @ApiCreatedResponse({ type: NewCalendarLinkResponse })
  make(@Body() input: CalendarLinkInput, @CurrentCaller() caller: Caller) {
    return this.links.make(input, caller);
  }

  @Get('calendar-links')
  @ApiOkResponse({ type: CalendarLinkPage })
  list(@Query() query: ListQuery, @CurrentCaller() caller: Caller, @Address() address: string) {
    return this.links.list(query, caller, address);
  }

  @Delete('calendar-links/:id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The calendar is gone; revoking it again changes nothing.' })
  revoke(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.links.revoke(id, caller);
  }

  @Get('calendars/:key.ics')
  @Public()
  @ApiOkResponse({
    description: 'The milestones as events of a day each; whoever knows the address reads them.',
    content: { 'text/calendar': { schema: { type: 'string' } } },
  })
  async file(
    @Param('key') key: string,
    @PreferredLanguages() languages: LanguagePreference,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sent(request, reply, await this.calendars.file(key, languages));
  }
}
