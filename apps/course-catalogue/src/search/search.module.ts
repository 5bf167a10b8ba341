import { Module } from '@nestjs/common';
import { FacetValues } from './facet-values.js';
import { SearchController } from './search.controller.js';
import { SearchIndex } from './search-index.js';
import { CourseSearchQuery } from './search.query.js';
import { SearchService } from './search.service.js';
import { SimilarController } from './similar.controller.js';
import { SimilarCoursesQuery } from './similar-courses.query.js';
import { CourseSuggestions } from './suggestions.query.js';
import { VocabularyQuery } from './vocabulary.query.js';

@Module({
  controllers: [SearchController, SimilarController],
  providers: [
    SearchIndex,
    SearchService,
    CourseSearchQuery,
    VocabularyQuery,
    FacetValues,
    CourseSuggestions,
    SimilarCoursesQuery,
  ],
  exports: [SearchIndex],
})
export class SearchModule {}
