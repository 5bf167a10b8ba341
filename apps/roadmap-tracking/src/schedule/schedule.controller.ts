import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '@capdev/access';
import { Address } from '@capdev/service-frame/lists';
import { type LanguagePreference, PreferredLanguages } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { ScheduleListQuery, SchedulePage, SlipPage, SlipQuery } from './schedule.dto.js';
import { ScheduleQuery } from './schedule.query.js';

@ApiTags('schedule')
@Controller('schedule')
@Requires<Permission>('roadmap:read')
export class ScheduleController {
  constructor(private readonly query: ScheduleQuery) {}

  @Get()
  @ApiOkResponse({ type: SchedulePage })
  list(
    @Query() query: ScheduleListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, address);
  }

  @Get('slip')
  @ApiOkResponse({ type: SlipPage })
  slip(@Query() query: SlipQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.query.slip(query, languages, address);
  }
}
