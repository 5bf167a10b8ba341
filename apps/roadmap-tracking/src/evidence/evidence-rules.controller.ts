import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  EvidenceRuleEndingInput,
  EvidenceRuleInput,
  EvidenceRuleListQuery,
  EvidenceRulePage,
  EvidenceRuleResponse,
  NewEvidenceRuleInput,
} from './evidence-rules.dto.js';
import { EvidenceRulesQuery } from './evidence-rules.query.js';
import { EvidenceRulesService } from './evidence-rules.service.js';

@ApiTags('evidence')
@Controller('evidence-rules')
@Requires<Permission>('evidence-rule:edit')
export class EvidenceRulesController {
  constructor(
    private readonly rules: EvidenceRulesService,
    private readonly query: EvidenceRulesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: EvidenceRuleResponse })
  create(@Body() input: NewEvidenceRuleInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.rules.create(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: EvidenceRulePage })
  list(@Query() query: EvidenceRuleListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: EvidenceRuleResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Patch(':id')
  @ApiBody({ type: EvidenceRuleInput, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: EvidenceRuleResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.rules.revise(id, patch, seen, caller);
  }

  @Post(':id/ending')
  @HttpCode(200)
  @ApiOkResponse({ type: EvidenceRuleResponse })
  end(
    @Param('id', RecordId) id: string,
    @Body() input: EvidenceRuleEndingInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.rules.end(id, input.reason, seen, caller);
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
