import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address } from '@capdev/service-frame/lists';
import { type IdempotentRequest, Once, SlowBody } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { ImportAccount } from './import-account.js';
import { ImportUploadService } from './import-upload.service.js';
import {
  ImportInput,
  ImportListQuery,
  ImportPage,
  ImportResponse,
  ImportRowPage,
  ImportRowQuery,
} from './imports.dto.js';
import { ImportsQuery } from './imports.query.js';
import { fileTypes } from './upload-bodies.js';
import { ImportsService } from './imports.service.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('imports')
@Controller('imports')
@Requires<Permission>('import:run')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: ImportUploadService,
    private readonly query: ImportsQuery,
    private readonly accounts: ImportAccount,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: ImportResponse })
  begin(@Body() input: ImportInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.imports.begin(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: ImportPage })
  list(@Query() query: ImportListQuery, @CurrentCaller() caller: Caller, @Address() address: string) {
    return this.query.list(query, caller, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: ImportResponse })
  one(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.query.one(id, caller);
  }

  @SlowBody(fileTypes)
  @Put(':id/file')
  @ApiConsumes('application/octet-stream', 'text/csv', 'application/x-ndjson', 'application/ld+json')
  @ApiBody(file)
  @ApiOkResponse({ type: ImportResponse })
  receive(@Param('id', RecordId) id: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return this.uploads.receive(id, body, caller);
  }

  @Post(':id/start')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ImportResponse })
  start(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.imports.start(id, caller);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportResponse })
  stop(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.imports.stop(id, caller);
  }

  @Get(':id/rows')
  @ApiOkResponse({ type: ImportRowPage })
  rows(
    @Param('id', RecordId) id: string,
    @Query() query: ImportRowQuery,
    @CurrentCaller() caller: Caller,
    @Address() address: string,
  ) {
    return this.query.rows(id, query, caller, address);
  }

  @Get(':id/account.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse(file)
  account(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.accounts.csv(id, caller);
  }
}
