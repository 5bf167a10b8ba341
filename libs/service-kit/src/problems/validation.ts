import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
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

/** Bodies and queries against their classes: unknown fields are refused, values become instances of the class. */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly body = pipe(
    (property, parent) => `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  );
  private readonly parameters = pipe((property, parent) => (parent === '' ? property : `${parent}.${property}`));

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'body') return this.body.transform(value, metadata);
    // Values of our own decorators (the caller, If-Match …) were checked where they were made.
    if (metadata.type === 'custom') return value;
    return this.parameters.transform(
      metadata.type === 'query' && metadata.data === undefined ? withoutLanguage(value) : value,
      metadata,
    );
  }
}

/** Every reading route takes `lang` (see PreferredLanguages); no query class need repeat it. */
function withoutLanguage(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('lang' in query)) return query;
  const { lang: _, ...rest } = query;
  return rest;
}

type Place = (property: string, parent: string) => string;

function pipe(place: Place): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => new RequestInvalid(faultsOf(errors, place)),
  });
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
