import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  BudgetTransferInput,
  BudgetTransferListQuery,
  BudgetTransferPage,
  BudgetTransferResponse,
} from './budget-transfers.dto.js';
import { BudgetTransfersQuery } from './budget-transfers.query.js';
import { BudgetTransfersService } from './budget-transfers.service.js';

@ApiTags('budget')
@Controller('budget-transfers')
@Requires<Permission>('roadmap:read')
export class BudgetTransfersController {
  constructor(
    private readonly transfers: BudgetTransfersService,
    private readonly query: BudgetTransfersQuery,
  ) {}

  @Post()
  @Requires<Permission>('budget:edit')
  @ApiCreatedResponse({ type: BudgetTransferResponse })
  make(@Body() input: BudgetTransferInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.transfers.make(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: BudgetTransferPage })
  list(@Query() query: BudgetTransferListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: BudgetTransferResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
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
