import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateBy, ValidateIf } from 'class-validator';

/** What every list takes. */
export class BusListQuery {
  @ApiPropertyOptional({ description: 'Where to go on: comes with the path in "next".' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  after?: string;

  @LimitField(100, 20)
  limit = 20;
}

/** A whole number from 1. */
export function LimitField(most: number, usual: number): PropertyDecorator {
  const message = `limit must be a whole number from 1 to ${most}`;
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: most, default: usual }),
    ValidateIf((_, value) => value !== undefined), // `null` in a body would be no limit at all
    Type(() => Number),
    IsInt({ message }),
    Min(1, { message }),
    Max(most, { message }),
  );
}

const rfc3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment with its offset, RFC 3339; the property is a Date. */
export function MomentField({ optional = false, description }: { optional?: boolean; description: string }) {
  const about = { type: String, format: 'date-time', description, example: '2026-11-23T08:00:00Z' };
  return applyDecorators(
    ...(optional ? [ApiPropertyOptional(about), IsOptional()] : [ApiProperty(about)]),
    Transform(({ value }: { value: unknown }) => momentIn(value) ?? value),
    ValidateBy({
      name: 'isMoment',
      validator: {
        validate: (value: unknown) => value instanceof Date,
        defaultMessage: () => '$property must be a moment such as 2026-11-23T08:00:00Z',
      },
    }),
  );
}

/** The moment in an RFC 3339 text; undefined of a day that does not exist. */
function momentIn(value: unknown): Date | undefined {
  const [text, day] = (typeof value === 'string' && rfc3339.exec(value)) || [];
  if (text === undefined || day === undefined) return undefined;
  const moment = new Date(text);
  // 30 February would silently become a day of March.
  const exists = !Number.isNaN(moment.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return exists ? moment : undefined;
}

/** Why: for those who read the log of operations later. */
export function WhyField({ optional = false } = {}): PropertyDecorator {
  const about = { type: String, minLength: 1, maxLength: 500, description: 'Why; stays in the log of operations.' };
  return applyDecorators(
    ...(optional ? [ApiPropertyOptional(about), IsOptional()] : [ApiProperty(about)]),
    ValidateBy({
      name: 'saysWhy',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && /\S/.test(value) && value.length <= 500 && !/[\u0000-\u001f]/.test(value),
        defaultMessage: () => '$property must say why, in 1 to 500 characters on one line',
      },
    }),
  );
}

export const nullableText = { type: String, nullable: true } as const;
export const moment = { type: String, format: 'date-time' } as const;
export const nullableMoment = { ...moment, nullable: true } as const;
export const anyObject = { type: 'object', additionalProperties: true } as const;
