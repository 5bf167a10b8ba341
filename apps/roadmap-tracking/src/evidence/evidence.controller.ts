import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  EvidenceInput,
  EvidenceListQuery,
  EvidencePage,
  EvidenceReasonInput,
  EvidenceResponse,
} from './evidence.dto.js';
import { EvidenceQuery } from './evidence.query.js';
import { EvidenceService } from './evidence.service.js';

@ApiTags('evidence')
@Controller()
@Requires<Permission>('roadmap:read')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly query: EvidenceQuery,
  ) {}

  @Post('milestones/:id/evidence')
  @Requires<Permission>('evidence:propose')
  @ApiCreatedResponse({ type: EvidenceResponse })
  propose(
    @Param('id', RecordId) id: string,
    @Body() input: EvidenceInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.evidence.propose(id, input, caller, once);
  }

  @Get('milestones/:id/evidence')
  @ApiOkResponse({ type: EvidencePage })
  ofMilestone(@Param('id', RecordId) id: string, @Query() query: EvidenceListQuery, @Address() address: string) {
    return this.query.ofMilestone(id, query, address);
  }

  @Get('evidence')
  @ApiOkResponse({ type: EvidencePage })
  list(@Query() query: EvidenceListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get('evidence/:id')
  @ApiOkResponse({ type: EvidenceResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Post('evidence/:id/confirmation')
  @Requires<Permission>('evidence:confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: EvidenceResponse })
  confirm(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.evidence.confirm(id, seen, caller);
  }

  @Post('evidence/:id/rejection')
  @Requires<Permission>('evidence:confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: EvidenceResponse })
  reject(
    @Param('id', RecordId) id: string,
    @Body() input: EvidenceReasonInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.evidence.reject(id, input.reason, seen, caller);
  }

  @Post('evidence/:id/withdrawal')
  @Requires<Permission>('evidence:propose')
  @HttpCode(200)
  @ApiOkResponse({ type: EvidenceResponse })
  withdraw(
    @Param('id', RecordId) id: string,
    @Body() input: EvidenceReasonInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.evidence.withdraw(id, input.reason, seen, caller);
  }

  @Get('evidence/:id/history')
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
