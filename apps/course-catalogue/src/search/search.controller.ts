import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '@capdev/access';
import { Address } from '@capdev/service-frame/lists';
import { type LanguagePreference, PreferredLanguages } from '@capdev/service-kit';
import { SearchPage, SearchQuery } from './search.dto.js';
import { SearchService } from './search.service.js';
import { SuggestionList, SuggestionsQuery } from './suggestions.dto.js';
import { CourseSuggestions } from './suggestions.query.js';

@ApiTags('search')
@Controller('search')
@Public()
export class SearchController {
  constructor(
    private readonly courses: SearchService,
    private readonly suggestions: CourseSuggestions,
  ) {}

  @Get()
  @ApiOkResponse({ type: SearchPage })
  search(@Query() query: SearchQuery, @PreferredLanguages() languages: LanguagePreference, @Address() address: string) {
    return this.courses.search(query, languages, address);
  }

  @Get('suggestions')
  @ApiOkResponse({ type: SuggestionList })
  suggest(@Query() query: SuggestionsQuery, @PreferredLanguages() languages: LanguagePreference) {
    return this.suggestions.suggest(query, languages);
  }
}
