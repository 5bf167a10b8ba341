import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags, PartialType } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address } from '@capdev/service-frame/lists';
import { type IdempotentRequest, IfMatch, Once } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { MemberInput, MemberListQuery, MemberPage, MemberResponse, MemberTermInput } from './members.dto.js';
import { MembersService } from './members.service.js';
import { TaskForcesQuery } from './task-forces.query.js';

class MemberPatch extends PartialType(MemberTermInput) {}

@ApiTags('task forces')
@Controller('task-forces/:id/members')
@Requires<Permission>('roadmap:read')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly query: TaskForcesQuery,
  ) {}

  @Post()
  @Requires<Permission>('task-force:edit')
  @ApiCreatedResponse({ type: MemberResponse })
  appoint(
    @Param('id', RecordId) id: string,
    @Body() input: MemberInput,
    @CurrentCaller() caller: Caller,
    @Once() once?: IdempotentRequest,
  ) {
    return this.members.appoint(id, input, caller, once);
  }

  @Get()
  @ApiOkResponse({ type: MemberPage })
  list(@Param('id', RecordId) id: string, @Query() query: MemberListQuery, @Address() address: string) {
    return this.query.members(id, query, address);
  }

  @Get(':memberId')
  @ApiOkResponse({ type: MemberResponse })
  one(@Param('id', RecordId) id: string, @Param('memberId', RecordId) memberId: string) {
    return this.query.member(id, memberId);
  }

  @Patch(':memberId')
  @Requires<Permission>('task-force:edit')
  @ApiBody({ type: MemberPatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: MemberResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Param('memberId', RecordId) memberId: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.members.revise([id, memberId], patch, seen, caller);
  }

  /** Forgets who it was; the unit and the term stay, because decisions rest on them. */
  @Post(':memberId/erasure')
  @HttpCode(200)
  @Requires<Permission>('task-force:edit')
  @ApiOkResponse({ type: MemberResponse })
  erase(
    @Param('id', RecordId) id: string,
    @Param('memberId', RecordId) memberId: string,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.members.erase([id, memberId], seen, caller);
  }
}
