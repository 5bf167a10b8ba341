import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { RecordId } from '@capdev/service-frame/fields';
import { Address } from '@capdev/service-frame/lists';
import type { Permission } from '../roles.js';
import { ImportDecisionsService } from './import-decisions.service.js';
import { ImportMissingQuery } from './import-missing.query.js';
import { ImportMissingService } from './import-missing.service.js';
import { ImportUndoService } from './import-undo.service.js';
import {
  DecisionInput,
  DecisionsInput,
  ImportResponse,
  ImportRowResponse,
  MissingPage,
  MissingQuery,
  MissingRetirementInput,
  MissingRetirementResponse,
} from './imports.dto.js';

/** What people do with an import that has run. */
@ApiTags('imports')
@Controller('imports/:id')
@Requires<Permission>('import:run')
export class ImportOutcomesController {
  constructor(
    private readonly decisions: ImportDecisionsService,
    private readonly undoing: ImportUndoService,
    private readonly missing: ImportMissingQuery,
    private readonly retirement: ImportMissingService,
  ) {}

  @Post('rows/:row/decision')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportRowResponse })
  decide(
    @Param('id', RecordId) id: string,
    @Param('row', ParseIntPipe) row: number,
    @Body() input: DecisionInput,
    @CurrentCaller() caller: Caller,
  ) {
    return this.decisions.decide(id, row, input, caller);
  }

  @Post('decisions')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ImportResponse })
  decideAll(@Param('id', RecordId) id: string, @Body() _: DecisionsInput, @CurrentCaller() caller: Caller) {
    return this.decisions.acceptAll(id, caller);
  }

  @Post('undo')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ImportResponse })
  undo(@Param('id', RecordId) id: string, @CurrentCaller() caller: Caller) {
    return this.undoing.undo(id, caller);
  }

  @Get('missing')
  @ApiOkResponse({ type: MissingPage })
  list(
    @Param('id', RecordId) id: string,
    @Query() query: MissingQuery,
    @CurrentCaller() caller: Caller,
    @Address() address: string,
  ) {
    return this.missing.list(id, query, caller, address);
  }

  @Post('missing/retirement')
  @HttpCode(200)
  @ApiOkResponse({ type: MissingRetirementResponse })
  retire(@Param('id', RecordId) id: string, @Body() input: MissingRetirementInput, @CurrentCaller() caller: Caller) {
    return this.retirement.retire(id, input, caller);
  }
}
