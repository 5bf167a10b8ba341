import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { TextField } from '../fields/index.js';
import { ListQuery, pageOfType } from '../lists/index.js';

export class DueWorkQuery extends ListQuery {
  @IsOptional()
  @IsIn(['all', 'set-aside'], { message: '$property must be one of: all, set-aside' })
  @ApiPropertyOptional({ enum: ['all', 'set-aside'], description: 'All of it unless told.' })
  state?: 'all' | 'set-aside';
}

export class DueWorkRetryInput {
  @TextField(500, { description: 'Why; stays in the history of the subject.' })
  reason!: string;
}

export class DueWorkResponse {
  @ApiProperty({ example: 'milestone-missed' })
  kind!: string;

  @ApiProperty({ format: 'uuid', description: 'What it is to be done to.' })
  subjectId!: string;

  @ApiProperty({ format: 'date-time' })
  dueAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it is tried next, unless it is set aside.' })
  nextAttemptAt!: string;

  @ApiProperty({ description: 'How often it has failed.' })
  attempts!: number;

  @ApiProperty({ type: String, nullable: true })
  lastError!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when it waits for an operator.',
  })
  setAsideAt!: string | null;
}

/** One page of what waits for its time, the oldest first. */
export class DueWorkPage extends pageOfType(DueWorkResponse) {}
