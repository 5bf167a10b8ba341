import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  CancellationInput,
  NewOfferingInput,
  OfferingInput,
  OfferingListQuery,
  OfferingPage,
  OfferingResponse,
} from './offerings.dto.js';
import { OfferingsQuery } from './offerings.query.js';
import { OfferingsService } from './offerings.service.js';

class OfferingPatch extends PartialType(OfferingInput) {}

@ApiTags('offerings')
@Controller('offerings')
@Requires<Permission>('offering:edit')
export class OfferingsController {
  constructor(
    private readonly offerings: OfferingsService,
    private readonly query: OfferingsQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: OfferingResponse })
  schedule(@Body() input: NewOfferingInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.offerings.schedule(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: OfferingPage })
  list(@Query() query: OfferingListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: OfferingResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Patch(':id')
  @ApiBody({ type: OfferingPatch, description: 'A JSON merge patch: null removes a field. The course stays.' })
  @ApiOkResponse({ type: OfferingResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.offerings.revise(id, patch, seen, caller);
  }

  @Post(':id/opening')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferingResponse })
  open(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.offerings.open(id, seen, caller);
  }

  @Post(':id/completion')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferingResponse })
  complete(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.offerings.complete(id, seen, caller);
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferingResponse })
  cancel(
    @Param('id', RecordId) id: string,
    @Body() input: CancellationInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.offerings.cancel(id, input.reason, seen, caller);
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
