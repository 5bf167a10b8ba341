import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import {
  ImportedRowListQuery,
  ImportedRowPage,
  PlanImportPage,
  PlanImportQuery,
  PlanImportResponse,
} from './plan-exchange.dto.js';
import { PlanExchangeQuery } from './plan-exchange.query.js';
import { PlanExchangeService } from './plan-exchange.service.js';

@ApiTags('plan')
@Controller('plan')
@Requires<Permission>('roadmap:read')
export class PlanExchangeController {
  constructor(
    private readonly exchange: PlanExchangeService,
    private readonly query: PlanExchangeQuery,
  ) {}

  @Get('export.csv')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({
    description: 'A row for each item; UTF-8 with a byte order mark, and no cell that runs as a formula.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  file() {
    return this.exchange.file();
  }

  @Post('imports')
  @Requires<Permission>('plan:import')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' }, description: 'A file with the columns of an export; at most 1 MiB.' })
  @ApiCreatedResponse({ type: PlanImportResponse })
  import(
    @Body() file: unknown,
    @Query() query: PlanImportQuery,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.exchange.import(file, query, caller, once);
  }

  @Get('imports')
  @ApiOkResponse({ type: PlanImportPage })
  list(@Query() query: ListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get('imports/:id')
  @ApiOkResponse({ type: PlanImportResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Get('imports/:id/rows')
  @ApiOkResponse({ type: ImportedRowPage })
  rows(@Param('id', RecordId) id: string, @Query() query: ImportedRowListQuery, @Address() address: string) {
    return this.query.rows(id, query, address);
  }
}
