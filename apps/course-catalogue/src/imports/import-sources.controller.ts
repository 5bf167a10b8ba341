import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { ImportSourcesQuery } from './import-sources.query.js';
import { ImportSourcesService } from './import-sources.service.js';
import { ImportSourceInput, ImportSourcePage, ImportSourceResponse } from './imports.dto.js';

class ImportSourcePatch extends PartialType(ImportSourceInput) {}

@ApiTags('imports')
@Controller('import-sources')
@Requires<Permission>('import:run')
export class ImportSourcesController {
  constructor(
    private readonly sources: ImportSourcesService,
    private readonly query: ImportSourcesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: ImportSourceResponse })
  register(@Body() input: ImportSourceInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.sources.register(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: ImportSourcePage })
  list(@Query() query: ListQuery, @CurrentCaller() caller: Caller, @Address() address: string) {
    return this.query.list(query, caller, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: ImportSourceResponse })
  one(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.query.one(id, caller);
  }

  @Patch(':id')
  @ApiBody({ type: ImportSourcePatch })
  @ApiOkResponse({ type: ImportSourceResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.sources.revise(id, patch, seen, caller);
  }
}
