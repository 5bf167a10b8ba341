import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { HistoryPage } from '@capdev/service-frame/changes';
import { DayField, RecordId } from '@capdev/service-frame/fields';
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
  RepresentationResponse,
  TaskForceInput,
  TaskForceListQuery,
  TaskForcePage,
  TaskForceResponse,
} from './task-forces.dto.js';
import { TaskForcesQuery } from './task-forces.query.js';
import { TaskForcesService } from './task-forces.service.js';

class TaskForcePatch extends PartialType(TaskForceInput) {}

class DayQuery {
  @DayField({ optional: true, description: 'Today (UTC) unless told.' })
  day?: string;
}

@ApiTags('task forces')
@Controller('task-forces')
@Requires<Permission>('roadmap:read')
export class TaskForcesController {
  constructor(
    private readonly taskForces: TaskForcesService,
    private readonly query: TaskForcesQuery,
  ) {}

  @Post()
  @Requires<Permission>('task-force:edit')
  @ApiCreatedResponse({ type: TaskForceResponse })
  found(@Body() input: TaskForceInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.taskForces.found(input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: TaskForcePage })
  list(
    @Query() query: TaskForceListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get(':id')
  @ApiOkResponse({ type: TaskForceResponse })
  one(@Param('id', RecordId) id: string, @PreferredLanguages() languages: LanguagePreference) {
    return this.query.one(id, languages);
  }

  @Patch(':id')
  @Requires<Permission>('task-force:edit')
  @ApiBody({ type: TaskForcePatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: TaskForceResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.taskForces.revise(id, patch, seen, caller);
  }

  @Get(':id/representation')
  @ApiOkResponse({ type: RepresentationResponse })
  representation(@Param('id', RecordId) id: string, @Query() { day }: DayQuery) {
    return this.query.representation(id, day);
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
