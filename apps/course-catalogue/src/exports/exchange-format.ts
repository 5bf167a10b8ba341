import type { CourseDetails } from '../courses/course-details.js';
import type { CourseState } from '../courses/course-status.js';
import type { OfferingDetails } from '../offerings/offering-details.js';
import type { OfferingState } from '../offerings/offering-status.js';
import type { ProviderDetails } from '../providers/provider.entity.js';
import type { ProviderKind } from '../providers/provider-kind.js';

// The lines of `/exports/courses.jsonl`: what people entered, and nothing that a database made (no identifiers, moments
// or versions). The order is: header, providers, courses in the order of their codes and retired ones after the others,
// trailer. Every field of a line is always there, null or an empty list when it says nothing. Coordinators are persons,
// so they are not in any export.

/** Grows when a reader of the old lines could misread the new ones. */
export const formatVersion = 1;
export const formatName = 'capdev-catalogue';

/** The first line. */
export interface ExchangeHeader {
  readonly format: typeof formatName;
  readonly version: typeof formatVersion;
}

/** A provider as courses and offerings name it: kind and name in the original language are unique together. */
export interface ExchangedProviderName {
  readonly kind: ProviderKind;
  readonly name: string;
}

export interface ExchangedProvider extends Readonly<ProviderDetails> {
  readonly active: boolean;
  /** The unit whose editors keep the record. */
  readonly registeredBy: string;
}

export interface ExchangeProvider {
  readonly provider: ExchangedProvider;
}

export interface ExchangedOffering extends Readonly<Omit<OfferingDetails, 'organiserIds'>> {
  readonly state: OfferingState;
  /** In the order in which the offering names them. */
  readonly organisers: readonly ExchangedProviderName[];
  readonly cancellationReason: string | null;
}

export interface ExchangedCourse extends Readonly<Omit<CourseDetails, 'providerIds' | 'coordinatorIds'>> {
  readonly state: CourseState;
  /** In the order in which the course names them. */
  readonly providers: readonly ExchangedProviderName[];
  /**
   * The codes of courses that it looks like and that somebody has said are others. Of each pair only the second in the
   * order of the file says so: whoever reads it in that order knows the first one by then.
   */
  readonly distinctFrom: readonly string[];
  /** The code of the course that took its place; it comes later only when it is retired too, and may be missing from a part. */
  readonly successor: string | null;
  readonly retirementReason: string | null;
  /** By their first days, open-ended ones last. */
  readonly offerings: readonly ExchangedOffering[];
}

export interface ExchangeCourse {
  readonly course: ExchangedCourse;
}

/** The last line: a file without it was cut off. */
export interface ExchangeTrailer {
  readonly end: { readonly providers: number; readonly courses: number };
}

export type ExchangeLine = ExchangeHeader | ExchangeProvider | ExchangeCourse | ExchangeTrailer;
