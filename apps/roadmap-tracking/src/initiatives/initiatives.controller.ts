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
  InitiativeInput,
  InitiativeListQuery,
  InitiativePage,
  InitiativeResponse,
  NewInitiativeInput,
} from './initiatives.dto.js';
import { InitiativesQuery } from './initiatives.query.js';
import { InitiativesService } from './initiatives.service.js';

class InitiativePatch extends PartialType(InitiativeInput) {}

@ApiTags('initiatives')
@Controller('initiatives')
@Requires<Permission>('plan:edit')
export class InitiativesController {
  constructor(
    private readonly initiatives: InitiativesService,
    private readonly query: InitiativesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: InitiativeResponse })
  plan(@Body() input: NewInitiativeInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.initiatives.plan(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: InitiativePage })
  list(
    @Query() query: InitiativeListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: InitiativeResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: InitiativePatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: InitiativeResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.initiatives.revise(patch, { id, seen, caller });
  }

  @Post(':id/start')
  @HttpCode(200)
  @ApiOkResponse({ type: InitiativeResponse })
  start(
    @Param('id', RecordId) id: string,
    @Body() { on }: HappenedInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.initiatives.start(on, { id, seen, caller });
  }

  @Post(':id/completion')
  @HttpCode(200)
  @ApiOkResponse({ type: InitiativeResponse })
  complete(
    @Param('id', RecordId) id: string,
    @Body() { on }: HappenedInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.initiatives.complete(on, { id, seen, caller });
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: InitiativeResponse })
  cancel(
    @Param('id', RecordId) id: string,
    @Body() { reason }: CancellationInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.initiatives.cancel(reason, { id, seen, caller });
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
