import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import type { Permission } from '../roles.js';
import { OriginsResponse } from './imports.dto.js';
import { OriginsQuery } from './origins.query.js';

@ApiTags('courses')
@Controller('courses')
@Requires<Permission>('history:read')
export class OriginsController {
  constructor(private readonly query: OriginsQuery) {}

  @Get(':id/origins')
  @ApiOkResponse({ type: OriginsResponse })
  of(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.query.of(id, caller);
  }
}
