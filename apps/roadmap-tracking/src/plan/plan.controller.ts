import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address, ListQuery } from '@capdev/service-frame/lists';
import { type LanguagePreference, PreferredLanguages, sent } from '@capdev/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '../roles.js';
import { DuePage, DueQuery as DueListQuery } from './due.dto.js';
import { DueQuery } from './due.query.js';
import { PlanDocumentResponse, PlanQuery } from './plan.dto.js';
import { PlanService } from './plan.service.js';
import { TimelinePage } from './timeline.dto.js';
import { TimelineQuery } from './timeline.query.js';

@ApiTags('plan')
@Controller()
@Requires<Permission>('roadmap:read')
export class PlanController {
  constructor(
    private readonly plan: PlanService,
    private readonly timeline: TimelineQuery,
    private readonly due: DueQuery,
  ) {}

  @Get('plan')
  @ApiOkResponse({ type: PlanDocumentResponse })
  async document(
    @Query() query: PlanQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sent(request, reply, await this.plan.document(query, languages));
  }

  @Get('plan/items/:id/timeline')
  @Requires<Permission>('history:read')
  @ApiOkResponse({ type: TimelinePage })
  everything(
    @Param('id', RecordId) id: string,
    @CurrentCaller() caller: Caller,
    @Query() query: ListQuery,
    @Address() address: string,
  ) {
    return this.timeline.of(id, caller, query, address);
  }

  @Get('due')
  @ApiOkResponse({ type: DuePage })
  list(@Query() query: DueListQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.due.list(query, languages, address);
  }
}
