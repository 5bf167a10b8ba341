import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AnyOfField, CheckedField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { dayFault, unitPattern, unitShape } from '@capdev/service-frame/plain';
import {
  countries,
  credentialKinds,
  feeKinds,
  isLanguageCode,
  levels,
  modalities,
  regions,
  topics,
} from '@capdev/taxonomy';
import type { CodeList } from '@capdev/taxonomy';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, isUUID } from 'class-validator';
import { CourseSummary } from '../courses/course-responses.dto.js';
import { type FacetName, facetNames } from './facets.js';
import { type Reading, readings } from './reading.js';

export const longestQuestion = 500;

export const questionFault = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return 'must be text';
  return value.length > longestQuestion
    ? `must have at most ${longestQuestion} characters; it has ${value.length}`
    : undefined;
};

const codeOf =
  (list: CodeList<string>) =>
  (code: string): string | undefined =>
    list.has(code) ? undefined : `must be a code of the list ${list.name}`;

const DayParameter = (description: string): PropertyDecorator =>
  CheckedField(
    'isDay',
    dayFault,
    { type: String, format: 'date', example: '2027-03-01' },
    { optional: true, description },
  );

export const searchOrders = ['relevance', 'start', 'newest', 'title'] as const;
export type SearchOrder = (typeof searchOrders)[number];

/** A search among the published courses. Of several values of one parameter any will do; all parameters hold at once. */
export class SearchQuery extends ListQuery {
  @CheckedField(
    'isQuestion',
    questionFault,
    { type: String, maxLength: longestQuestion, example: 'gestion du spectre' },
    {
      optional: true,
      description: 'Words in any language; misspelt and unfinished ones are understood. Left out: every course.',
    },
  )
  q?: string;

  @AnyOfField(codeOf(topics), 'Topics, or narrower ones.', 'cybersecurity,spectrum-management')
  topic?: string[];

  @AnyOfField(codeOf(levels), 'Levels.', 'introductory')
  level?: string[];

  @AnyOfField(codeOf(modalities), 'Modalities.', 'online-self-paced')
  modality?: string[];

  @AnyOfField(
    (code) => (isLanguageCode(code) ? undefined : 'must be a language code such as fr'),
    'Languages it is taught in.',
    'fr,ar',
  )
  language?: string[];

  @AnyOfField(codeOf(credentialKinds), 'What who completes it gets.', 'certificate')
  credential?: string[];

  @AnyOfField(codeOf(feeKinds), 'Free or paid.', 'free')
  fee?: string[];

  @AnyOfField((code) => (unitPattern.test(code) ? undefined : unitShape), 'Units that own it.', 'BDT')
  unit?: string[];

  @AnyOfField((id) => (isUUID(id) ? undefined : 'must be an identifier (UUID)'), 'Providers that give it.')
  provider?: string[];

  @AnyOfField(codeOf(countries), 'Countries of its coming offerings and of its providers.', 'SN,KE')
  country?: string[];

  @AnyOfField(codeOf(regions), 'ITU-D regions of those countries.', 'AFR')
  region?: string[];

  @ApiPropertyOptional({ enum: ['open'], description: 'Only courses that one can register for today.' })
  @IsOptional()
  @IsIn(['open'], { message: '$property must be: open' })
  registration?: 'open';

  @DayParameter('With an offering that goes on at this day or later.')
  from?: string;

  @DayParameter('With an offering that goes on at this day or earlier.')
  until?: string;

  @ApiPropertyOptional({
    enum: searchOrders,
    description:
      'relevance unless told; start: the next first day, those that go on already or always first; title: as the reader’s language sorts.',
  })
  @IsOptional()
  @IsIn(searchOrders, { message: `$property must be one of: ${searchOrders.join(', ')}` })
  order?: SearchOrder;

  @ApiPropertyOptional({
    description: 'What to count by; topic,level,modality,language unless told; none for nothing.',
    enum: [...facetNames, 'none'],
    isArray: true,
  })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? [...new Set(value.split(','))] : (value as unknown)))
  @IsIn([...facetNames, 'none'], {
    each: true,
    message: `each of $property must be one of: ${facetNames.join(', ')}, none`,
  })
  facets?: (FacetName | 'none')[];
}

export class FacetValueResponse {
  @ApiProperty({ example: 'cybersecurity' }) code!: string;
  @ApiProperty({ example: 'Cybersécurité', description: 'In the language of the answer.' }) label!: string;
  @ApiProperty({ description: 'Courses that this value would leave, beside the other filters: never none.' })
  count!: number;
}

class HighlightsResponse {
  @ApiProperty({ description: 'HTML: everything escaped, the matching words in <mark>.' }) title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'HTML, like the title.' }) summary!: string | null;
}

/** A course among the results. */
export class FoundCourse extends CourseSummary {
  @ApiProperty({ description: 'The language that the title is shown in.', example: 'fr' }) shownIn!: string;
  @ApiProperty({ description: 'Whether that is the original, and not a translation.' }) isOriginal!: boolean;
  @ApiProperty({ description: 'Whether one can register for an offering of it today.' }) registrationOpen!: boolean;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The first day of its next offering; today when one goes on already.',
  })
  nextStart!: string | null;
  @ApiProperty({ type: HighlightsResponse, nullable: true, description: 'Null when every language was asked for.' })
  highlights!: HighlightsResponse | null;
}

class NamedTopicResponse {
  @ApiProperty({ example: 'cybersecurity' }) code!: string;
  @ApiProperty({ example: 'Cybersécurité' }) label!: string;
}

class UnderstoodResponse {
  @ApiProperty({
    enum: readings,
    description:
      'as-typed: every word as it is; widened: also as part of longer words, and misspelt words as the likeliest; some-words: most of them; any-word.',
  })
  reading!: Reading;
  @ApiProperty({ type: [String], description: 'The words that were looked for.' }) words!: string[];
  @ApiProperty({ type: [String], description: 'Words beyond the eight longest.' }) ignored!: readonly string[];
  @ApiProperty({ type: String, nullable: true, description: 'The question with its misspelt words replaced.' })
  didYouMean!: string | null;
  @ApiProperty({
    type: [NamedTopicResponse],
    description:
      'Topics that are called so in any language: "topic" narrows down by them, whatever the language of the texts.',
  })
  topics!: NamedTopicResponse[];
}

export class SearchPage extends pageOfType(FoundCourse) {
  @ApiProperty({ description: 'How many courses match; exact.' }) total!: number;
  @ApiProperty({ type: UnderstoodResponse, nullable: true, description: 'Null without a question.' })
  understood!: UnderstoodResponse | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FacetValueResponse' } },
    description: 'For each facet its values with exact counts, the most frequent first.',
  })
  facets!: Partial<Record<FacetName, FacetValueResponse[]>>;
}
