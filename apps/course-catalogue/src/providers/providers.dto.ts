import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  CheckedField,
  CodeField,
  MultilingualField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
} from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { countries } from '@capdev/taxonomy';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { Transform } from 'class-transformer';
import type { Provider, ProviderDetails } from './provider.entity.js';
import { providerKinds, type ProviderKind } from './provider-kind.js';

const kindFault = (value: unknown): string | undefined =>
  providerKinds.includes(value as ProviderKind) ? undefined : `must be one of: ${providerKinds.join(', ')}`;

/** A provider as an editor writes it. */
export class ProviderInput {
  @CheckedField('isProviderKind', kindFault, { type: String, enum: [...providerKinds] })
  kind!: ProviderKind;

  @MultilingualField(200, { description: 'The original is unique among providers of the same kind.' })
  name!: ProviderDetails['name'];

  @MultilingualField(2_000, { optional: true })
  description?: ProviderDetails['description'];

  @CodeField(countries, { optional: true, description: 'ISO 3166-1 alpha-2.' })
  country?: string | null;

  @TextField(64, {
    optional: true,
    pattern: unitPattern,
    shape: unitShape,
    description: 'The identifier in the centres’ programme.',
  })
  centreId?: string | null;

  @TextField(64, {
    optional: true,
    pattern: unitPattern,
    shape: unitShape,
    description: 'The identifier in the partners’ service.',
  })
  partnerId?: string | null;
}

/** What was written, with null for what was left out. */
export function providerDetailsOf(input: ProviderInput): ProviderDetails {
  return {
    kind: input.kind,
    name: input.name,
    description: input.description ?? null,
    country: input.country ?? null,
    centreId: input.centreId ?? null,
    partnerId: input.partnerId ?? null,
  };
}

export class ProviderListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: providerKinds })
  @IsOptional()
  @IsIn(providerKinds)
  kind?: ProviderKind;

  @CodeField(countries, { optional: true })
  country?: string;

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  active?: boolean;

  @TextField(200, { optional: true, description: 'The exact name, in any of its languages.' })
  name?: string;
}

export class ProviderResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ enum: providerKinds })
  kind!: ProviderKind;

  @SpokenProperty()
  name!: Spoken;

  @SpokenProperty(true)
  description!: Spoken | null;

  @ApiProperty({ type: String, nullable: true })
  country!: string | null;

  @ApiProperty({ type: String, nullable: true })
  centreId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  partnerId!: string | null;

  @ApiProperty()
  active!: boolean;

  @ApiProperty({ description: 'The unit whose editors keep this record.' })
  registeredBy!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ProviderPage extends pageOfType(ProviderResponse) {}

/** A provider's row, or the provider itself. */
export type ProviderRecord = Recorded<Pick<Provider, keyof ProviderResponse>>;

/** What a reader sees; without a speaker, every language. */
export function providerResponse(provider: ProviderRecord, speaker = new Speaker('*')): ProviderResponse {
  return {
    id: provider.id,
    version: provider.version,
    kind: provider.kind,
    name: speaker.say(provider.name),
    description: speaker.say(provider.description),
    country: provider.country,
    centreId: provider.centreId,
    partnerId: provider.partnerId,
    active: provider.active,
    registeredBy: provider.registeredBy,
    createdAt: momentOf(provider.createdAt),
    updatedAt: momentOf(provider.updatedAt),
  };
}
