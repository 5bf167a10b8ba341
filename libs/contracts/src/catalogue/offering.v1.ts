import { IsInt, IsUUID, Min } from 'class-validator';
import {
  defineEvent,
  IsDay,
  IsFilled,
  IsFilledList,
  MultilingualTextV1,
  Nested,
  NestedList,
  Nullable,
} from '../core/index.js';
import { FeeV1, PlaceV1, ProviderNameV1 } from './parts.v1.js';

/** One run of a course as the public sees it; in every event of an offering, whole. */
export class OfferingSnapshotV1 {
  @IsUUID()
  offeringId!: string;

  @IsUUID()
  courseId!: string;

  @IsFilled()
  courseCode!: string;

  @Nested(() => MultilingualTextV1)
  courseTitle!: MultilingualTextV1;

  /** Null when it is open-ended: it starts whenever a learner does. */
  @Nullable()
  @IsDay()
  startsOn!: string | null;

  @Nullable()
  @IsDay()
  endsOn!: string | null;

  /** Null when registration is not bound to a first day. */
  @Nullable()
  @IsDay()
  registrationOpensOn!: string | null;

  @Nullable()
  @IsDay()
  registrationClosesOn!: string | null;

  @Nested(() => PlaceV1)
  place!: PlaceV1;

  /** The languages this run is taught in, BCP 47. */
  @IsFilledList()
  languages!: string[];

  /** Null when there is no limit. */
  @Nullable()
  @IsInt()
  @Min(0)
  seats!: number | null;

  /** Null when it is free. */
  @Nullable()
  @Nested(() => FeeV1)
  fee!: FeeV1 | null;

  @NestedList(() => ProviderNameV1)
  organisers!: ProviderNameV1[];

  /** Such as `planned`, `open`, `completed`, `cancelled`; open. */
  @IsFilled()
  state!: string;

  /** Of the offering's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class OfferingScheduledV1 extends OfferingSnapshotV1 {}

export class OfferingOpenedV1 extends OfferingSnapshotV1 {}

export class OfferingRevisedV1 extends OfferingSnapshotV1 {}

export class OfferingRescheduledV1 extends OfferingSnapshotV1 {
  @Nullable()
  @IsDay()
  previousStartsOn!: string | null;

  @Nullable()
  @IsDay()
  previousEndsOn!: string | null;

  @Nullable()
  @IsDay()
  previousRegistrationOpensOn!: string | null;

  @Nullable()
  @IsDay()
  previousRegistrationClosesOn!: string | null;
}

export class OfferingCancelledV1 extends OfferingSnapshotV1 {
  @IsFilled()
  reason!: string;
}

export class OfferingCompletedV1 extends OfferingSnapshotV1 {}

const key = 'The offering’s id: everything said of one offering arrives in the order in which it happened.';
const personalData = 'No. Neither instructors nor learners appear.';

const example: OfferingSnapshotV1 = {
  offeringId: '019ab6c0-b255-7a33-9d46-2e9f70b15f05',
  courseId: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  courseCode: 'BDT-SPM-101',
  courseTitle: {
    original: 'en',
    text: { en: 'Introduction to spectrum management', fr: 'Introduction à la gestion du spectre' },
  },
  startsOn: '2027-03-01',
  endsOn: '2027-03-19',
  registrationOpensOn: '2027-01-11',
  registrationClosesOn: '2027-02-19',
  place: { kind: 'hybrid', country: 'CH', city: 'Geneva', venue: 'Example hall' },
  languages: ['en'],
  seats: 30,
  fee: { amount: '150.00', currency: 'CHF' },
  organisers: [
    {
      providerId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
      name: { original: 'en', text: { en: 'Telecommunication Development Bureau' } },
    },
  ],
  state: 'planned',
  version: 1,
};

/** A course will run. */
export const offeringScheduledV1 = defineEvent({
  type: 'int.itu.catalogue.offering.scheduled.v1',
  payload: OfferingScheduledV1,
  about: {
    when: 'Once, when an offering of a published course is entered.',
    cause: 'An editor schedules an offering: with dates, or open-ended.',
    conclude:
      'The offering exists and may be shown. Whether registration is open follows from the registration days, and is not announced.',
    key,
    personalData,
  },
  example,
});

/** An offering takes place for certain. */
export const offeringOpenedV1 = defineEvent({
  type: 'int.itu.catalogue.offering.opened.v1',
  payload: OfferingOpenedV1,
  about: {
    when: 'Once, when a planned offering is opened.',
    cause: 'An editor opens the offering.',
    conclude: 'The plan is firm: learners may register within the registration days. How many did is not told.',
    key,
    personalData,
  },
  example: { ...example, state: 'open', version: 2 },
});

/** Something other than an offering's dates changed. */
export const offeringRevisedV1 = defineEvent({
  type: 'int.itu.catalogue.offering.revised.v1',
  payload: OfferingRevisedV1,
  about: {
    when: 'Each time something other than the dates or the state changes.',
    cause: 'An editor changes place, languages, seats, fee or organisers.',
    conclude: 'The snapshot replaces what was known before. The dates are as they were.',
    key,
    personalData,
  },
  example: { ...example, state: 'open', seats: 45, version: 3 },
});

/** An offering has other dates now. */
export const offeringRescheduledV1 = defineEvent({
  type: 'int.itu.catalogue.offering.rescheduled.v1',
  payload: OfferingRescheduledV1,
  about: {
    when: 'Each time a day of the offering or of its registration changes.',
    cause: 'An editor moves the offering or its registration window.',
    conclude:
      'Move what was planned around it. The previous days are told, so that whoever was told them can be told the new ones. Other fields may have changed with it: the snapshot is whole.',
    key,
    personalData,
  },
  example: {
    ...example,
    state: 'open',
    startsOn: '2027-03-08',
    endsOn: '2027-03-26',
    version: 4,
    previousStartsOn: '2027-03-01',
    previousEndsOn: '2027-03-19',
    previousRegistrationOpensOn: '2027-01-11',
    previousRegistrationClosesOn: '2027-02-19',
  },
});

/** An offering will not take place. */
export const offeringCancelledV1 = defineEvent({
  type: 'int.itu.catalogue.offering.cancelled.v1',
  payload: OfferingCancelledV1,
  about: {
    when: 'Once, when a planned or open offering is called off.',
    cause: 'An editor cancels the offering and says why.',
    conclude: 'It does not take place and does not come back: another run is another offering. The course stays.',
    key,
    personalData: `${personalData} The reason is about the offering and must name nobody.`,
  },
  example: { ...example, state: 'cancelled', version: 5, reason: 'Too few registrations.' },
});

/** An offering is over. */
export const offeringCompletedV1 = defineEvent({
  type: 'int.itu.catalogue.offering.completed.v1',
  payload: OfferingCompletedV1,
  about: {
    when: 'Once, when an open offering is over.',
    cause: 'An editor completes the offering after its last day.',
    conclude:
      'It took place. Results, such as how many learners passed, are left out: they come with the delivery report.',
    key,
    personalData,
  },
  example: { ...example, state: 'completed', version: 5 },
});
