import { DomainError } from '@capdev/service-kit/problems';
import { Course } from '../courses/course.entity.js';
import type { CourseDetails } from '../courses/course-details.js';
import { announcementOf as courseAnnouncement, type CourseFact } from '../courses/course.events.js';
import { Offering } from '../offerings/offering.entity.js';
import type { OfferingDetails } from '../offerings/offering-details.js';
import { announcementOf as offeringAnnouncement, type OfferingFact } from '../offerings/offering.events.js';
import type { Permission } from '../roles.js';
import { titleMarksOf } from '../twins/title-marks.js';
import type { DoneRow } from './import-undo.query.js';
import type { Organisations } from './organisations.js';
import { type Fact, planOf, type PlannedOffering, type RowPlan } from './row-plan.js';

/** The records of a batch that is taken back. */
export interface UndoView {
  readonly courses: Map<string, Course>;
  readonly offerings: Map<string, Offering>;
  readonly organisations: Organisations;
  may(permission: Permission, unit: string): boolean;
  /** Courses that an earlier row of this batch has taken back already. */
  readonly touchedBefore: Set<string>;
  readonly now: Date;
}

export interface UndoneRow {
  readonly done: DoneRow;
  readonly plan: RowPlan;
  readonly undone: string;
  /** Whether it stays as it is. */
  readonly left: boolean;
  /** A draft to be removed. */
  readonly removed?: string;
}

const reason = 'The import that brought it was undone.';

/** Takes back what one row has done: removed where nobody has ever seen it, else retired, cancelled or put back. */
export function undoRow(view: UndoView, done: DoneRow): UndoneRow {
  const about = { row: done.row, key: done.key, code: null, outcome: done.outcome };
  const course = done.courseId === null ? undefined : view.courses.get(done.courseId);
  if (!course) return { done, plan: planOf(about), undone: 'left: organisations stay', left: true };
  const foreign = !view.may('course:publish', course.owningUnit);
  // Checked for the whole import before; this is for what somebody has done while it was being undone.
  const touched = done.version !== null && course.version !== done.version && !view.touchedBefore.has(course.id);
  if (foreign || touched) {
    const why = foreign ? `it belongs to ${course.owningUnit}` : 'somebody has changed it';
    return { done, plan: planOf(about), undone: `left: ${why}`, left: true };
  }
  view.touchedBefore.add(course.id);
  const facts: Fact[] = [];
  try {
    const offerings = done.offerings.flatMap((run) => undoOffering(view, course, run, facts));
    const copy = Object.assign(new Course(), course);
    const undone = undoCourse(view, copy, done, facts);
    view.courses.set(copy.id, copy);
    if (undone === 'removed') {
      const removal: Fact = { ...traceOf(copy, { kind: 'removed' }), version: copy.version + 1 };
      return { done, plan: planOf({ ...about, facts: [removal] }), undone, left: false, removed: copy.id };
    }
    return { done, plan: planOf({ ...about, course: copy, offerings, facts }), undone, left: false };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { done, plan: planOf(about), undone: `left: ${error.message}`, left: true };
  }
}

function undoCourse(view: UndoView, course: Course, done: DoneRow, facts: Fact[]): string {
  if (done.outcome === 'created' && course.state === 'draft') return 'removed';
  const told = (what: CourseFact): void => {
    const providers = view.organisations.named(course.providerIds);
    facts.push({
      ...traceOf(course, what),
      announced: courseAnnouncement(course, providers, what),
    });
  };
  if (done.outcome === 'created') {
    if (course.state === 'retired') return 'retired';
    told(course.retire(undefined, reason, view.now));
    return 'retired';
  }
  const details = course.details;
  const former = Object.entries(done.before ?? {}).filter(([field]) => field in details);
  if (former.length > 0 && course.state !== 'retired') {
    const before = { ...details, ...Object.fromEntries(former) } as CourseDetails;
    const active = view.organisations.named(before.providerIds).filter((one) => one.active).length;
    const revised = course.revise(before, active, view.now);
    course.titleMarks = titleMarksOf(course);
    if (revised) told(revised);
  }
  return done.before && 'state' in done.before ? `restored, and ${course.state} as the import left it` : 'restored';
}

function undoOffering(
  view: UndoView,
  course: Course,
  run: DoneRow['offerings'][number],
  facts: Fact[],
): PlannedOffering[] {
  const present = view.offerings.get(run.id);
  if (!present || present.version !== run.version) return [];
  const offering = Object.assign(new Offering(), present);
  const context = { course, organisers: view.organisations.named(offering.organiserIds) };
  const told = (what: OfferingFact): void =>
    void facts.push({
      ...{ aggregate: 'offering', of: offering, version: offering.version, fact: what },
      announced: offeringAnnouncement(offering, context, what),
    });
  const changeable = offering.state === 'planned' || offering.state === 'open';
  if (changeable && run.isNew) told(offering.cancel(reason, view.now));
  else if (changeable && run.before) {
    const revised = offering.revise(run.before as unknown as OfferingDetails, course.modality, view.now);
    if (revised) told(revised);
  }
  view.offerings.set(offering.id, offering);
  return [{ key: '', offering, isNew: false, changed: true, before: null, given: undefined }];
}

const traceOf = (course: Course, fact: Fact['fact']): Fact => ({
  ...{ aggregate: 'course', of: course, version: course.version, fact },
});
