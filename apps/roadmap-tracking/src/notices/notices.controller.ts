import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public, Requires } from '@capdev/access';
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
import { NoticeInput, NoticePage, NoticeResponse } from './notices.dto.js';
import { NoticesQuery } from './notices.query.js';
import { NoticesService } from './notices.service.js';

class NoticePatch extends PartialType(NoticeInput) {}

@ApiTags('notices')
@Controller('notices')
@Requires<Permission>('notice:edit')
export class NoticesController {
  constructor(
    private readonly notices: NoticesService,
    private readonly query: NoticesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: NoticeResponse })
  draft(@Body() input: NoticeInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.notices.draft(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: NoticePage })
  list(@Query() query: ListQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: NoticeResponse })
  one(
    @Param('id', RecordId) id: string,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
  ) {
    return this.query.one(id, languages, caller);
  }

  @Patch(':id')
  @ApiBody({ type: NoticePatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: NoticeResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.notices.revise(id, patch, seen, caller);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @ApiOkResponse({ type: NoticeResponse })
  publish(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.notices.publish(id, seen, caller);
  }

  @Get(':id/history')
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
