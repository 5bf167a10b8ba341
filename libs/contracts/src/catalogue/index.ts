import type { EventDefinition } from '../core/index.js';
import { coursePublishedV1, courseRetiredV1, courseRevisedV1 } from './course.v1.js';
import { importFinishedV1 } from './import.v1.js';
import {
  offeringCancelledV1,
  offeringCompletedV1,
  offeringOpenedV1,
  offeringRescheduledV1,
  offeringRevisedV1,
  offeringScheduledV1,
} from './offering.v1.js';
import { providerDeactivatedV1, providerRegisteredV1, providerRenamedV1, providerRevisedV1 } from './provider.v1.js';

export { MultilingualTextV1 } from '../core/index.js';
export { AssessmentV1, FeeTermsV1, FeeV1, LinkV1, PlaceV1, ProviderNameV1 } from './parts.v1.js';
export {
  ProviderDeactivatedV1,
  providerDeactivatedV1,
  ProviderRegisteredV1,
  providerRegisteredV1,
  ProviderRenamedV1,
  providerRenamedV1,
  ProviderRevisedV1,
  providerRevisedV1,
  ProviderSnapshotV1,
} from './provider.v1.js';
export {
  CoursePublishedV1,
  coursePublishedV1,
  CourseRetiredV1,
  courseRetiredV1,
  CourseRevisedV1,
  courseRevisedV1,
  CourseSnapshotV1,
} from './course.v1.js';
export {
  OfferingCancelledV1,
  offeringCancelledV1,
  OfferingCompletedV1,
  offeringCompletedV1,
  OfferingOpenedV1,
  offeringOpenedV1,
  OfferingRescheduledV1,
  offeringRescheduledV1,
  OfferingRevisedV1,
  offeringRevisedV1,
  OfferingScheduledV1,
  offeringScheduledV1,
  OfferingSnapshotV1,
} from './offering.v1.js';

export { ImportFinishedV1, importFinishedV1 } from './import.v1.js';

/** Every public event of the course catalogue, in life order. */
export const catalogueEvents: readonly EventDefinition[] = [
  providerRegisteredV1,
  providerRenamedV1,
  providerRevisedV1,
  providerDeactivatedV1,
  coursePublishedV1,
  courseRevisedV1,
  courseRetiredV1,
  offeringScheduledV1,
  offeringOpenedV1,
  offeringRevisedV1,
  offeringRescheduledV1,
  offeringCancelledV1,
  offeringCompletedV1,
  importFinishedV1,
];
