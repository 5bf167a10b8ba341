import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { Address, listed } from '@capdev/service-kit/lists';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeadLetters } from './dead-letters.js';
import {
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterResponse,
  DiscardInput,
  RedriveInput,
  RedriveManyInput,
  RedriveManyResponse,
  RedriveResponse,
  WholeDeadLetterResponse,
} from './dead-letters.dto.js';
import { Redrive } from './redrive.js';

/** What could not be handled, for operators. */
@ApiTags('bus')
@Controller('bus/dead-letters')
@Requires('bus:operate')
export class DeadLettersController {
  constructor(
    @Inject(DeadLetters) private readonly letters: DeadLetters,
    @Inject(Redrive) private readonly redriving: Redrive,
  ) {}

  @Get()
  @ApiOkResponse({ type: DeadLetterPage })
  async list(@Query() query: DeadLetterQuery, @Address() address: string) {
    return listed(await this.letters.list(query, query), address);
  }

  @Post('redrive')
  @HttpCode(200)
  @ApiOkResponse({ type: RedriveManyResponse })
  redriveMany(@Body() input: RedriveManyInput, @CurrentCaller() caller: Caller) {
    return this.redriving.many(input, input, caller, input.reason);
  }

  @Get(':id')
  @ApiOkResponse({ type: WholeDeadLetterResponse })
  show(@Param('id') id: string) {
    return this.letters.show(id);
  }

  @Post(':id/redrive')
  @HttpCode(200)
  @ApiOkResponse({ type: RedriveResponse })
  redrive(@Param('id') id: string, @Body() input: RedriveInput, @CurrentCaller() caller: Caller) {
    return this.redriving.one(id, caller, input.reason);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @ApiOkResponse({ type: DeadLetterResponse })
  discard(@Param('id') id: string, @Body() input: DiscardInput, @CurrentCaller() caller: Caller) {
    return this.letters.discard(id, caller, input.reason);
  }
}
