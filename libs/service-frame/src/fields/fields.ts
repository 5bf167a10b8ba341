import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { isLanguageCode, type CodeList } from '@capdev/taxonomy';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  isUUID,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { faultOfMultilingual, mostLanguages } from '../plain/multilingual.js';
import { faultOfText } from '../plain/plain-text.js';

// Each decorator says one thing twice, to the validator and to the API page, so that the two cannot differ.

interface About {
  readonly description?: string;
  /** May be left out or null. */
  readonly optional?: boolean;
}

/** A text that says something, in no particular language. */
export function TextField(
  longest: number,
  about: About & { pattern?: RegExp; example?: string; shape?: string } = {},
): PropertyDecorator {
  const { pattern, shape = 'has the wrong form' } = about;
  return field(
    about,
    {
      type: String,
      maxLength: longest,
      ...(pattern && { pattern: pattern.source }),
      ...(about.example && { example: about.example }),
    },
    [
      checked(
        'isPlainText',
        (value) => faultOfText(value, longest) ?? (pattern && !pattern.test(value as string) ? shape : undefined),
      ),
    ],
  );
}

const multilingualSchema = (longest: number): ApiPropertyOptions =>
  ({
    type: 'object',
    required: ['original', 'text'],
    properties: {
      original: { type: 'string', example: 'en' },
      text: {
        type: 'object',
        maxProperties: mostLanguages,
        additionalProperties: { type: 'string', maxLength: longest },
        example: { en: 'Text', fr: 'Texte' },
      },
    },
    additionalProperties: false,
  }) as ApiPropertyOptions;

/** A text in one or more languages; the limit holds for each language. */
export function MultilingualField(longest: number, about: About = {}): PropertyDecorator {
  return field(about, multilingualSchema(longest), [
    checked('isMultilingualText', (value) => faultOfMultilingual(value, longest)),
  ]);
}

/** A list of texts in one or more languages. */
export function MultilingualListField(longest: number, most: number, about: About = {}): PropertyDecorator {
  const schema = { type: 'array', maxItems: most, items: multilingualSchema(longest) };
  return listField('areMultilingualTexts', most, (text) => faultOfMultilingual(text, longest), schema, about);
}

/** A code of one of the shared lists. */
export function CodeField(list: CodeList<string>, about: About = {}): PropertyDecorator {
  return field(about, { type: String, ...codesSchema(list) }, [
    IsIn(list.codes, { message: `$property must be one of: ${shown(list)}` }),
  ]);
}

/** Codes of one of the shared lists, each once. */
export function CodesField(list: CodeList<string>, about: About = {}): PropertyDecorator {
  const schema = { type: 'array', items: { type: 'string', ...codesSchema(list) }, uniqueItems: true };
  const faultOf = (code: unknown) => (list.has(code) ? undefined : `must be one of: ${shown(list)}`);
  return listField('areCodes', list.codes.length, faultOf, schema, about);
}

/** Languages by their BCP 47 codes, each once. */
export function LanguagesField(about: About = {}): PropertyDecorator {
  const schema = { type: 'array', items: { type: 'string' }, maxItems: 20, uniqueItems: true, example: ['en', 'fr'] };
  const faultOf = (code: unknown) => (isLanguageCode(code) ? undefined : 'must be a language code such as en or pt-BR');
  return listField('areLanguages', 20, faultOf, schema, about);
}

/** The identifier of another record. */
export function IdField(about: About = {}): PropertyDecorator {
  return field(about, { type: String, format: 'uuid' }, [
    IsUUID(undefined, { message: '$property must be an identifier (UUID)' }),
  ]);
}

/** Identifiers of other records, each once. */
export function IdsField(most: number, about: About & { least?: number } = {}): PropertyDecorator {
  const items = { type: 'string', format: 'uuid' };
  const schema = { type: 'array', items, minItems: about.least ?? 0, maxItems: most, uniqueItems: true };
  const faultOf = (id: unknown) => (isUUID(id) ? undefined : 'must be an identifier (UUID)');
  return listField('areIdentifiers', most, faultOf, schema, about);
}

