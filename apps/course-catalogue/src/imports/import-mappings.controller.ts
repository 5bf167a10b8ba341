import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { IfMatch } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { MappingsQuery } from './import-mappings.query.js';
import { ImportMappingsService } from './import-mappings.service.js';
import { ImportMappingList, ImportMappingResponse } from './imports.dto.js';

const mapping = ApiBody({ schema: { type: 'object', description: 'A mapping: see the how-to on importing lists.' } });

@ApiTags('imports')
@Controller('import-mappings')
@Requires<Permission>('import:run')
export class ImportMappingsController {
  constructor(
    private readonly mappings: ImportMappingsService,
    private readonly query: MappingsQuery,
  ) {}

  @Post()
  @mapping
  @ApiCreatedResponse({ type: ImportMappingResponse })
  save(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    return this.mappings.save(body, caller);
  }

  @Get()
  @ApiOkResponse({ type: ImportMappingList })
  list() {
    return this.query.list();
  }

  @Get(':name')
  @ApiOkResponse({ type: ImportMappingResponse })
  one(@Param('name') name: string) {
    return this.query.one(name);
  }

  @Put(':name')
  @mapping
  @ApiOkResponse({ type: ImportMappingResponse })
  replace(
    @Param('name') name: string,
    @Body() body: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.mappings.replace(name, body, seen, caller);
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiNoContentResponse()
  forget(@Param('name') name: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.mappings.forget(name, seen, caller);
  }
}
