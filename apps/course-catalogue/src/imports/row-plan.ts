import type { Recorded } from '@capdev/service-frame/changes';
import type { Course } from '../courses/course.entity.js';
import type { Offering } from '../offerings/offering.entity.js';
import type { Provider } from '../providers/provider.entity.js';
import type { Candidate } from '../twins/twin.errors.js';
import type { Given } from './differences.js';
import type { RowFault } from './import-record.js';
import type { Outcome } from './import-status.js';
import type { AnyRecord } from './record-reader.js';

/** A change with its traces, before it is written. `of` counts the announcements. */
export type Fact = Omit<Recorded, 'record' | 'caller'> & {
  readonly version: number;
  readonly of: { readonly id: string; announcements: number };
};

/** A run that a row changes, with what is needed to take that back. */
export interface PlannedOffering {
  readonly key: string;
  readonly offering: Offering;
  readonly isNew: boolean;
  readonly changed: boolean;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly given: Given | undefined;
}

/** Which course the source's key means, and what it has given for it. */
export interface Origin {
  readonly courseId: string;
  readonly given: Given;
}

/** What becomes of a row: decided first, written with the rest of its batch. */
export interface RowPlan {
  readonly row: number;
  readonly key: string | null;
  readonly code: string | null;
  readonly courseId: string | null;
  readonly outcome: Outcome;
  readonly faults: readonly RowFault[];
  readonly published: boolean;
  readonly kept: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** The record itself, while a person has to decide. */
  readonly wanted: AnyRecord | null;
  readonly candidates: readonly Candidate[] | null;
  /** The course as it will be, when it is written. */
  readonly course: Course | undefined;
  readonly isNew: boolean;
  /** What the course is known not to be. */
  readonly distinctFrom: readonly string[];
  readonly offerings: readonly PlannedOffering[];
  readonly providers: readonly { readonly provider: Provider; readonly isNew: boolean }[];
  readonly facts: readonly Fact[];
  /** What the source is known to have given from now on; undefined when nothing of that changes. */
  readonly origin: Origin | undefined;
  readonly givenBefore: Given | null;
}

const nothing = {
  courseId: null,
  faults: [],
  published: false,
  kept: [],
  before: null,
  after: null,
  wanted: null,
  candidates: null,
  course: undefined,
  isNew: false,
  distinctFrom: [],
  offerings: [],
  providers: [],
  facts: [],
  origin: undefined,
  givenBefore: null,
} as const;

/** A plan that writes nothing but its line in the account, apart from what is said. */
export function planOf(about: Pick<RowPlan, 'row' | 'key' | 'code' | 'outcome'> & Partial<RowPlan>): RowPlan {
  return { ...nothing, ...about };
}

/** A key that no index could hold would be refused by the database. */
export const longestKey = 1_000;

export function keyOf(record: AnyRecord): string | null {
  return 'provider' in record || record.key === '' || record.key.length > longestKey ? null : record.key;
}

export function codeOf(record: AnyRecord): string | null {
  return !('provider' in record) && typeof record.course.code === 'string' ? record.course.code.slice(0, 40) : null;
}

export function rejected(record: AnyRecord, faults: readonly RowFault[]): RowPlan {
  return planOf({
    row: record.row,
    key: keyOf(record),
    code: codeOf(record),
    outcome: 'rejected',
    faults: bounded(faults),
  });
}

/** The account may say what a cell held, and not a page of it. */
export function bounded(faults: readonly RowFault[]): RowFault[] {
  const cut = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text);
  return faults.slice(0, 50).map(({ field, reason, advice }) => ({
    field: cut(field),
    reason: cut(reason),
    advice: cut(advice),
  }));
}
