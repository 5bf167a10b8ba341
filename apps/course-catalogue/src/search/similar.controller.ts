import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Public } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { type LanguagePreference, PreferredLanguages } from '@capdev/service-kit';
import { SimilarCourses, SimilarQuery } from './similar.dto.js';
import { SimilarCoursesQuery } from './similar-courses.query.js';

@ApiTags('search')
@Controller('courses')
@Public()
export class SimilarController {
  constructor(private readonly courses: SimilarCoursesQuery) {}

  @Get(':id/similar')
  @ApiOkResponse({ type: SimilarCourses })
  similar(
    @Param('id', RecordId) id: string,
    @Query() query: SimilarQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @CurrentCaller() caller: Caller | undefined,
  ) {
    return this.courses.similar(id, query.limit, languages, caller);
  }
}
