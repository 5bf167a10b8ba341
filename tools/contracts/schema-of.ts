import { type PartContext, whenNotNull, whenPresent } from '@capdev/contracts/core';
import { getMetadataStorage } from 'class-validator';

/** As much of JSON Schema 2020-12 as events need. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

type Validator = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** What each validator means as a schema. A validator that is not here stops the conversion: nothing is frozen by halves. */
const meanings: Readonly<Record<string, (validator: Validator) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isObject: () => ({ type: 'object' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  min: ({ constraints }) => ({ minimum: constraints[0] as number }),
  max: ({ constraints }) => ({ maximum: constraints[0] as number }),
  minLength: ({ constraints }) => ({ minLength: constraints[0] as number }),
  matches: ({ constraints }) => ({ type: 'string', pattern: patternOf(constraints[0] as RegExp) }),
  // That the original is among the texts is more than a schema can say.
  isTextByLanguage: () => ({
    type: 'object',
    minProperties: 1,
    additionalProperties: { type: 'string', minLength: 1 },
  }),
};

/**
 * The JSON Schema of an event's data, from its validators. It is open: a reader ignores fields it does not know.
 *
 * @throws Error naming the field whose validator has no meaning as a schema
 */
export function schemaOf(payload: new () => object): JsonSchema {
  const validators = getMetadataStorage().getTargetValidationMetadatas(payload, '', true, false);
  const names = [...new Set(validators.map(({ propertyName }) => propertyName))];
  const fields = names.map((name) => [name, validators.filter(({ propertyName }) => propertyName === name)] as const);
  const required = fields.filter(([, of]) => !isOptional(of)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...fields].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([name, of]) => [name, fieldOf(payload, name, of)]),
    ),
    required: required.sort((a, b) => a.localeCompare(b, 'en')),
  };
}

function fieldOf(payload: new () => object, name: string, validators: readonly Validator[]): JsonSchema {
  const rules = validators.filter(({ type }) => type !== 'conditionalValidation');
  const isList = rules.some((rule) => rule.name === 'isArray');
  const own = rules.filter((rule) => rule.name !== 'isArray');
  const wrong = own.find((rule) => (rule.each ?? false) !== isList);
  if (wrong)
    throw new Error(
      `${payload.name}.${name}: ${wrong.name ?? wrong.type} must look at each item of a list, and only there.`,
    );
  const one = Object.assign({}, ...own.map((rule) => meaningOf(payload, rule)).reverse()) as JsonSchema;
  const schema = isList ? { type: 'array', items: one } : one;
  return isNullable(validators) ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function meaningOf(payload: new () => object, rule: Validator): JsonSchema {
  if (rule.type === 'nestedValidation') return schemaOf((rule.context as PartContext).part());
  const meaning = rule.name === undefined ? undefined : meanings[rule.name];
  if (!meaning) {
    throw new Error(
      `${payload.name}.${rule.propertyName}: the validator "${rule.name ?? rule.type}" has no meaning in tools/contracts/schema-of.ts yet; give it one.`,
    );
  }
  return meaning(rule);
}

function isOptional(validators: readonly Validator[]): boolean {
  return conditionsOf(validators).includes(whenPresent);
}

function isNullable(validators: readonly Validator[]): boolean {
  return conditionsOf(validators).includes(whenNotNull);
}

function conditionsOf(validators: readonly Validator[]): unknown[] {
  return validators
    .filter(({ type }) => type === 'conditionalValidation')
    .map(({ constraints, propertyName }) => {
      const [condition] = constraints as unknown[];
      if (condition === whenPresent || condition === whenNotNull) return condition;
      throw new Error(`${propertyName}: say Optional() or Nullable() rather than a condition of its own.`);
    });
}

function patternOf({ source, flags }: RegExp): string {
  if (flags !== '' && flags !== 'u') throw new Error(`/${source}/${flags}: JSON Schema knows no flags.`);
  return source.replaceAll('\\/', '/');
}
