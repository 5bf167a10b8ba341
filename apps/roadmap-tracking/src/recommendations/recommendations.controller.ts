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
import {
  AcceptanceInput,
  ImplementationInput,
  NewRecommendationInput,
  RecommendationInput,
  RecommendationListQuery,
  RecommendationPage,
  RecommendationQuery,
  RecommendationResponse,
  StepPage,
} from './recommendations.dto.js';
import { RecommendationsQuery } from './recommendations.query.js';
import { RecommendationsService } from './recommendations.service.js';

class RecommendationPatch extends PartialType(RecommendationInput) {}

@ApiTags('recommendations')
@Controller('recommendations')
@Requires<Permission>('recommendation:edit')
export class RecommendationsController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly query: RecommendationsQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: RecommendationResponse })
  enter(@Body() input: NewRecommendationInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.recommendations.enter(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: RecommendationPage })
  list(
    @Query() query: RecommendationListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: RecommendationResponse })
  one(
    @Param('id', RecordId) id: string,
    @Query() { on }: RecommendationQuery,
    @PreferredLanguages() languages: LanguagePreference,
  ) {
    return this.query.one(id, on, languages);
  }

  @Patch(':id')
  @ApiBody({ type: RecommendationPatch, description: 'A JSON merge patch: null removes a field. The source stays.' })
  @ApiOkResponse({ type: RecommendationResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.recommendations.revise(id, patch, seen, caller);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @ApiOkResponse({ type: RecommendationResponse })
  decide(
    @Param('id', RecordId) id: string,
    @Body() input: AcceptanceInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.recommendations.decide(id, input, seen, caller);
  }

  @Get(':id/acceptance')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: StepPage, description: 'What was decided, in the order of its days.' })
  acceptance(@Param('id', RecordId) id: string, @Query() query: ListQuery, @Address() address: string) {
    return this.query.steps(id, 'acceptance', query, address);
  }

  @Post(':id/implementation')
  @HttpCode(200)
  @Requires<Permission>('recommendation:follow')
  @ApiOkResponse({ type: RecommendationResponse })
  follow(
    @Param('id', RecordId) id: string,
    @Body() input: ImplementationInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.recommendations.follow(id, input, seen, caller);
  }

  @Get(':id/implementation')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: StepPage, description: 'What has been done, in the order of its days.' })
  implementation(@Param('id', RecordId) id: string, @Query() query: ListQuery, @Address() address: string) {
    return this.query.steps(id, 'implementation', query, address);
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
