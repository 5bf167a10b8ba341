import { ApiProperty } from '@nestjs/swagger';
import { CheckedField, NumberField } from '@capdev/service-frame/fields';
import { Type } from 'class-transformer';
import { longestQuestion, questionFault } from './search.dto.js';

/** What has been typed so far. */
export class SuggestionsQuery {
  @CheckedField(
    'isQuestion',
    questionFault,
    { type: String, maxLength: longestQuestion, example: 'spectr' },
    { description: 'What has been typed so far. A blank at the end: the last word is complete.' },
  )
  q!: string;

  @Type(() => Number)
  @NumberField(1, 20, { optional: true, description: '8 unless told.' })
  limit = 8;
}

/** A title that goes on from what was typed. */
export class Suggestion {
  @ApiProperty({ description: 'A title, in the language that it was typed in.' }) text!: string;
  @ApiProperty({ format: 'uuid' }) courseId!: string;
  @ApiProperty({ example: 'fr' }) language!: string;
  @ApiProperty({ description: 'HTML: everything escaped, the words that were typed in <mark>.' }) highlight!: string;
}

/** Titles in the reader's language first. */
export class SuggestionList {
  @ApiProperty({ type: [Suggestion] }) items!: Suggestion[];
}
