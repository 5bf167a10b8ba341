import { isUuid } from '@capdev/persistence';
import { pageOfType } from '@capdev/service-kit/lists';
import { DomainError } from '@capdev/service-kit/problems';
import type { PipeTransform } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { BusOperationResponse, DeadLetterResponse } from './dead-letters.dto.js';
import { moment, MomentField, nullableMoment, WhyField } from './operating.dto.js';

/** The event's identifier in an address. */
export class EventId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (isUuid(value)) return value.toLowerCase();
    throw new DomainError('invalid', 'event-id-malformed', 'The address must hold the id of an event (UUID).', [
      { pointer: 'id', detail: 'Not a UUID.' },
    ]);
  }
}

/** An announcement that is not in Kafka yet. */
class WaitingAnnouncementResponse {
  @ApiProperty({ enum: ['waiting', 'refused'] }) state!: string;
  @ApiProperty() position!: string;
  @ApiProperty() topic!: string;
  @ApiProperty(moment) since!: string;
}

export class BusOperationPage extends pageOfType(BusOperationResponse) {}

/** Whether this service handled an event; of its own ones also whether they still wait. */
export class EventStoryResponse {
  @ApiProperty({ format: 'uuid' }) eventId!: string;
  @ApiProperty({ example: 'course-catalogue' }) consumer!: string;
  @ApiProperty({
    enum: ['handled', 'dead-lettered', 'unknown'],
    description:
      'unknown: has not come yet, is of a type that this service does not listen to, or took effect more than 30 days ago.',
  })
  state!: string;
  @ApiProperty(nullableMoment) handledAt!: string | null;
  @ApiProperty({ type: [DeadLetterResponse] }) deadLetters!: DeadLetterResponse[];
  @ApiProperty({ type: WaitingAnnouncementResponse, nullable: true })
  announcement!: WaitingAnnouncementResponse | null;
}

/** An announcement that Kafka will never take as it is. */
export class RefusedResponse {
  @ApiProperty({ description: 'Its place in the order of announcing.' }) position!: string;
  @ApiProperty({ format: 'uuid' }) eventId!: string;
  @ApiProperty() eventType!: string;
  @ApiProperty() topic!: string;
  @ApiProperty() key!: string;
  @ApiProperty() sequence!: number;
  @ApiProperty(moment) announcedAt!: string;
  @ApiProperty(moment) refusedAt!: string;
  @ApiProperty({ description: 'What Kafka said.' }) reason!: string;
  @ApiProperty({ description: 'Whether later announcements of the same key wait for it.' }) blocks!: boolean;
  @ApiProperty({ description: 'Of its data.' }) bytes!: number;
}

export class RefusedPage extends pageOfType(RefusedResponse) {}

/** What was done with it. */
export class RefusedOutcomeResponse {
  @ApiProperty() position!: string;
  @ApiProperty({ format: 'uuid' }) eventId!: string;
  @ApiProperty({ enum: ['waits-again', 'discarded'] }) outcome!: string;
}

/** A wish that events take effect again. */
export class ReplayInput {
  @MomentField({ description: 'Events that came into Kafka then or later take effect again.' })
  from!: Date;

  @ApiPropertyOptional({
    example: 'course-catalogue',
    description: 'Whose events are meant: a service of another name refuses.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  consumer?: string;

  @WhyField()
  reason!: string;
}

/** A replay and how far it is. */
export class ReplayResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'course-catalogue' }) consumer!: string;
  @ApiProperty(moment) from!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() requestedBy!: string;
  @ApiProperty(moment) requestedAt!: string;
  @ApiProperty({ ...nullableMoment, description: 'When reading began again; null until then.' })
  appliedAt!: string | null;
}

export class ReplayPage extends pageOfType(ReplayResponse) {}
