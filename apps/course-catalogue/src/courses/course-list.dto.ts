import { ApiPropertyOptional } from '@nestjs/swagger';
import { CheckedField, CodeField, IdField, TextField } from '@capdev/service-frame/fields';
import { ListQuery } from '@capdev/service-frame/lists';
import { dayFault, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { credentialKinds, feeKinds, isLanguageCode, levels, modalities, topics } from '@capdev/taxonomy';
import type { CredentialKind, FeeKind, Level, Modality, Topic } from '@capdev/taxonomy';
import { Transform } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsOptional } from 'class-validator';
import { type CourseState, courseStates } from './course-status.js';
import { codePattern } from './courses.dto.js';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const momentFault = (value: unknown): string | undefined =>
  typeof value === 'string' && moment.test(value) && !Number.isNaN(Date.parse(value)) && !dayFault(value.slice(0, 10))
    ? undefined
    : 'must be a moment that exists, between 1990 and 2199, such as 2027-03-01T08:00:00Z';
const languageFault = (value: unknown): string | undefined =>
  isLanguageCode(value) ? undefined : 'must be a language code such as fr';

/** Which courses to list. */
export class CourseListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'One or more states with commas between them; published unless told. Drafts need a token.',
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

  @IdField({ optional: true })
  provider?: string;

  @CodeField(topics, { optional: true, description: 'The topic or a narrower one.' })
  topic?: Topic;

  @CodeField(levels, { optional: true })
  level?: Level;

  @CodeField(modalities, { optional: true })
  modality?: Modality;

  @CheckedField(
    'isLanguage',
    languageFault,
    { type: String, example: 'fr' },
    { optional: true, description: 'A language it is taught in.' },
  )
  language?: string;

  @CodeField(credentialKinds, { optional: true })
  credential?: CredentialKind;

  @CodeField(feeKinds, { optional: true })
  fee?: FeeKind;

  @TextField(40, { optional: true, pattern: codePattern, shape: 'must be a course code' })
  code?: string;

  @CheckedField('isMoment', momentFault, { type: String, format: 'date-time' }, { optional: true })
  updatedSince?: string;
}
