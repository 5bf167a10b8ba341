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
import { CourseListQuery } from './course-list.dto.js';
import { CoursePage, CourseResponse } from './course-responses.dto.js';
import { CourseInput, PublicationInput, RetirementInput } from './courses.dto.js';
import { CoursesQuery } from './courses.query.js';
import { CoursesService } from './courses.service.js';

class CoursePatch extends PartialType(CourseInput) {}

@ApiTags('courses')
@Controller('courses')
@Requires<Permission>('course:edit')
export class CoursesController {
  constructor(
    private readonly courses: CoursesService,
    private readonly query: CoursesQuery,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: CourseResponse })
  draft(@Body() input: CourseInput, @CurrentCaller() caller: Caller, @Once() once?: IdempotentRequest) {
    return this.courses.draft(input, caller, once);
  }

  @Get()
  @Public()
  @ApiOkResponse({ type: CoursePage })
  list(
    @Query() query: CourseListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
    @Address() address: string,
  ) {
    return this.query.list(query, languages, caller, address);
  }

  @Get(':id')
  @Public()
  @ApiOkResponse({ type: CourseResponse })
  one(
    @Param('id', RecordId) id: string,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
  ) {
    return this.query.one(id, languages, caller);
  }

  @Patch(':id')
  @ApiBody({ type: CoursePatch, description: 'A JSON merge patch: null removes a field.' })
  @ApiOkResponse({ type: CourseResponse })
  revise(
    @Param('id', RecordId) id: string,
    @Body() patch: unknown,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.courses.revise(id, patch, seen, caller);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Requires<Permission>('course:publish')
  @ApiBody({ type: PublicationInput, required: false })
  @ApiOkResponse({ type: CourseResponse })
  publish(
    @Param('id', RecordId) id: string,
    @Body() input: PublicationInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.courses.publish(id, input, seen, caller);
  }

  @Post(':id/retirement')
  @HttpCode(200)
  @Requires<Permission>('course:publish')
  @ApiOkResponse({ type: CourseResponse })
  retire(
    @Param('id', RecordId) id: string,
    @Body() input: RetirementInput,
    @IfMatch() seen: number | undefined,
    @CurrentCaller() caller: Caller,
  ) {
    return this.courses.retire(id, input, seen, caller);
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
