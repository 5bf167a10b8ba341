import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '@capdev/access';
import { Address } from '@capdev/service-frame/lists';
import { type LanguagePreference, PreferredLanguages } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { BudgetPage, BudgetQueryInput } from './budget.dto.js';
import { BudgetQuery } from './budget.query.js';

@ApiTags('budget')
@Controller('budget')
@Requires<Permission>('roadmap:read')
export class BudgetController {
  constructor(private readonly query: BudgetQuery) {}

  @Get()
  @ApiOkResponse({ type: BudgetPage })
  asAt(
    @Query() query: BudgetQueryInput,
    @PreferredLanguages() languages: LanguagePreference,
    @Address() address: string,
  ) {
    return this.query.asAt(query, languages, address);
  }
}
