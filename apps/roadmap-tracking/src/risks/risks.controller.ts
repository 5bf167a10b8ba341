import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
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
import { RiskEndInput, RiskInput, RiskListQuery, RiskPage, RiskResponse, NewRiskInput } from './risks.dto.js';
import { RisksQuery } from './risks.query.js';
import { RisksService } from './risks.service.js';

class RiskPatch extends PartialType(RiskInput) {}

@ApiTags('risks')
@Controller('risks')
@Requires<Permission>('plan:edit')
export class RisksController {
  constructor(
    private readonly risks: RisksService,
    private readonly query: RisksQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: RiskResponse })
  identify(@Body() input: NewRiskInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.risks.identify(input, caller, once);
  }

  @Get()
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: RiskPage })
  list(@Query() query: RiskListQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @Requires<Permission>('roadmap:read')
  @ApiOkResponse({ type: RiskResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @ApiBody({ type: RiskPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: RiskResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.risks.revise(patch, { id, seen, caller });
  }

  @Post(':id/occurrence')
  @HttpCode(200)
  @ApiOkResponse({ type: RiskResponse })
  occur(
    @Param('id', RecordId) id: string,
    @Body() { reason }: RiskEndInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.risks.occur(reason, { id, seen, caller });
  }

  @Post(':id/closure')
  @HttpCode(200)
  @ApiOkResponse({ type: RiskResponse })
  close(
    @Param('id', RecordId) id: string,
    @Body() { reason }: RiskEndInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.risks.close(reason, { id, seen, caller });
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
