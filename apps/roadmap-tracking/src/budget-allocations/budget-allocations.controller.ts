import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  AllocationInput,
  AllocationListQuery,
  AllocationPage,
  AllocationResponse,
  BookingResponse,
  CorrectionInput,
  DecommitmentInput,
  MovementInput,
} from './budget-allocations.dto.js';
import { BudgetAllocationsQuery } from './budget-allocations.query.js';
import { BudgetAllocationsService } from './budget-allocations.service.js';

/**
 * Money is booked without If-Match: a movement is added to what is there and replaces nothing, and what does not fit is refused
 * with the sums of that moment. Somebody else's movement in between is no reason to ask anew; a repeat of one's own is, and is
 * told by its Idempotency-Key.
 */
@ApiTags('budget')
@Controller('allocations')
@Requires<Permission>('budget:allocate')
export class BudgetAllocationsController {
  constructor(
    private readonly allocations: BudgetAllocationsService,
    private readonly query: BudgetAllocationsQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: AllocationResponse })
  allocate(@Body() input: AllocationInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.allocations.allocate(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: AllocationPage })
  list(@Query() query: AllocationListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: AllocationResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Post(':id/releases')
  @HttpCode(200)
  @ApiOkResponse({ type: BookingResponse })
  release(
    @Param('id', RecordId) id: string,
    @Body() input: MovementInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.allocations.release(id, input, caller, once);
  }

  @Post(':id/commitments')
  @HttpCode(200)
  @ApiOkResponse({ type: BookingResponse })
  commit(
    @Param('id', RecordId) id: string,
    @Body() input: MovementInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.allocations.commit(id, input, caller, once);
  }

  @Post(':id/decommitments')
  @HttpCode(200)
  @ApiOkResponse({ type: BookingResponse })
  decommit(
    @Param('id', RecordId) id: string,
    @Body() input: DecommitmentInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.allocations.decommit(id, input, caller, once);
  }

  @Post(':id/actuals')
  @HttpCode(200)
  @ApiOkResponse({ type: BookingResponse })
  spend(
    @Param('id', RecordId) id: string,
    @Body() input: MovementInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.allocations.spend(id, input, caller, once);
  }

  @Post(':id/corrections')
  @HttpCode(200)
  @ApiOkResponse({ type: BookingResponse })
  correct(
    @Param('id', RecordId) id: string,
    @Body() input: CorrectionInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.allocations.correct(id, input, caller, once);
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
