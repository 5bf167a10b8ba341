import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import type { Changes, Transaction } from '@capdev/persistence';
import { Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { NamedProvider } from '../providers/provider-names.query.js';
import type { Permission } from '../roles.js';
import { SearchIndex } from '../search/search-index.js';
import { titleMarksOf } from '../twins/title-marks.js';
import { TwinGuard } from '../twins/twin-guard.js';
import { distinguishFromStart } from '../twins/twins.query.js';
import { Course } from './course.entity.js';
import { CourseNotFound } from './course.errors.js';
import { announcementOf, type CourseFact, courseSnapshot } from './course.events.js';
import { insertCourse } from './course-insert.query.js';
import { draftsOf } from './drafts.js';

/** Takes courses out of their table for changing, and puts them back with everything that a change leaves behind. */
@Injectable()
export class CourseRecords {
  constructor(
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly index: SearchIndex,
    private readonly twins: TwinGuard,
  ) {}

  /**
   * The course, locked until the transaction ends.
   *
   * @param seen the version the caller has seen; undefined when any will do
   * @throws CourseNotFound, Forbidden, Outdated
   */
  async locked(
    tx: Transaction,
    id: string,
    seen: number | undefined,
    caller: Caller,
    permission: Permission,
  ): Promise<Course> {
    const course = await tx.manager.findOne(Course, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const hidden = course?.state === 'draft' && !this.policy.may(caller, 'draft:read', course.owningUnit);
    if (!course || hidden) throw new CourseNotFound(id);
    this.policy.demand(caller, permission, course.owningUnit);
    refuseOutdated('course', course.version, seen);
    return course;
  }

  /**
   * Queues a new course; nothing is read, so that it leaves in one round trip.
   *
   * @param distinctFrom courses that the caller says it is distinct from
   * @param cleared courses that share a mark with it and have been found to be others
   */
  add(
    tx: Transaction,
    course: Course,
    fact: CourseFact,
    caller: Caller,
    distinctFrom: readonly string[],
    cleared: readonly string[],
  ): void {
    const unit = draftsOf(this.policy, caller);
    course.titleMarks = titleMarksOf(course);
    this.record(tx, course, [], fact, caller, distinctFrom);
    insertCourse(tx, course, unit, [...distinctFrom, ...cleared]);
    distinguishFromStart(tx, course.id, distinctFrom, unit);
  }

  /** What to do after the database has refused a new course: {@link TwinGuard.cleared}. */
  cleared(...refused: Parameters<TwinGuard['cleared']>): Promise<string[] | undefined> {
    return this.twins.cleared(...refused);
  }

  /** @param distinctFrom courses that the caller says it is distinct from */
  async save(
    tx: Transaction,
    course: Course,
    providers: readonly NamedProvider[],
    fact: CourseFact,
    caller: Caller,
    distinctFrom: readonly string[] = [],
  ): Promise<void> {
    const distinguished = await this.twins.distinguish(tx, course.id, distinctFrom, caller);
    if (mayBeAnother(fact)) await this.twins.refuse(tx, course, distinctFrom, caller);
    course.titleMarks = titleMarksOf(course);
    this.record(tx, course, providers, fact, caller, distinguished);
    await tx.manager.update(Course, { id: course.id }, course);
    if (course.state !== 'draft') await this.index.renew(tx, [course.id]);
  }

  /** Remembers what a course is distinct from when nothing else of it changes: its version stays. */
  async distinguish(
    tx: Transaction,
    course: Course,
    distinctFrom: readonly string[],
    caller: Caller,
    now: Date,
  ): Promise<void> {
    const distinguished = await this.twins.distinguish(tx, course.id, distinctFrom, caller);
    if (distinguished.length === 0) return;
    const record = { id: course.id, version: course.version, updatedAt: now };
    const fact = { kind: 'distinguished', changes: distinctionIn(distinguished) };
    this.recorder.record(tx, { aggregate: 'course', record, fact, caller });
  }

  private record(
    tx: Transaction,
    course: Course,
    providers: readonly NamedProvider[],
    fact: CourseFact,
    caller: Caller,
    distinguished: readonly string[],
  ): void {
    refuseOversized('course', courseSnapshot(course, providers));
    this.recorder.record(tx, {
      aggregate: 'course',
      record: course,
      fact: { kind: fact.kind, changes: { ...('changes' in fact && fact.changes), ...distinctionIn(distinguished) } },
      announced: announcementOf(course, providers, fact),
      caller,
    });
  }
}

/** Whether a course may now look like another one that it did not look like before. */
function mayBeAnother(fact: CourseFact): boolean {
  if (fact.kind === 'published') return true;
  const changes = fact.kind === 'edited' || fact.kind === 'revised' ? fact.changes : {};
  return ['title', 'providerIds', 'owningUnit'].some((field) => field in changes);
}

const distinctionIn = (ids: readonly string[]): Changes => (ids.length === 0 ? {} : { distinctFrom: { to: ids } });
