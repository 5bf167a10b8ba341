import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public, Requires } from '@capdev/access';
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
import { ProviderInput, ProviderListQuery, ProviderPage, ProviderResponse } from './providers.dto.js';
import { ProvidersQuery } from './providers.query.js';
import { ProvidersService } from './providers.service.js';

class ProviderPatch extends PartialType(ProviderInput) {}

@ApiTags('providers')
@Controller('providers')
@Requires<Permission>('provider:edit')
export class ProvidersController {
  constructor(
    private readonly providers: ProvidersService,
    private readonly query: ProvidersQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: ProviderResponse })
  register(@Body() input: ProviderInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.providers.register(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: ProviderPage })
  list(
    @Query() query: ProviderListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: ProviderResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: ProviderPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: ProviderResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.providers.revise(id, patch, seen, caller);
  }

  @Post(':id/deactivation')
  @HttpCode(200)
  @ApiOkResponse({ type: ProviderResponse })
  deactivate(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.providers.deactivate(id, seen, caller);
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
