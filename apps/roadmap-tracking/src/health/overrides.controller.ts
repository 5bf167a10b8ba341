import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { OverrideInput, OverrideListQuery, OverridePage, OverrideResponse, WithdrawalInput } from './overrides.dto.js';
import { OverridesQuery } from './overrides.query.js';
import { OverridesService } from './overrides.service.js';

@ApiTags('health of the plan')
@Controller('overrides')
@Requires<Permission>('roadmap:read')
export class OverridesController {
  constructor(
    private readonly overrides: OverridesService,
    private readonly query: OverridesQuery,
  ) {}

  @Post()
  @Requires<Permission>('health:override')
  @ApiCreatedResponse({ type: OverrideResponse })
  give(@Body() input: OverrideInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.overrides.give(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: OverridePage })
  list(@Query() query: OverrideListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: OverrideResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Requires<Permission>('health:override')
  @ApiOkResponse({ type: OverrideResponse })
  withdraw(
    @Param('id', RecordId) id: string,
    @Body() { reason }: WithdrawalInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.overrides.withdraw(id, reason, seen, caller);
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
