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
import type { Permission } from '../roles.js';
import {
  ActionPointInput,
  ActionPointListQuery,
  ActionPointPage,
  ActionPointReasonInput,
  ActionPointResponse,
  ActionPointTermsInput,
} from './action-points.dto.js';
import { ActionPointsQuery } from './action-points.query.js';
import { ActionPointsService } from './action-points.service.js';

class ActionPointPatch extends PartialType(ActionPointTermsInput) {}

@ApiTags('action points')
@Controller('action-points')
@Requires<Permission>('action-point:edit')
export class ActionPointsController {
  constructor(
    private readonly points: ActionPointsService,
    private readonly query: ActionPointsQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: ActionPointResponse })
  agree(@Body() input: ActionPointInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.points.agree(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: ActionPointPage })
  list(
    @Query() query: ActionPointListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: ActionPointResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: ActionPointPatch, description: 'A JSON merge patch; a later day makes an overdue one open again.' })
  @ApiOkResponse({ type: ActionPointResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.points.revise(patch, { id, seen, caller });
  }

  @Post(':id/completion')
  @HttpCode(200)
  @ApiOkResponse({ type: ActionPointResponse })
  complete(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.points.complete({ id, seen, caller });
  }

  /** Takes no role that edits: it takes being the verifier. */
  @Post(':id/verification')
  @HttpCode(200)
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: ActionPointResponse })
  verify(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.points.verify({ id, seen, caller });
  }

  @Post(':id/reopening')
  @HttpCode(200)
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: ActionPointResponse })
  reopen(
    @Param('id', RecordId) id: string,
    @Body() { reason }: ActionPointReasonInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.points.reopen(reason, { id, seen, caller });
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: ActionPointResponse })
  cancel(
    @Param('id', RecordId) id: string,
    @Body() { reason }: ActionPointReasonInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.points.cancel(reason, { id, seen, caller });
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
