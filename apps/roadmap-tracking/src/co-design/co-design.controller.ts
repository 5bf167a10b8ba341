import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
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
import {
  OutputInput,
  OutputPage,
  OutputResponse,
  ProcessInput,
  ProcessPage,
  ProcessResponse,
  StepCompletionInput,
} from './co-design.dto.js';
import { CoDesignQuery } from './co-design.query.js';
import { CoDesignService } from './co-design.service.js';
import { coDesignStepKinds } from './co-design-steps.js';

@ApiTags('co-design')
@Controller()
@Requires<Permission>('roadmap:read')
export class CoDesignController {
  constructor(
    private readonly processes: CoDesignService,
    private readonly query: CoDesignQuery,
  ) {}

  @Post('co-design-processes')
  @Requires<Permission>('co-design:edit')
  @ApiCreatedResponse({ type: ProcessResponse })
  begin(@Body() input: ProcessInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.processes.begin(input, caller, once);
  }

  @Get('co-design-processes')
  @ApiOkResponse({ type: ProcessPage })
  list(@Query() query: ListQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.query.list(query, languages, address);
  }

  @Get('co-design-processes/:id')
  @ApiOkResponse({ type: ProcessResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Post('co-design-processes/:id/steps/:kind/completion')
  @HttpCode(200)
  @Requires<Permission>('co-design:edit')
  @ApiParam({ name: 'kind', enum: coDesignStepKinds })
  @ApiOkResponse({ type: ProcessResponse })
  completeStep(
    @Param('id', RecordId) id: string,
    @Param('kind') kind: string,
    @Body() input: StepCompletionInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.processes.completeStep(id, kind, input, seen, caller);
  }

  @Post('co-design-processes/:id/outputs')
  @RouteConfig({ createdAt: null })
  @Requires<Permission>('co-design:edit')
  @ApiCreatedResponse({ type: OutputResponse })
  addOutput(
    @Param('id', RecordId) id: string,
    @Body() input: OutputInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.processes.addOutput(id, input, caller, once);
  }

  @Get('co-design-processes/:id/outputs')
  @ApiOkResponse({ type: OutputPage })
  outputs(
    @Param('id', RecordId) id: string,
    @Query() query: ListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.outputs(id, query, languages, address);
  }

  @Post('co-design-processes/:id/completion')
  @HttpCode(200)
  @Requires<Permission>('co-design:edit')
  @ApiOkResponse({ type: ProcessResponse })
  complete(@Param('id', RecordId) id: string, @IfMatch() seen: number | undefined, @CurrentCaller() caller: Caller) {
    return this.processes.complete(id, seen, caller);
  }

  @Get('co-design-processes/:id/history')
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

  @Get('co-design-goals')
  @ApiOkResponse({ type: OutputPage, description: 'What initiatives can point at.' })
  goals(@Query() query: ListQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.query.goals(query, languages, address);
  }
}
