import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
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
import {
  CommentInput,
  CommentPage,
  CommentResponse,
  SourceInput,
  SourceListQuery,
  SourcePage,
  SourceResponse,
} from './sources.dto.js';
import { SourcesQuery } from './sources.query.js';
import { SourcesService } from './sources.service.js';

class SourcePatch extends PartialType(SourceInput) {}

@ApiTags('sources')
@Controller('sources')
@Requires<Permission>('source:edit')
export class SourcesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly query: SourcesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: SourceResponse })
  register(@Body() input: SourceInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.sources.register(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: SourcePage })
  list(
    @Query() query: SourceListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: SourceResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: SourcePatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: SourceResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.sources.revise(id, patch, seen, caller);
  }

  @Post(':id/comments')
  @RouteConfig({ createdAt: null })
  @ApiCreatedResponse({ type: CommentResponse })
  receive(
    @Param('id', RecordId) id: string,
    @Body() input: CommentInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.sources.receive(id, input, caller, once);
  }

  @Get(':id/comments')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: CommentPage })
  comments(
    @Param('id', RecordId) id: string,
    @Query() query: ListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.comments(id, query, languages, address);
  }

  @Post(':id/no-comment-received')
  @HttpCode(200)
  @ApiOkResponse({ type: SourceResponse })
  confirmNoneReceived(
    @Param('id', RecordId) id: string,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.sources.confirmNoneReceived(id, seen, caller);
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
