import { ApiProperty } from '@nestjs/swagger';
import { NumberField } from '@capdev/service-frame/fields';
import { Type } from 'class-transformer';
import { CourseSummary } from '../courses/course-responses.dto.js';
import { type Reason, type ReasonKind, reasonKinds } from './similarity.js';

export class SimilarQuery {
  @Type(() => Number)
  @NumberField(1, 20, { optional: true, description: '5 unless told.' })
  limit = 5;
}

class ReasonResponse implements Reason {
  @ApiProperty({ enum: reasonKinds }) kind!: ReasonKind;
  @ApiProperty({
    type: [String],
    description: 'Codes; words as the other course’s title has them; identifiers of providers.',
    example: ['spectrum-management'],
  })
  values!: readonly string[];
  @ApiProperty({ description: 'The same in the reader’s language.', example: 'Gestion du spectre' }) text!: string;
}

/** A published course that is like another. */
export class SimilarCourse extends CourseSummary {
  @ApiProperty({ type: [ReasonResponse], description: 'In what it is alike, what matters most first.' })
  reasons!: readonly Reason[];
}

/** Those that are most alike first. */
export class SimilarCourses {
  @ApiProperty({ type: [SimilarCourse] }) items!: SimilarCourse[];
}
