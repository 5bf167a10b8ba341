import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, type LanguagePreference, Once, PreferredLanguages } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  BaselineInput,
  BaselineItemPage,
  BaselinePage,
  BaselineResponse,
  ComparisonListQuery,
  ComparisonPage,
} from './baselines.dto.js';
import { BaselinesQuery } from './baselines.query.js';
import { BaselinesService } from './baselines.service.js';

@ApiTags('baselines')
@Controller('baselines')
@Requires<Permission>('roadmap:read')
export class BaselinesController {
  constructor(
    private readonly baselines: BaselinesService,
    private readonly query: BaselinesQuery,
  ) {}

  @Post()
  @Requires<Permission>('baseline:take')
  @ApiCreatedResponse({ type: BaselineResponse })
  take(@Body() input: BaselineInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.baselines.take(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: BaselinePage })
  list(@Query() query: ListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: BaselineResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Get(':id/items')
  @ApiOkResponse({ type: BaselineItemPage })
  items(
    @Param('id', RecordId) id: string,
    @Query() query: ListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.items(id, query, languages, address);
  }

  @Get(':id/comparison')
  @ApiOkResponse({ type: ComparisonPage })
  comparison(
    @Param('id', RecordId) id: string,
    @Query() query: ComparisonListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.comparison(id, query, languages, address);
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
