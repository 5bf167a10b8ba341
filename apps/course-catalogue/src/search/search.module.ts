import { Module } from '@nestjs/common';
import { FacetValues } from './facet-values.js';
import { SearchController } from './search.controller.js';
import { SearchIndex } from './search-index.js';
import { CourseSearchQuery } from './search.query.js';
import { SearchService } from './search.service.js';
import { CourseSuggestions } from './suggestions.query.js';
import { VocabularyQuery } from './vocabulary.query.js';

@Module({
  controllers: [SearchController],
  providers: [SearchIndex, SearchService, CourseSearchQuery, VocabularyQuery, FacetValues, CourseSuggestions],
  exports: [SearchIndex],
})
export class SearchModule {}
