import { IsBoolean, IsInt, IsUUID, Matches, Min } from 'class-validator';
import { defineEvent, IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A provider as the public sees it; in every event of a provider, whole. */
export class ProviderSnapshotV1 {
  @IsUUID()
  providerId!: string;

  /** `bureau`, `centre`, `partner` or `external` today; open. */
  @IsFilled()
  kind!: string;

  @Nested(() => MultilingualTextV1)
  name!: MultilingualTextV1;

  @Optional()
  @Nested(() => MultilingualTextV1)
  description?: MultilingualTextV1;

  /** ISO 3166-1 alpha-2. */
  @Optional()
  @Matches(/^[A-Z]{2}$/, { message: '$property must be a country code of two letters' })
  country?: string;

  /** The identifier the centres' programme knows it by. */
  @Optional()
  @IsFilled()
  centreId?: string;

  /** The identifier the partners' service knows it by. */
  @Optional()
  @IsFilled()
  partnerId?: string;

  @IsBoolean()
  active!: boolean;

  /** Of the provider's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class ProviderRegisteredV1 extends ProviderSnapshotV1 {}

export class ProviderRenamedV1 extends ProviderSnapshotV1 {
  @Nested(() => MultilingualTextV1)
  previousName!: MultilingualTextV1;
}

export class ProviderRevisedV1 extends ProviderSnapshotV1 {}

export class ProviderDeactivatedV1 extends ProviderSnapshotV1 {}

const key = 'The provider’s id: everything said of one provider arrives in the order in which it happened.';
const personalData = 'No. A provider is an organisation; its contact persons stay in the catalogue.';

const example: ProviderSnapshotV1 = {
  providerId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  kind: 'bureau',
  name: {
    original: 'en',
    text: { en: 'Telecommunication Development Bureau', fr: 'Bureau de développement des télécommunications' },
  },
  country: 'CH',
  active: true,
  version: 1,
};

/** A provider entered the catalogue. */
export const providerRegisteredV1 = defineEvent({
  type: 'int.itu.catalogue.provider.registered.v1',
  payload: ProviderRegisteredV1,
  about: {
    when: 'Once in a provider’s life, when it is entered in the catalogue.',
    cause: 'An editor registers a bureau, a centre, a partner or an external body, by hand or by loading a list.',
    conclude:
      'Courses may name this provider from now on. It says nothing about agreements or accreditation: those belong to the services named by partnerId and centreId.',
    key,
    personalData,
  },
  example,
});

/** A provider is called something else now. */
export const providerRenamedV1 = defineEvent({
  type: 'int.itu.catalogue.provider.renamed.v1',
  payload: ProviderRenamedV1,
  about: {
    when: 'Each time the name changes in any language, an added translation included.',
    cause: 'An editor changes the provider’s name.',
    conclude:
      'Show the new name wherever the provider is named; it is the same organisation. Courses and offerings are not announced again for it. Other fields may have changed with it: the snapshot is whole.',
    key,
    personalData,
  },
  example: {
    ...example,
    name: {
      original: 'en',
      text: {
        en: 'Telecommunication Development Bureau (BDT)',
        fr: 'Bureau de développement des télécommunications (BDT)',
      },
    },
    version: 2,
    previousName: example.name,
  },
});

/** Something other than the provider's name changed. */
export const providerRevisedV1 = defineEvent({
  type: 'int.itu.catalogue.provider.revised.v1',
  payload: ProviderRevisedV1,
  about: {
    when: 'Each time something public other than the name changes; becoming active again too.',
    cause: 'An editor changes the description, kind, country, or the link to a centre or partner.',
    conclude: 'The snapshot replaces what was known before. A change of name is announced as renamed, not here.',
    key,
    personalData,
  },
  example: {
    ...example,
    description: { original: 'en', text: { en: 'The bureau that helps countries connect their people.' } },
    version: 3,
  },
});

/** A provider gives no new courses. */
export const providerDeactivatedV1 = defineEvent({
  type: 'int.itu.catalogue.provider.deactivated.v1',
  payload: ProviderDeactivatedV1,
  about: {
    when: 'Each time a provider stops being active.',
    cause: 'An editor deactivates the provider.',
    conclude: 'No new course or offering will name it. What it gave before stays as it was and is not announced again.',
    key,
    personalData,
  },
  example: { ...example, active: false, version: 4 },
});
