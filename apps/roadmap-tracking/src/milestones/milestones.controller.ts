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
  MilestoneInput,
  MilestoneListQuery,
  MilestonePage,
  MilestoneResponse,
  NewMilestoneInput,
} from './milestones.dto.js';
import { MilestonesQuery } from './milestones.query.js';
import { MilestonesService } from './milestones.service.js';

class MilestonePatch extends PartialType(MilestoneInput) {}

@ApiTags('milestones')
@Controller('milestones')
@Requires<Permission>('plan:edit')
export class MilestonesController {
  constructor(
    private readonly milestones: MilestonesService,
    private readonly query: MilestonesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: MilestoneResponse })
  plan(@Body() input: NewMilestoneInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.milestones.plan(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: MilestonePage })
  list(
    @Query() query: MilestoneListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: MilestoneResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: MilestonePatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: MilestoneResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.milestones.revise(patch, { id, seen, caller });
  }

  @Post(':id/reaching')
  @HttpCode(200)
  @ApiOkResponse({ type: MilestoneResponse })
  reach(
    @Param('id', RecordId) id: string,
    @Body() { on }: HappenedInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.milestones.reach(on, { id, seen, caller });
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: MilestoneResponse })
  cancel(
    @Param('id', RecordId) id: string,
    @Body() { reason }: CancellationInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.milestones.cancel(reason, { id, seen, caller });
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
