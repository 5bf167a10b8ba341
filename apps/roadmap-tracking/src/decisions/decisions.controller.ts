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
import { DecisionInput, DecisionListQuery, DecisionPage, DecisionResponse } from './decisions.dto.js';
import { DecisionsQuery } from './decisions.query.js';
import { DecisionsService } from './decisions.service.js';

class DecisionPatch extends PartialType(DecisionInput) {}

@ApiTags('task forces')
@Controller()
@Requires<Permission>('roadmap:read')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly query: DecisionsQuery,
  ) {}

  @Post('task-forces/:id/decisions')
  @Requires<Permission>('task-force:edit')
  @ApiCreatedResponse({ type: DecisionResponse })
  propose(
    @Param('id', RecordId) id: string,
    @Body() input: DecisionInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.decisions.propose(id, input, caller, once);
  }

  @Get('task-forces/:id/decisions')
  @ApiOkResponse({ type: DecisionPage })
  list(
    @Param('id', RecordId) id: string,
    @Query() query: DecisionListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(id, query, languages, address);
  }

  @Get('decisions/:id')
  @ApiOkResponse({ type: DecisionResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Get('task-forces/:id/decisions/:decisionId')
  @ApiOkResponse({ type: DecisionResponse })
  oneOf(
    @Param('id', RecordId) id: string,
    @Param('decisionId', RecordId) decisionId: string,
    @PreferredLanguages() languages: LanguagePreference,
  ) {
    return this.query.one(decisionId, languages, id);
  }

  @Patch('decisions/:id')
  @Requires<Permission>('task-force:edit')
  @ApiBody({ type: DecisionPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: DecisionResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.decisions.revise(id, patch, seen, caller);
  }

  @Post('decisions/:id/adoption')
  @HttpCode(200)
  @Requires<Permission>('task-force:edit')
  @ApiOkResponse({ type: DecisionResponse })
  adopt(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.decisions.adopt(id, seen, caller);
  }

  @Get('decisions/:id/history')
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
