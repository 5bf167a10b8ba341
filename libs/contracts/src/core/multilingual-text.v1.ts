import { Matches, ValidateBy } from 'class-validator';

/** How a language is named in events: BCP 47, any case, unknown ones included. */
export const languageCode = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;

/** A text in one or more languages, one of which is the original that the others translate. */
export class MultilingualTextV1 {
  /** The language of the original; always among the texts. */
  @Matches(languageCode, { message: '$property must be a language code' })
  original!: string;

  /** Language code → text. A reader takes the language it prefers, else English, else the original. */
  @IsTextByLanguage()
  text!: Record<string, string>;
}

/** Language code → text, none empty, and the original among them. Known to the schema converter by its name. */
function IsTextByLanguage(): PropertyDecorator {
  return ValidateBy({
    name: 'isTextByLanguage',
    validator: {
      validate: (value: unknown, args) =>
        textsAreSound(value, (args?.object as MultilingualTextV1 | undefined)?.original),
      defaultMessage: () => '$property must map language codes to texts that are not empty, the original among them',
    },
  });
}

function textsAreSound(value: unknown, original: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    typeof original === 'string' &&
    Object.hasOwn(value, original) &&
    entries.every(([code, text]) => languageCode.test(code) && typeof text === 'string' && text !== '')
  );
}
