import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
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
  BudgetEntryPage,
  BudgetLineInput,
  BudgetLineListQuery,
  BudgetLinePage,
  BudgetLineResponse,
  EntryListQuery,
  NewBudgetLineInput,
} from './budget-lines.dto.js';
import { BudgetLinesQuery } from './budget-lines.query.js';
import { BudgetLinesService } from './budget-lines.service.js';

class BudgetLinePatch extends PartialType(BudgetLineInput) {}

@ApiTags('budget')
@Controller('budget-lines')
@Requires<Permission>('roadmap:read')
export class BudgetLinesController {
  constructor(
    private readonly lines: BudgetLinesService,
    private readonly query: BudgetLinesQuery,
  ) {}

  @Post()
  @Requires<Permission>('budget:edit')
  @ApiCreatedResponse({ type: BudgetLineResponse })
  open(@Body() input: NewBudgetLineInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.lines.open(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: BudgetLinePage })
  list(
    @Query() query: BudgetLineListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: BudgetLineResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @Requires<Permission>('budget:edit')
  @ApiBody({
    type: BudgetLinePatch,
    description: 'A JSON merge patch. Money is moved by transfers; the rest is final.',
  })
  @ApiOkResponse({ type: BudgetLineResponse })
  retitle(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.lines.retitle(id, patch, seen, caller);
  }

  @Get(':id/entries')
  @ApiOkResponse({ type: BudgetEntryPage })
  entries(@Param('id', RecordId) id: string, @Query() query: EntryListQuery, @Address() address: string) {
    return this.query.entries(id, query, address);
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