/** A whole number in a range. */
export function NumberField(least: number, most: number, about: About = {}): PropertyDecorator {
  const faultOf = (value: unknown) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`;
  return field(about, { type: 'integer', minimum: least, maximum: most }, [checked('isWholeNumber', faultOf)]);
}

/** A part with a class of its own. */
export function PartField(part: () => new () => object, about: About = {}): PropertyDecorator {
  return field(about, { type: part }, [Type(part), IsObject(), ValidateNested()]);
}

/** Parts with a class of their own. */
export function PartsField(part: () => new () => object, most: number, about: About = {}): PropertyDecorator {
  return field({ optional: true, ...about }, { type: [part()], maxItems: most }, [
    Type(part),
    IsArray(),
    ArrayMaxSize(most),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
  ]);
}

/** A field with a rule of its own. */
export function CheckedField(
  name: string,
  faultOf: (value: unknown) => string | undefined,
  schema: ApiPropertyOptions,
  about: About = {},
): PropertyDecorator {
  return field(about, schema, [checked(name, faultOf)]);
}

/** A query parameter with one or more values and commas between them, of which any will do. */
export function AnyOfField(
  faultOf: (value: string) => string | undefined,
  description: string,
  example?: string,
): PropertyDecorator {
  const faultOfValues = (values: unknown): string | undefined => {
    if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return 'must be given once';
    if (values.length > mostAlternatives) return `may have at most ${mostAlternatives} values`;
    const wrong = values.find((value) => faultOf(value) !== undefined);
    return wrong === undefined ? undefined : `${faultOf(wrong)}, not ${JSON.stringify(wrong.slice(0, 40))}`;
  };
  return applyDecorators(
    IsOptional(),
    Transform(({ value }) => (typeof value === 'string' ? [...new Set(value.split(','))] : (value as unknown))),
    checked('areAlternatives', faultOfValues),
    ApiPropertyOptional({
      type: String,
      description: `${description} Several with commas between them: any of them.`,
      ...(example !== undefined && { example }),
    }),
  );
}

const mostAlternatives = 50;

/** A list with one sentence about its first fault, instead of one for each rule that a wrong value breaks. */
function listField(
  name: string,
  most: number,
  faultOf: (entry: unknown) => string | undefined,
  schema: object,
  { least = 0, ...about }: About & { least?: number },
): PropertyDecorator {
  const faultOfList = (value: unknown): string | undefined => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > most) return `may have at most ${most} entries`;
    if (value.length < least) return `must have at least ${least} entry`;
    const keys = value.map((entry: unknown) => (typeof entry === 'string' ? entry.toLowerCase() : entry));
    if (new Set(keys).size < keys.length) return 'must not name the same twice';
    const faults = value.map((entry: unknown) => faultOf(entry));
    const first = faults.findIndex((fault) => fault !== undefined);
    return first < 0 ? undefined : `entry ${first} ${faults[first]}`;
  };
  return field({ optional: least === 0, ...about }, schema as ApiPropertyOptions, [checked(name, faultOfList)]);
}

function field(
  { description, optional = false }: About,
  schema: ApiPropertyOptions,
  rules: PropertyDecorator[],
): PropertyDecorator {
  // A schema's own `required` names its members; that the field itself is required is said apart.
  const described = {
    ...schema,
    ...('required' in schema && { selfRequired: !optional }),
    ...(description === undefined ? {} : { description }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ...rules,
    ...(optional ? [IsOptional(), ApiPropertyOptional({ nullable: true, ...described })] : [ApiProperty(described)]),
  );
}

function checked(name: string, faultOf: (value: unknown) => string | undefined): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => faultOf(value) === undefined,
      defaultMessage: (args) => `$property ${faultOf(args?.value) ?? ''}`,
    },
  });
}

/** Long lists are named, not repeated: the page shall stay readable. */
const codesSchema = (list: CodeList<string>): { enum?: string[]; description?: string } =>
  list.codes.length > 40 ? { description: `A code of the list ${list.name}.` } : { enum: [...list.codes] };

const shown = (list: CodeList<string>): string =>
  list.codes.length > 20 ? `the codes of the list ${list.name}` : list.codes.join(', ');
