import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CheckedField } from '@capdev/service-frame/fields';
import { dayFault, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { IsOptional, Matches } from 'class-validator';
import { type HarmonisationCounts, type HarmonisationShares, sharesOf, sumOf } from './harmonisation-shares.js';
import type { UnitOnDay } from './harmonisation.query.js';
import { monthFault, mostMonths } from './months.js';

/** For which day. */
export class HarmonisationDayQuery {
  @CheckedField(
    'isDay',
    dayFault,
    { type: String, format: 'date', example: '2027-03-01' },
    { optional: true, description: 'At the end of this day (UTC); today unless told.' },
  )
  on?: string | null;
}

const month = { type: String, example: '2027-03' };

/** For which months, and whose. */
export class HarmonisationTrendQuery {
  @CheckedField('isMonth', monthFault, month, { description: 'The first month.' })
  from!: string;

  @CheckedField('isMonth', monthFault, month, { description: `The last month; at most ${mostMonths} in all.` })
  to!: string;

  @ApiPropertyOptional({ description: 'Of this unit alone.', example: 'BDT' })
  @IsOptional()
  @Matches(unitPattern, { message: `$property ${unitShape}` })
  unit?: string;
}

class HarmonisationNumbers implements HarmonisationCounts {
  @ApiProperty({
    description:
      'Courses that were ever published. The catalogue announces nothing of drafts: they are not among them.',
  })
  catalogued!: number;

  @ApiProperty({ description: 'Of these, published at the end of the day and not retired.' })
  published!: number;

  @ApiProperty({
    description: 'Of the published ones, those whose record is filled in by at least completeFrom per cent.',
  })
  complete!: number;

  @ApiProperty({
    description:
      'Of the published ones, those with a level of the list levels and at least one topic of the list topics.',
  })
  classified!: number;
}

const nullableShare = (of: string) => ({ type: Number, nullable: true, description: `Per cent of ${of}.` });

class HarmonisationSharesResponse implements HarmonisationShares {
  @ApiProperty(nullableShare('the courses that all units have catalogued'))
  catalogued!: number | null;

  @ApiProperty(nullableShare('the catalogued ones'))
  published!: number | null;

  @ApiProperty(nullableShare('the published ones'))
  complete!: number | null;

  @ApiProperty(nullableShare('the published ones'))
  classified!: number | null;
}

class HarmonisedTotal extends HarmonisationNumbers {
  @ApiProperty()
  shares!: HarmonisationSharesResponse;
}

class HarmonisedUnit extends HarmonisedTotal {
  @ApiProperty({ example: 'BDT' })
  unit!: string;
}

/** How far the units' courses are in the common catalogue, at the end of one day. */
export class HarmonisationResponse {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ description: 'Per cent from which on a record counts as complete.' })
  completeFrom!: number;

  @ApiProperty({ type: [HarmonisedUnit], description: 'Units without any course are there, with noughts.' })
  units!: HarmonisedUnit[];

  @ApiProperty()
  total!: HarmonisedTotal;
}

class HarmonisationMonth extends HarmonisationResponse {
  @ApiProperty({ example: '2027-03' })
  month!: string;
}

/** The same for month after month, each at its last day; the present one as at today. */
export class HarmonisationTrendResponse {
  @ApiProperty({ type: [HarmonisationMonth] })
  months!: HarmonisationMonth[];
}

/**
 * @param all what was so that day in every unit, of which the shares are
 * @param unit shown alone
 */
export function harmonisationResponse(
  on: string,
  completeFrom: number,
  all: readonly UnitOnDay[],
  unit?: string,
): HarmonisationResponse {
  const { catalogued } = sumOf(all);
  const told = ({ day: _, ...counts }: UnitOnDay): HarmonisedUnit => ({
    ...counts,
    shares: sharesOf(counts, catalogued),
  });
  const units = all.filter((counts) => unit === undefined || counts.unit === unit).map(told);
  const total = sumOf(units);
  return { on, completeFrom, units, total: { ...total, shares: sharesOf(total, catalogued) } };
}
