import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address } from '@capdev/service-frame/lists';
import { type IdempotentRequest, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { DependencyInput, DependencyListQuery, DependencyPage, DependencyResponse } from './dependencies.dto.js';
import { DependenciesQuery } from './dependencies.query.js';
import { DependenciesService } from './dependencies.service.js';

@ApiTags('dependencies')
@Controller('dependencies')
@Requires<Permission>('plan:edit')
export class DependenciesController {
  constructor(
    private readonly dependencies: DependenciesService,
    private readonly query: DependenciesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: DependencyResponse })
  link(@Body() input: DependencyInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.dependencies.link(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: DependencyPage })
  list(@Query() query: DependencyListQuery, @Address() address: string) {
    return this.query.list(query, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: DependencyResponse })
  one(@Param('id', RecordId) id: string) {
    return this.query.one(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Removed; the successor’s history tells it.' })
  unlink(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.dependencies.unlink(id, caller);
  }
}
