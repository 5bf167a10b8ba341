import { type Caller, CurrentCaller, Requires } from '@capdev/access';
import { Address, listed } from '@capdev/service-kit/lists';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  BusOperationPage,
  EventId,
  EventStoryResponse,
  RefusedOutcomeResponse,
  RefusedPage,
  ReplayInput,
  ReplayPage,
  ReplayResponse,
} from './bus.dto.js';
import { DiscardInput } from './dead-letters.dto.js';
import { EventStories } from './event-story.js';
import { BusListQuery } from './operating.dto.js';
import { OperationsLog } from './operations-log.js';
import { RefusedAnnouncements } from './refused-announcements.js';
import { Replays } from './replays.js';

/** The service's side of the bus, for operators. */
@ApiTags('bus')
@Controller('bus')
@Requires('bus:operate')
export class BusController {
  constructor(
    @Inject(EventStories) private readonly stories: EventStories,
    @Inject(RefusedAnnouncements) private readonly refusals: RefusedAnnouncements,
    @Inject(Replays) private readonly replays: Replays,
    @Inject(OperationsLog) private readonly log: OperationsLog,
  ) {}

  @Get('events/:id')
  @ApiOkResponse({ type: EventStoryResponse })
  event(@Param('id', EventId) id: string) {
    return this.stories.of(id);
  }

  @Get('operations')
  @ApiOkResponse({ type: BusOperationPage })
  async operations(@Query() query: BusListQuery, @Address() address: string) {
    return listed(await this.log.list(query), address);
  }

  @Get('refused')
  @ApiOkResponse({ type: RefusedPage })
  async refused(@Query() query: BusListQuery, @Address() address: string) {
    return listed(await this.refusals.list(query), address);
  }

  @Post('refused/:position/retry')
  @HttpCode(200)
  @ApiOkResponse({ type: RefusedOutcomeResponse })
  retry(@Param('position') position: string, @CurrentCaller() caller: Caller) {
    return this.refusals.retry(position, caller);
  }

  @Post('refused/:position/discard')
  @HttpCode(200)
  @ApiOkResponse({ type: RefusedOutcomeResponse })
  discard(@Param('position') position: string, @Body() input: DiscardInput, @CurrentCaller() caller: Caller) {
    return this.refusals.discard(position, caller, input.reason);
  }

  @Post('replays')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ReplayResponse })
  replay(@Body() input: ReplayInput, @CurrentCaller() caller: Caller) {
    return this.replays.request(input.from, caller, input.reason, input.consumer);
  }

  @Get('replays')
  @ApiOkResponse({ type: ReplayPage })
  async listReplays(@Query() query: BusListQuery, @Address() address: string) {
    return listed(await this.replays.list(query), address);
  }

  @Get('replays/:id')
  @ApiOkResponse({ type: ReplayResponse })
  oneReplay(@Param('id') id: string) {
    return this.replays.one(id);
  }
}
