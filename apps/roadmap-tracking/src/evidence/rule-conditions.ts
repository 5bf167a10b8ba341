import type { Fault } from '@capdev/service-kit/problems';

/** A value that a field of an event can have. */
export type FieldValue = string | number | boolean;

/**
 * What has to be so in an event. Exactly one of the comparisons; a field inside a list is met when one entry meets it, and a
 * field that an event does not have meets nothing.
 */
export interface Condition {
  /** The path in the event, such as `data.place.country`. */
  readonly field: string;
  readonly equals?: FieldValue;
  readonly oneOf?: readonly FieldValue[];
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const comparisons = ['equals', 'oneOf', 'atLeast', 'atMost'] as const;

/** As much of JSON Schema as the contracts use. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Whether everything that is asked for is so in the data of an event. */
export function areMet(conditions: readonly Condition[], data: object): boolean {
  return conditions.every((condition) => {
    const values = valuesAt(data, pathOf(condition.field));
    return values.some((value) => isMet(condition, value));
  });
}

/**
 * What is wrong with conditions on an event of which the contract is this schema.
 *
 * @param pointer where they stand in the request
 */
export function faultsOfConditions(conditions: readonly Condition[], schema: object, pointer: string): Fault[] {
  return conditions.flatMap((condition, place) => {
    const fault = faultOf(condition, schema as Schema);
    return fault === undefined ? [] : [{ pointer: `${pointer}/${place}`, detail: fault }];
  });
}

function faultOf(condition: Condition, schema: Schema): string | undefined {
  const { field } = condition;
  const given = comparisons.filter((comparison) => condition[comparison] !== undefined);
  if (given.length !== 1) return `${field} needs exactly one of ${comparisons.join(', ')}.`;
  const found = field.startsWith('data.') ? leafAt(schema, pathOf(field)) : undefined;
  if (typeof found !== 'object') {
    const there = fieldsOf(schema).slice(0, 40).join(', ');
    return `The event has no field ${field}. Its fields are ${there}.`;
  }
  const { type } = found;
  if (!type || !(type in accepted)) return `${field} has parts: name one of them, such as ${field}.${partOf(found)}.`;
  const isNumber = type === 'integer' || type === 'number';
  if ((condition.atLeast ?? condition.atMost) !== undefined && !isNumber)
    return `${field} is no number, so atLeast and atMost say nothing of it.`;
  const values = [condition.equals, condition.oneOf, condition.atLeast, condition.atMost]
    .flat()
    .filter((v) => v !== undefined);
  const wrong = values.find((value) => typeof value !== accepted[type]);
  return wrong === undefined ? undefined : `${field} is a ${accepted[type]}, and never ${JSON.stringify(wrong)}.`;
}

const accepted: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

const pathOf = (field: string): readonly string[] => field.split('.').slice(1);

function isMet({ equals, oneOf, atLeast, atMost }: Condition, value: unknown): boolean {
  if (equals !== undefined) return value === equals;
  if (oneOf !== undefined) return oneOf.includes(value as FieldValue);
  if (typeof value !== 'number') return false;
  return atLeast !== undefined ? value >= atLeast : atMost !== undefined && value <= atMost;
}

/** Every value at a path; a list on the way stands for its entries. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}

/** The schema of the values at a path. */
function leafAt(schema: Schema, path: readonly string[]): Schema | undefined {
  const itself = plain(schema);
  if (itself.items) return leafAt(itself.items, path);
  const [name, ...rest] = path;
  if (name === undefined) return itself;
  const own = itself.properties;
  const next = own && Object.hasOwn(own, name) ? own[name] : name === '' ? undefined : itself.additionalProperties;
  return next && leafAt(next, rest);
}

/** Without "or null". */
const plain = (schema: Schema): Schema => schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;

function fieldsOf(schema: Schema, above = 'data'): string[] {
  const itself = plain(schema);
  if (itself.items) return fieldsOf(itself.items, above);
  if (itself.additionalProperties) return fieldsOf(itself.additionalProperties, `${above}.en`);
  if (!itself.properties) return [above];
  return Object.entries(itself.properties).flatMap(([name, part]) => fieldsOf(part, `${above}.${name}`));
}

const partOf = (schema: Schema): string => Object.keys(schema.properties ?? {})[0] ?? 'en';
