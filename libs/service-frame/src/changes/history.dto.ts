import { ApiProperty } from '@nestjs/swagger';
import { pageOfType } from '../lists/index.js';

class ActorResponse {
  @ApiProperty({ description: 'An opaque identifier.' })
  subject!: string;

  @ApiProperty()
  unit!: string;
}

export class HistoryEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The version after the change.' })
  version!: number;

  @ApiProperty({ example: 'published' })
  action!: string;

  @ApiProperty()
  actor!: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', properties: { from: {}, to: {} } },
    description: 'Field → value before and after. Fields with personal data are named without values.',
  })
  changes!: Record<string, { from?: unknown; to?: unknown }>;
}

/** One page of a record's history, newest first. */
export class HistoryPage extends pageOfType(HistoryEntryResponse) {}
