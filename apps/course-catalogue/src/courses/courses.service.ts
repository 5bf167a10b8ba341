import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { NamedProvider } from '../providers/provider-names.query.js';
import type { Permission } from '../roles.js';
import type { CourseDetails } from './course-details.js';
import { Course } from './course.entity.js';
import { CourseRecords } from './course-records.js';
import { courseRefusal, providersOf, refuseUnknown } from './course-references.query.js';
import { type CourseResponse, courseResponse } from './course-responses.dto.js';
import {
  courseDetailsOf,
  CourseInput,
  distinctFromIn,
  type PublicationInput,
  type RetirementInput,
} from './courses.dto.js';
import { UsualPassMarks } from './pass-marks.js';

/** A new course is entered again when others appeared in the meantime that had to be looked at. */
const mostAttempts = 5;

/** What may be done to courses. */
@Injectable()
export class CoursesService {
  constructor(
    private readonly database: Database,
    private readonly records: CourseRecords,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly passMarks: UsualPassMarks,
  ) {}

  async draft(input: CourseInput, caller: Caller, request?: IdempotentRequest): Promise<CourseResponse> {
    this.policy.demand(caller, 'course:edit', input.owningUnit);
    const details = courseDetailsOf(input, this.passMarks);
    const distinctFrom = distinctFromIn(input);
    // Once, unless another course shares a mark with it and turns out to be another: then again, with that one left aside.
    let cleared: readonly string[] = [];
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runOnce(this.database, onceFor(caller, request), async (tx) => {
          const [course, fact] = Course.draft(details, newId(), this.clock.now());
          this.records.add(tx, course, fact, caller, distinctFrom, cleared);
          return courseResponse(course);
        });
      } catch (error) {
        const others = await this.records.cleared(this.database, error, details, distinctFrom, caller);
        if (others === undefined || attempt === mostAttempts) throw await courseRefusal(this.database, error, details);
        cleared = others;
      }
    }
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<CourseResponse> {
    let details: CourseDetails | undefined;
    try {
      return await this.database.runInTransaction(async (tx) => {
        const course = await this.records.locked(tx, id, seen, caller, 'course:edit');
        const before = course.details;
        const input = await patched(CourseInput, before, patch);
        const distinctFrom = distinctFromIn(input);
        details = courseDetailsOf(input, this.passMarks);
        this.policy.demand(caller, 'course:edit', details.owningUnit);
        await refuseUnknown(tx, details, before);
        const providers = await providersOf(tx, details);
        const now = this.clock.now();
        const fact = course.revise(details, activeAmong(providers), now);
        if (fact) await this.records.save(tx, course, providers, fact, caller, distinctFrom);
        else await this.records.distinguish(tx, course, distinctFrom, caller, now);
        return courseResponse(course);
      });
    } catch (error) {
      throw await courseRefusal(this.database, error, details);
    }
  }

  async publish(
    id: string,
    input: PublicationInput,
    seen: number | undefined,
    caller: Caller,
  ): Promise<CourseResponse> {
    return this.database.runInTransaction(async (tx) => {
      const course = await this.records.locked(tx, id, seen, caller, 'course:publish');
      const providers = await providersOf(tx, course);
      const fact = course.publish(activeAmong(providers), this.clock.now());
      await this.records.save(tx, course, providers, fact, caller, distinctFromIn(input));
      return courseResponse(course);
    });
  }

  async retire(
    id: string,
    { successorId, reason }: RetirementInput,
    seen: number | undefined,
    caller: Caller,
  ): Promise<CourseResponse> {
    return this.database.runInTransaction(async (tx) => {
      if (successorId) await this.lockInOrder(tx, id, successorId);
      const course = await this.records.locked(tx, id, seen, caller, 'course:publish');
      const successor = successorId ? await this.successor(tx, course, successorId.toLowerCase()) : undefined;
      const fact = course.retire(successor, reason ?? null, this.clock.now());
      await this.records.save(tx, course, await providersOf(tx, course), fact, caller);
      return courseResponse(course);
    });
  }

  /** Two courses that retire in favour of each other would each hold what the other needs; so both are locked in one order. */
  private async lockInOrder(tx: Transaction, ...ids: string[]): Promise<void> {
    await tx.query(lockCourses, [ids]);
  }

  private async successor(tx: Transaction, course: Course, id: string): Promise<Course | null> {
    return id === course.id ? course : tx.manager.findOne(Course, { where: { id } });
  }
}

const lockCourses = {
  name: 'courses-lock',
  text: 'SELECT id FROM course WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
};

const activeAmong = (providers: readonly NamedProvider[]): number => providers.filter(({ active }) => active).length;
