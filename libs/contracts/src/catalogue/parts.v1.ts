import { IsNumber, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A provider as others name it. */
export class ProviderNameV1 {
  @IsUUID()
  providerId!: string;

  @Nested(() => MultilingualTextV1)
  name!: MultilingualTextV1;
}

/** How a course is assessed. */
export class AssessmentV1 {
  @Optional()
  @Nested(() => MultilingualTextV1)
  description?: MultilingualTextV1;

  /** Per cent that passes. */
  @IsNumber()
  @Min(0)
  @Max(100)
  passMark!: number;
}

/** What a course costs in principle; the amount belongs to an offering. */
export class FeeTermsV1 {
  /** Such as `free`, `paid`; open. */
  @IsFilled()
  kind!: string;

  @Optional()
  @Nested(() => MultilingualTextV1)
  note?: MultilingualTextV1;
}

/** Where more is said. */
export class LinkV1 {
  /** Such as `about`, `registration`; open. */
  @IsFilled()
  rel!: string;

  @Matches(/^https?:\/\//, { message: '$property must be a web address' })
  url!: string;
}

/** Where an offering takes place. */
export class PlaceV1 {
  /** `online`, `on-site` or `hybrid` today; open. */
  @IsFilled()
  kind!: string;

  /** ISO 3166-1 alpha-2. */
  @Optional()
  @Matches(/^[A-Z]{2}$/, { message: '$property must be a country code of two letters' })
  country?: string;

  @Optional()
  @IsFilled()
  city?: string;

  @Optional()
  @IsFilled()
  venue?: string;
}

/** An amount of money. */
export class FeeV1 {
  /** A decimal number as text, so that no reader rounds it: `1250.00`. */
  @Matches(/^\d+(\.\d+)?$/, { message: '$property must be a decimal number as text' })
  amount!: string;

  /** ISO 4217. */
  @Matches(/^[A-Z]{3}$/, { message: '$property must be a currency code of three letters' })
  currency!: string;
}
