import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '@capdev/access';
import type { Permission } from '../roles.js';
import {
  HarmonisationDayQuery,
  HarmonisationResponse,
  HarmonisationTrendQuery,
  HarmonisationTrendResponse,
} from './harmonisation.dto.js';
import { HarmonisationQuery } from './harmonisation.query.js';

@ApiTags('harmonisation')
@Controller('harmonisation')
@Requires<Permission>('roadmap:read')
export class HarmonisationController {
  constructor(private readonly query: HarmonisationQuery) {}

  @Get()
  @ApiOkResponse({ type: HarmonisationResponse })
  onDay(@Query() { on }: HarmonisationDayQuery) {
    return this.query.onDay(on ?? undefined);
  }

  @Get('trend')
  @ApiOkResponse({ type: HarmonisationTrendResponse })
  trend(@Query() query: HarmonisationTrendQuery) {
    return this.query.trend(query);
  }
}
