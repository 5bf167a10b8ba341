import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import type { Transaction } from '@capdev/persistence';
import { refuseOversized } from '../changes/event-size.js';
import { Recorder } from '../changes/recorder.js';
import { refuseOutdated } from '../changes/versions.js';
import type { NamedProvider } from '../providers/provider-names.query.js';
import type { Permission } from '../roles.js';
import { SearchIndex } from '../search/search-index.js';
import { Course } from './course.entity.js';
import { CourseNotFound } from './course.errors.js';
import { announcementOf, type CourseFact, courseSnapshot } from './course.events.js';
import { insertCourse } from './course-insert.query.js';

/** Takes courses out of their table for changing, and puts them back with everything that a change leaves behind. */
@Injectable()
export class CourseRecords {
  constructor(
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly index: SearchIndex,
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

  /** Queues a new course; nothing is read, so that it leaves in one round trip. */
  add(tx: Transaction, course: Course, fact: CourseFact, caller: Caller): void {
    this.record(tx, course, [], fact, caller);
    insertCourse(tx, course);
  }

  async save(
    tx: Transaction,
    course: Course,
    providers: readonly NamedProvider[],
    fact: CourseFact,
    caller: Caller,
  ): Promise<void> {
    this.record(tx, course, providers, fact, caller);
    await tx.manager.update(Course, { id: course.id }, course);
    if (course.state !== 'draft') await this.index.renew(tx, [course.id]);
  }

  private record(
    tx: Transaction,
    course: Course,
    providers: readonly NamedProvider[],
    fact: CourseFact,
    caller: Caller,
  ): void {
    refuseOversized('course', courseSnapshot(course, providers));
    this.recorder.record(tx, {
      aggregate: 'course',
      record: course,
      action: fact.kind,
      changes: 'changes' in fact ? fact.changes : {},
      announced: announcementOf(course, providers, fact),
      caller,
      at: course.updatedAt,
    });
  }
}
