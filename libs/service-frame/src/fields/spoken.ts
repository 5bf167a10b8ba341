import { ApiProperty } from '@nestjs/swagger';
import { type LanguagePreference, servedIn } from '@capdev/service-kit';
import { pickText, type MultilingualText } from '@capdev/taxonomy';

/** A text as a reader gets it: in one language, or whole when every language was asked for. */
export type Spoken = string | MultilingualText;

/** Shows such a text on the API page. */
export const SpokenProperty = (nullable = false): PropertyDecorator =>
  ApiProperty({
    nullable,
    oneOf: [{ type: 'string' }, { type: 'object' }],
    description: 'The text in one language; with lang=* {"original", "text"} in every language.',
  });

/** Speaks to one reader: picks each text's best language and remembers which were used. */
export class Speaker {
  private readonly used = new Set<string>();

  constructor(private readonly preference: LanguagePreference) {}

  say(text: MultilingualText): Spoken;
  say(text: MultilingualText | null): Spoken | null;
  say(text: MultilingualText | null): Spoken | null {
    if (text === null) return null;
    if (this.preference === '*') {
      for (const language in text.text) this.used.add(language);
      return text;
    }
    const { language, value } = pickText(text, this.preference);
    this.used.add(language);
    return value;
  }

  /** The languages that were used, as a `Content-Language` tells them: for an answer that is not JSON made here. */
  get spoken(): string {
    return [...this.used].join(', ');
  }

  /** The finished answer, with the languages it is in. */
  done<Body extends object>(body: Body): Body {
    return servedIn(body, this.used);
  }
}
