import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
import { ConcernAnswerInput, ConcernInput, ConcernPage, ConcernResponse } from './concerns.dto.js';
import { ConcernsQuery } from './concerns.query.js';
import { ConcernsService } from './concerns.service.js';

@ApiTags('recommendations')
@Controller()
@Requires<Permission>('roadmap:read')
export class ConcernsController {
  constructor(
    private readonly concerns: ConcernsService,
    private readonly query: ConcernsQuery,
  ) {}

  @Post('recommendations/:id/concerns')
  @RouteConfig({ createdAt: '/concerns' })
  @Requires<Permission>('recommendation:edit')
  @ApiCreatedResponse({ type: ConcernResponse })
  raise(
    @Param('id', RecordId) id: string,
    @Body() input: ConcernInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.concerns.raise(id, input, caller, once);
  }

  @Get('recommendations/:id/concerns')
  @ApiOkResponse({ type: ConcernPage })
  list(
    @Param('id', RecordId) id: string,
    @Query() query: ListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(id, query, languages, address);
  }

  @Get('concerns/:id')
  @ApiOkResponse({ type: ConcernResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Post('concerns/:id/answer')
  @HttpCode(200)
  @Requires<Permission>('recommendation:follow')
  @ApiOkResponse({ type: ConcernResponse })
  answer(
    @Param('id', RecordId) id: string,
    @Body() input: ConcernAnswerInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.concerns.answer(id, input, seen, caller);
  }

  @Get('concerns/:id/history')
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
