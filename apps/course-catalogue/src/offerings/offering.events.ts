import {
  offeringCancelledV1,
  offeringCompletedV1,
  offeringOpenedV1,
  offeringRescheduledV1,
  offeringRevisedV1,
  offeringScheduledV1,
  type OfferingSnapshotV1,
} from '@capdev/contracts/catalogue';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { NamedProvider } from '../providers/provider-names.query.js';
import type { OfferedCourse } from './offered-course.query.js';
import type { OfferingDays } from './offering-details.js';
import type { Offering } from './offering.entity.js';

export interface OfferingScheduled {
  readonly kind: 'scheduled';
}
export interface OfferingOpened {
  readonly kind: 'opened';
  readonly changes: Changes;
}
export interface OfferingRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface OfferingRescheduled {
  readonly kind: 'rescheduled';
  readonly changes: Changes;
  readonly previous: OfferingDays;
}
export interface OfferingCancelled {
  readonly kind: 'cancelled';
  readonly changes: Changes;
  readonly reason: string;
}
export interface OfferingCompleted {
  readonly kind: 'completed';
  readonly changes: Changes;
}
export type OfferingFact =
  OfferingScheduled | OfferingOpened | OfferingRevised | OfferingRescheduled | OfferingCancelled | OfferingCompleted;

/** What an offering's events say of the things it names. */
export interface OfferingContext {
  readonly course: Pick<OfferedCourse, 'code' | 'title'>;
  readonly organisers: readonly NamedProvider[];
}

/** What the public is told of a fact. All facts of an offering are public. */
export function announcementOf(offering: Offering, context: OfferingContext, fact: OfferingFact): Announced {
  const snapshot = offeringSnapshot(offering, context);
  switch (fact.kind) {
    case 'scheduled':
      return announce(offeringScheduledV1, snapshot);
    case 'opened':
      return announce(offeringOpenedV1, snapshot);
    case 'revised':
      return announce(offeringRevisedV1, snapshot);
    case 'rescheduled':
      return announce(offeringRescheduledV1, {
        ...snapshot,
        previousStartsOn: fact.previous.startsOn,
        previousEndsOn: fact.previous.endsOn,
        previousRegistrationOpensOn: fact.previous.registrationOpensOn,
        previousRegistrationClosesOn: fact.previous.registrationClosesOn,
      });
    case 'cancelled':
      return announce(offeringCancelledV1, { ...snapshot, reason: fact.reason });
    case 'completed':
      return announce(offeringCompletedV1, snapshot);
  }
}

/** The offering as the public sees it. */
export function offeringSnapshot(offering: Offering, { course, organisers }: OfferingContext): OfferingSnapshotV1 {
  const { place, fee } = offering;
  return {
    offeringId: offering.id,
    courseId: offering.courseId,
    courseCode: course.code,
    courseTitle: multilingual(course.title),
    startsOn: offering.startsOn,
    endsOn: offering.endsOn,
    registrationOpensOn: offering.registrationOpensOn,
    registrationClosesOn: offering.registrationClosesOn,
    place: {
      kind: place.kind,
      ...(place.country && { country: place.country }),
      ...(place.city && { city: place.city }),
      ...(place.venue && { venue: place.venue }),
    },
    languages: offering.languages,
    seats: offering.seats,
    fee: fee && { amount: fee.amount, currency: fee.currency },
    organisers: organisers.map(({ id, name }) => ({ providerId: id, name: multilingual(name) })),
    state: offering.state,
    version: offering.version,
  };
}
