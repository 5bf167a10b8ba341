import { ApiProperty } from '@nestjs/swagger';
import { pageOfType } from '@capdev/service-frame/lists';

class TimelineActorResponse {
  @ApiProperty({ description: 'An opaque identifier.' })
  subject!: string;

  @ApiProperty()
  unit!: string;
}

class TimelineEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({
    description: 'What was changed: the item itself, or something that belongs to it.',
    example: 'evidence',
  })
  aggregate!: string;

  @ApiProperty({ format: 'uuid' })
  aggregateId!: string;

  @ApiProperty({ description: 'The version after the change.' })
  version!: number;

  @ApiProperty({ example: 'confirmed' })
  action!: string;

  @ApiProperty()
  actor!: TimelineActorResponse;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', properties: { from: {}, to: {} } },
    description: 'Field → value before and after.',
  })
  changes!: Record<string, { from?: unknown; to?: unknown }>;
}

export class TimelinePage extends pageOfType(TimelineEntryResponse) {}
