import { ApiPropertyOptional } from '@nestjs/swagger';
import { IdField, TextField } from '@capdev/service-frame/fields';
import { unitPattern, unitShape } from '@capdev/service-frame/plain';
import { Transform } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { type CourseState, courseStates } from '../courses/course-status.js';

/** What to export: everything that is or was public, unless told. */
export class ExportQuery {
  @ApiPropertyOptional({
    description: 'One or more states with commas between them; published and retired unless told. Drafts need a token.',
    enum: courseStates,
    isArray: true,
  })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : (value as unknown)))
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(courseStates, { each: true, message: `each of $property must be one of: ${courseStates.join(', ')}` })
  state?: CourseState[];

  @TextField(64, { optional: true, pattern: unitPattern, shape: unitShape, description: 'The owning unit.' })
  unit?: string;

  @IdField({ optional: true, description: 'A provider of the courses.' })
  provider?: string;
}
