import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RecordId } from '../fields/index.js';
import { Address } from '../lists/index.js';
import { DueWorkPage, DueWorkQuery, DueWorkRetryInput } from './due-work.dto.js';
import { DueWorkOperations } from './due-work-operations.js';

/** What waits for its time, for operators. */
@ApiTags('due work')
@Controller('due-work')
@Requires('due-work:operate')
export class DueWorkController {
  constructor(@Inject(DueWorkOperations) private readonly operations: DueWorkOperations) {}

  @Get()
  @ApiOkResponse({ type: DueWorkPage })
  list(@Query() query: DueWorkQuery, @Address() address: string) {
    return this.operations.list(query, address);
  }

  @Post(':kind/:subjectId/retry')
  @HttpCode(204)
  @ApiNoContentResponse()
  retry(
    @Param('kind') kind: string,
    @Param('subjectId', RecordId) subjectId: string,
    @Body() input: DueWorkRetryInput,
    @CurrentCaller() caller: Caller,
  ) {
    return this.operations.retry({ kind, subjectId }, input.reason, caller);
  }
}
