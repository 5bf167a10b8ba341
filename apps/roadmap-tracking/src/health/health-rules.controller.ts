import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { IfMatch } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { HealthRuleInput, HealthRulePage, HealthRuleResponse } from './health-rules.dto.js';
import { HealthRulesQuery } from './health-rules.query.js';
import { HealthRulesService } from './health-rules.service.js';

class HealthRulePatch extends PartialType(HealthRuleInput) {}

@ApiTags('health of the plan')
@Controller('health-rules')
@Requires<Permission>('roadmap:read')
export class HealthRulesController {
  constructor(
    private readonly rules: HealthRulesService,
    private readonly query: HealthRulesQuery,
  ) {}

  @Get()
  @ApiOkResponse({ type: HealthRulePage })
  list(@Query() query: ListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: HealthRuleResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Patch(':id')
  @Requires<Permission>('health-rule:edit')
  @ApiBody({ type: HealthRulePatch, description: 'A JSON merge patch.' })
  @ApiOkResponse({ type: HealthRuleResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.rules.revise(id, patch, seen, caller);
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
