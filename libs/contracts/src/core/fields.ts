import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsObject, IsString, Matches, MinLength, ValidateIf, ValidateNested } from 'class-validator';

/** The condition behind {@link Optional}; the schema converter knows it by identity. */
export const whenPresent = (_: object, value: unknown): boolean => value !== undefined;

/** The condition behind {@link Nullable}; the schema converter knows it by identity. */
export const whenNotNull = (_: object, value: unknown): boolean => value !== null;

/** The field may be absent. Unlike `IsOptional` it may not be null: one way to say "nothing" is enough. */
export const Optional = (): PropertyDecorator => ValidateIf(whenPresent);

/** The field is always there, and null is one of its answers. */
export const Nullable = (): PropertyDecorator => ValidateIf(whenNotNull);

/** Which class a part has; kept with the validator, for the schema converter. */
export interface PartContext {
  readonly part: () => new () => object;
}

/** A part with a class of its own. */
export function Nested(part: () => new () => object): PropertyDecorator {
  return all(Type(part), IsObject(), ValidateNested({ context: { part } satisfies PartContext })); // alone, ValidateNested takes a list for an object
}

/** A list of parts with a class of their own. */
export function NestedList(part: () => new () => object): PropertyDecorator {
  return all(
    Type(part),
    IsArray(),
    IsObject({ each: true }),
    ValidateNested({ each: true, context: { part } satisfies PartContext }),
  );
}

/** A text that says something. Codes and states too: they are open, so that a new value is not a new version. */
export const IsFilled = (): PropertyDecorator => all(IsString(), MinLength(1));

/** A list of texts that say something. */
export const IsFilledList = (): PropertyDecorator =>
  all(IsArray(), IsString({ each: true }), MinLength(1, { each: true }));

/** A calendar day, `2027-03-01`. */
export const IsDay = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a day like 2027-03-01' });

/** A moment in UTC, RFC 3339. */
export const IsMoment = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/, {
    message: '$property must be a moment in UTC like 2027-03-01T08:00:00.000Z',
  });

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
}
