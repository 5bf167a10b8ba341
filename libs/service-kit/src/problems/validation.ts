import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { DomainError, type Fault } from './domain-error.js';

/** The input breaks rules; every broken one is named with its place. */
export class RequestInvalid extends DomainError {
  constructor(faults: readonly Fault[]) {
    super(
      'invalid',
      'request-invalid',
      faults.length === 1 ? 'One field is not valid.' : `${faults.length} fields are not valid.`,
      faults,
    );
  }
}

/**
 * Bodies and queries against their classes: unknown fields are refused, values become instances of the class. The same
 * two libraries as behind Nest's own pipe, which walks each body three more times and validates in promises; that was a
 * quarter of what creating a course cost.
 */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    // Values of our own decorators (the caller, If-Match …) were checked where they were made.
    if (type === 'custom' || metatype === undefined || builtIn.has(metatype)) return value;
    const given = (type === 'query' && data === undefined ? withoutLanguage(value) : value) ?? {};
    if (typeof given !== 'object' || Array.isArray(given)) {
      throw new RequestInvalid([{ pointer: '', detail: 'This must be a JSON object.' }]);
    }
    const place = type === 'body' ? inBody : inQuery;
    const foreign = inheritedNames(given, place);
    if (foreign.length > 0) throw new RequestInvalid(foreign);
    const instance = plainToInstance(metatype as new () => object, given);
    const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0) throw new RequestInvalid(faultsOf(errors, place));
    return instance;
  }
}

/**
 * Fields called like a member of every object, `constructor` or `toString`. No field of ours is; the validating libraries
 * take them for the member itself, and so either overlook them or stumble.
 */
function inheritedNames(value: object, place: Place, parent = ''): Fault[] {
  const faults: Fault[] = [];
  for (const key of Object.keys(value)) {
    if (key in Object.prototype) faults.push({ pointer: place(key, parent), detail: 'There is no such field.' });
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'object' && inner !== null) faults.push(...inheritedNames(inner, place, place(key, parent)));
  }
  return faults;
}

/** @internal The faults of a body for fields that no class of ours has; see {@link inheritedNames}. */
export const inheritedNamesInBody = (body: object): Fault[] => inheritedNames(body, inBody);

const builtIn = new Set<unknown>([String, Number, Boolean, Array, Object]);

type Place = (property: string, parent: string) => string;

const inBody: Place = (property, parent) => `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
const inQuery: Place = (property, parent) => (parent === '' ? property : `${parent}.${property}`);

/** Every reading route takes `lang` (see PreferredLanguages); no query class need repeat it. */
function withoutLanguage(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('lang' in query)) return query;
  const { lang: _, ...rest } = query;
  return rest;
}

function faultsOf(errors: readonly ValidationError[], place: Place, parent = ''): Fault[] {
  return errors.flatMap(({ property, value, constraints, children = [] }) => {
    const pointer = place(property, parent);
    const own = Object.entries(constraints ?? {});
    // Of a field that is not there, "required" is all there is to say.
    const details =
      own.length > 0 && value === undefined && !('whitelistValidation' in (constraints ?? {}))
        ? ['This field is required.']
        : own.map(([rule, message]) => sentenceOf(rule, message));
    return [...details.map((detail) => ({ pointer, detail })), ...faultsOf(children, place, pointer)];
  });
}

function sentenceOf(rule: string, message: string): string {
  if (rule === 'whitelistValidation') return 'There is no such field.';
  if (rule === 'nestedValidation') return 'This must be an object, or a list of objects where a list is expected.';
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
