import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  CheckedField,
  CodeField,
  IdField,
  IdsField,
  LanguagesField,
  NumberField,
  PartField,
  TextField,
} from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { dayFault, momentOf, type Recorded } from '@capdev/service-frame/plain';
import { countries } from '@capdev/taxonomy';
import { IsIn, IsOptional } from 'class-validator';
import { registrationIsOpen } from './offering-days.js';
import { type Fee, type OfferingDetails, type Place, type PlaceKind, placeKinds } from './offering-details.js';
import type { Offering } from './offering.entity.js';
import { type OfferingState, offeringStates } from './offering-status.js';

const DayField = (description: string): PropertyDecorator =>
  CheckedField(
    'isDay',
    dayFault,
    { type: String, format: 'date', example: '2027-03-01' },
    { optional: true, description },
  );

const amountFault = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(0|[1-9]\d{0,9})(\.\d{1,2})?$/.test(value)
    ? undefined
    : 'must be a decimal number as text with at most two decimals, such as "150.00"';

const currencies = new Set(Intl.supportedValuesOf('currency'));
const currencyFault = (value: unknown): string | undefined =>
  currencies.has(value as string) ? undefined : 'must be a currency code of ISO 4217, such as CHF';

export class PlaceInput {
  @ApiProperty({ enum: placeKinds })
  @IsIn(placeKinds, { message: `$property must be one of: ${placeKinds.join(', ')}` })
  kind!: PlaceKind;

  @CodeField(countries, { optional: true })
  country?: string | null;

  @TextField(100, { optional: true })
  city?: string | null;

  @TextField(200, { optional: true })
  venue?: string | null;
}

export class FeeInput implements Fee {
  @CheckedField('isAmount', amountFault, { type: String, example: '150.00' })
  amount!: string;

  @CheckedField('isCurrency', currencyFault, { type: String, example: 'CHF' })
  currency!: string;
}

/** An offering as an editor writes it; its course is named once, when it is scheduled. */
export class OfferingInput {
  @DayField('Both days null: open-ended, which only online self-paced courses can be.')
  startsOn?: string | null;

  @DayField('The last day.')
  endsOn?: string | null;

  @DayField('The first day of registration; null when it is possible as soon as the offering is open.')
  registrationOpensOn?: string | null;

  @DayField('The last day of registration; null when it is possible to the end.')
  registrationClosesOn?: string | null;

  @PartField(() => PlaceInput)
  place!: PlaceInput;

  @LanguagesField({ description: 'Left out: the languages of the course.' })
  languages?: string[] | null;

  @NumberField(1, 100_000, { optional: true, description: 'Null: no limit.' })
  seats?: number | null;

  @PartField(() => FeeInput, { optional: true, description: 'Null: free.' })
  fee?: FeeInput | null;

  @IdsField(10, { least: 1, description: 'Active providers.' })
  organiserIds!: string[];
}

export class NewOfferingInput extends OfferingInput {
  @IdField({ description: 'A published course.' })
  courseId!: string;
}

export class CancellationInput {
  @TextField(500, { description: 'About the offering; it must name nobody.' })
  reason!: string;
}

/** What was written, with defaults for what was left out. */
export function offeringDetailsOf(input: OfferingInput, course: { readonly languages: string[] }): OfferingDetails {
  const { kind, country, city, venue } = input.place;
  return {
    startsOn: input.startsOn ?? null,
    endsOn: input.endsOn ?? null,
    registrationOpensOn: input.registrationOpensOn ?? null,
    registrationClosesOn: input.registrationClosesOn ?? null,
    place: { kind, country: country ?? null, city: city ?? null, venue: venue ?? null },
    languages: input.languages ?? course.languages,
    seats: input.seats ?? null,
    fee: input.fee ? { amount: input.fee.amount, currency: input.fee.currency } : null,
    organiserIds: input.organiserIds.map((id) => id.toLowerCase()),
  };
}

export class OfferingListQuery extends ListQuery {
  @IdField({ optional: true })
  courseId?: string;

  @IdField({ optional: true })
  organiserId?: string;

  @ApiPropertyOptional({ enum: offeringStates })
  @IsOptional()
  @IsIn(offeringStates, { message: `$property must be one of: ${offeringStates.join(', ')}` })
  state?: OfferingState;

  @CodeField(countries, { optional: true })
  country?: string;

  @DayField('Those that start on this day or later; open-ended ones too.')
  from?: string;

  @DayField('Those that start on this day or earlier.')
  until?: string;
}

class PlaceResponse {
  @ApiProperty({ enum: placeKinds }) kind!: PlaceKind;
  @ApiProperty({ type: String, nullable: true }) country!: string | null;
  @ApiProperty({ type: String, nullable: true }) city!: string | null;
  @ApiProperty({ type: String, nullable: true }) venue!: string | null;
}

class FeeResponse {
  @ApiProperty({ example: '150.00' }) amount!: string;
  @ApiProperty({ example: 'CHF' }) currency!: string;
}

const day = { type: String, format: 'date', nullable: true } as const;

export class OfferingResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The number in the ETag.' }) version!: number;
  @ApiProperty({ enum: offeringStates }) state!: OfferingState;
  @ApiProperty({ format: 'uuid' }) courseId!: string;
  @ApiProperty(day) startsOn!: string | null;
  @ApiProperty(day) endsOn!: string | null;
  @ApiProperty(day) registrationOpensOn!: string | null;
  @ApiProperty(day) registrationClosesOn!: string | null;
  @ApiProperty({ description: 'Derived from the state, the days and today (UTC).' }) registrationOpen!: boolean;
  @ApiProperty({ type: PlaceResponse }) place!: Place;
  @ApiProperty({ type: [String] }) languages!: string[];
  @ApiProperty({ type: Number, nullable: true }) seats!: number | null;
  @ApiProperty({ type: FeeResponse, nullable: true }) fee!: Fee | null;
  @ApiProperty({ type: [String] }) organiserIds!: string[];
  @ApiProperty({ type: String, nullable: true }) cancellationReason!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

export class OfferingPage extends pageOfType(OfferingResponse) {}

/** An offering's row, or the offering itself. */
export type OfferingRecord = Recorded<Pick<Offering, Exclude<keyof OfferingResponse, 'registrationOpen'>>>;

export function offeringResponse(offering: OfferingRecord, today: string): OfferingResponse {
  return {
    id: offering.id,
    version: offering.version,
    state: offering.state,
    courseId: offering.courseId,
    startsOn: offering.startsOn,
    endsOn: offering.endsOn,
    registrationOpensOn: offering.registrationOpensOn,
    registrationClosesOn: offering.registrationClosesOn,
    registrationOpen: registrationIsOpen(offering, today),
    place: offering.place,
    languages: offering.languages,
    seats: offering.seats,
    fee: offering.fee,
    organiserIds: offering.organiserIds,
    cancellationReason: offering.cancellationReason,
    createdAt: momentOf(offering.createdAt),
    updatedAt: momentOf(offering.updatedAt),
  };
}
