import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { CoordinatorInput, CoordinatorListQuery, CoordinatorPage, CoordinatorResponse } from './coordinators.dto.js';
import { CoordinatorsQuery } from './coordinators.query.js';
import { CoordinatorsService } from './coordinators.service.js';

class CoordinatorPatch extends PartialType(CoordinatorInput) {}

@ApiTags('coordinators')
@Controller('coordinators')
@Requires<Permission>('coordinator:edit')
export class CoordinatorsController {
  constructor(
    private readonly coordinators: CoordinatorsService,
    private readonly query: CoordinatorsQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: CoordinatorResponse })
  register(@Body() input: CoordinatorInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.coordinators.register(input, caller, once);
  }

  @Get()
  @Requires<Permission>('coordinator:read')
  @ApiOkResponse({ type: CoordinatorPage })
  list(@Query() query: CoordinatorListQuery, @CurrentCaller() caller: Caller, @Address() address: string) {
    return this.query.list(query, caller, address);
  }

  @Get(':id')
  @Requires<Permission>('coordinator:read')
  @ApiOkResponse({ type: CoordinatorResponse })
  one(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.query.one(id, caller);
  }

  @Patch(':id')
  @ApiBody({ type: CoordinatorPatch, description: 'A JSON merge patch.' })
  @ApiOkResponse({ type: CoordinatorResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.coordinators.revise(id, patch, seen, caller);
  }

  @Post(':id/erasure')
  @HttpCode(200)
  @ApiOkResponse({ type: CoordinatorResponse })
  erase(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.coordinators.erase(id, seen, caller);
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
