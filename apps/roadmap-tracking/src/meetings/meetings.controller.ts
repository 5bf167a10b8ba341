import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import {
  type IdempotentRequest,
  IfMatch,
  type LanguagePreference,
  Once,
  PreferredLanguages,
} from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { MeetingInput, MeetingListQuery, MeetingPage, MeetingResponse } from './meetings.dto.js';
import { MeetingsQuery } from './meetings.query.js';
import { MeetingsService } from './meetings.service.js';

class MeetingPatch extends PartialType(MeetingInput) {}

@ApiTags('task forces')
@Controller()
@Requires<Permission>('roadmap:read')
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsService,
    private readonly query: MeetingsQuery,
  ) {}

  @Post('task-forces/:id/meetings')
  @Requires<Permission>('task-force:edit')
  @ApiCreatedResponse({ type: MeetingResponse })
  call(
    @Param('id', RecordId) id: string,
    @Body() input: MeetingInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.meetings.call(id, input, caller, once);
  }

  @Get('task-forces/:id/meetings')
  @ApiOkResponse({ type: MeetingPage })
  list(
    @Param('id', RecordId) id: string,
    @Query() query: MeetingListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(id, query, languages, address);
  }

  @Get('meetings/:id')
  @ApiOkResponse({ type: MeetingResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Get('task-forces/:id/meetings/:meetingId')
  @ApiOkResponse({ type: MeetingResponse })
  oneOf(
    @Param('id', RecordId) id: string,
    @Param('meetingId', RecordId) meetingId: string,
    @PreferredLanguages() languages: LanguagePreference,
  ) {
    return this.query.one(meetingId, languages, id);
  }

  @Patch('meetings/:id')
  @Requires<Permission>('task-force:edit')
  @ApiBody({ type: MeetingPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: MeetingResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.meetings.revise(id, patch, seen, caller);
  }

  @Get('meetings/:id/history')
  @Requires<Permission>('history:read')
  @ApiOkResponse({ type: HistoryPage })
  history(
    @Param('id', RecordId) id: string,
    @Query() query: ListQuery,
    @CurrentCaller() caller: Caller,
    @Address() address: string,
  ) {
    return this.query.history(id, query, caller, address);
  }
}
