import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
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
import { CancellationInput, HappenedInput } from '../plan/plan-item.dto.js';
import type { Permission } from '../roles.js';
import {
  ActivityInput,
  ActivityListQuery,
  ActivityPage,
  ActivityResponse,
  NewActivityInput,
  ProgressInput,
} from './activities.dto.js';
import { ActivitiesQuery } from './activities.query.js';
import { ActivitiesService } from './activities.service.js';

class ActivityPatch extends PartialType(ActivityInput) {}

@ApiTags('activities')
@Controller('activities')
@Requires<Permission>('plan:edit')
export class ActivitiesController {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly query: ActivitiesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: ActivityResponse })
  plan(@Body() input: NewActivityInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.activities.plan(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: ActivityPage })
  list(
    @Query() query: ActivityListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: ActivityResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: ActivityPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: ActivityResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.activities.revise(patch, { id, seen, caller });
  }

  @Post(':id/start')
  @HttpCode(200)
  @ApiOkResponse({ type: ActivityResponse })
  start(
    @Param('id', RecordId) id: string,
    @Body() { on }: HappenedInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.activities.start(on, { id, seen, caller });
  }

  @Post(':id/progress')
  @HttpCode(200)
  @ApiOkResponse({ type: ActivityResponse })
  progressTo(
    @Param('id', RecordId) id: string,
    @Body() { percent }: ProgressInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.activities.progressTo(percent, { id, seen, caller });
  }

  @Post(':id/completion')
  @HttpCode(200)
  @ApiOkResponse({ type: ActivityResponse })
  complete(
    @Param('id', RecordId) id: string,
    @Body() { on }: HappenedInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.activities.complete(on, { id, seen, caller });
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: ActivityResponse })
  cancel(
    @Param('id', RecordId) id: string,
    @Body() { reason }: CancellationInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.activities.cancel(reason, { id, seen, caller });
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
