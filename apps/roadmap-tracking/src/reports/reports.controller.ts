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
import { EditionInput, ReportInput, ReportPage, ReportResponse, ReturnInput } from './reports.dto.js';
import { ReportsQuery } from './reports.query.js';
import { ReportsService } from './reports.service.js';

class ReportPatch extends PartialType(ReportInput) {}

@ApiTags('reports')
@Controller('reports')
@Requires<Permission>('report:draft')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly query: ReportsQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: ReportResponse })
  draft(@Body() input: ReportInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.reports.draft(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: ReportPage, description: 'Frozen reports; with roadmap:read also those under way.' })
  list(
    @Query() query: ListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, caller, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: ReportResponse })
  one(
    @Param('id', RecordId) id: string,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
  ) {
    return this.query.one(id, languages, caller);
  }

  @Patch(':id')
  @ApiBody({ type: ReportPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: ReportResponse, description: 'Another day, period or baseline composes it anew.' })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.reports.revise(id, patch, seen, caller);
  }

  @Post(':id/recomposition')
  @HttpCode(200)
  @ApiOkResponse({ type: ReportResponse, description: 'A draft, with its figures from the live data again.' })
  recompose(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.reports.recompose(id, seen, caller);
  }

  @Post(':id/approval')
  @Requires<Permission>('report:approve')
  @HttpCode(200)
  @ApiOkResponse({ type: ReportResponse })
  approve(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.reports.approve(id, seen, caller);
  }

  @Post(':id/return')
  @Requires<Permission>('report:approve')
  @HttpCode(200)
  @ApiOkResponse({ type: ReportResponse, description: 'An approved report is a draft again.' })
  sendBack(
    @Param('id', RecordId) id: string,
    @Body() input: ReturnInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.reports.sendBack(id, input, seen, caller);
  }

  @Post(':id/freezing')
  @Requires<Permission>('report:approve')
  @HttpCode(200)
  @ApiOkResponse({ type: ReportResponse, description: 'Public now, and never changed again.' })
  freeze(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.reports.freeze(id, seen, caller);
  }

  @Post(':id/editions')
  @ApiCreatedResponse({ type: ReportResponse, description: 'A draft that replaces a frozen report.' })
  draftEdition(
    @Param('id', RecordId) id: string,
    @Body() input: EditionInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.reports.draftEdition(id, input, caller, once);
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
