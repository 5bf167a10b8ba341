import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '@capdev/access';
import { Address } from '@capdev/service-frame/lists';
import { type LanguagePreference, PreferredLanguages } from '@capdev/service-kit';
import { CodeListQuery, CodeListResponse, CodeQuery, CodeResponse, TaxonomyResponse } from './taxonomy.dto.js';
import { TaxonomyQuery } from './taxonomy.query.js';

const JSON_LD = 'application/ld+json';
const Skos = ApiOkResponse({
  description: 'SKOS concept schemes and concepts as JSON-LD, with the context inside.',
  content: { [JSON_LD]: { schema: { type: 'object' } } },
});

@ApiTags('taxonomy')
@Controller('taxonomy')
@Public()
export class TaxonomyController {
  constructor(private readonly query: TaxonomyQuery) {}

  @Get()
  @ApiOkResponse({ type: TaxonomyResponse })
  lists(@PreferredLanguages() languages: LanguagePreference) {
    return this.query.lists(languages);
  }

  @Get('skos')
  @Header('Content-Type', JSON_LD)
  @Skos
  everything() {
    return this.query.everything();
  }

  @Get(':list')
  @ApiOkResponse({ type: CodeListResponse })
  list(
    @Param('list') list: string,
    @Query() query: CodeListQuery,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.list(list, query, languages, address);
  }

  @Get(':list/skos')
  @Header('Content-Type', JSON_LD)
  @Skos
  skos(@Param('list') list: string) {
    return this.query.skos(list);
  }

  @Get(':list/:code')
  @ApiOkResponse({ type: CodeResponse })
  code(
    @Param('list') list: string,
    @Param('code') code: string,
    @Query() query: CodeQuery,
    @PreferredLanguages() languages: LanguagePreference,
  ) {
    return this.query.code(list, code, query, languages);
  }
}
