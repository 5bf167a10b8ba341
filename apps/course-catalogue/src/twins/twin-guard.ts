import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { type Database, type Transaction, violatedConstraint } from '@capdev/persistence';
import type { CourseDetails } from '../courses/course-details.js';
import { CourseCodeTaken } from '../courses/course.errors.js';
import { draftsOf } from '../courses/drafts.js';
import type { Permission } from '../roles.js';
import { likenessOf } from './likeness.js';
import { giversOf, numberOf, titleMarksOf } from './title-marks.js';
import { type Candidate, CourseLooksLikeAnother, DistinctFromUnsuitable } from './twin.errors.js';
import {
  distinguished,
  lockNumbers,
  type Marked,
  markedLike,
  type Read,
  refuseUnknownDistinct,
} from './twins.query.js';

type Identity = Pick<CourseDetails, 'code' | 'owningUnit' | 'providerIds' | 'title'>;

/** Sees to it that nobody enters the same course twice without noticing. What is the same course is for people to say. */
@Injectable()
export class TwinGuard {
  constructor(private readonly policy: AccessPolicy<Permission>) {}

  /**
   * Refuses a course that looks like another one, in the transaction that writes it.
   *
   * @param distinctFrom courses that the caller says it is distinct from
   */
  async refuse(
    tx: Transaction,
    course: Identity & { readonly id: string; readonly state: string },
    distinctFrom: readonly string[],
    caller: Caller,
  ): Promise<void> {
    // Of two that become public at the same moment the second one has to see the first one.
    if (course.state === 'published') await lockNumbers(tx, numbersOf(course));
    const marked = await markedLike(tx, titleMarksOf(course), draftsOf(this.policy, caller), distinctFrom, course.id);
    refuseCandidates(course, marked);
  }

  /** Remembers what the course is said to be distinct from. Returns what of that is new. */
  async distinguish(tx: Transaction, id: string, distinctFrom: readonly string[], caller: Caller): Promise<string[]> {
    if (distinctFrom.length === 0) return [];
    if (distinctFrom.includes(id)) throw new DistinctFromUnsuitable('itself');
    await refuseUnknownDistinct(tx, distinctFrom, draftsOf(this.policy, caller));
    return distinguished(tx, id, distinctFrom);
  }

  /**
   * What to make of the database's refusal of a new course.
   *
   * @returns the courses that share a mark with it and are others for all that, when those were the reason: enter it
   *   again with them left aside; undefined when the refusal had nothing to do with twins
   * @throws CourseLooksLikeAnother, DistinctFromUnsuitable
   */
  async cleared(
    read: Database,
    error: unknown,
    course: Identity,
    distinctFrom: readonly string[],
    caller: Caller,
  ): Promise<string[] | undefined> {
    const unit = draftsOf(this.policy, caller);
    switch (violatedConstraint(error)) {
      case 'course_distinction_known':
        await refuseUnknownDistinct(read, distinctFrom, unit);
        return undefined;
      case 'course_twin_declared': {
        const marked = await markedLike(read as Read, titleMarksOf(course), unit, distinctFrom);
        refuseCandidates(course, marked);
        return marked.map(({ id }) => id);
      }
      default:
        return undefined;
    }
  }
}

function refuseCandidates(course: Identity, marked: readonly Marked[]): void {
  const candidates = marked.flatMap((other) => candidateFor(course, other) ?? []);
  // Saying that it is another course would not help.
  if (candidates.some(({ code }) => code === course.code)) throw new CourseCodeTaken(course.code);
  if (candidates.length > 0) throw new CourseLooksLikeAnother(candidates);
}

function candidateFor(course: Identity, other: Marked): Candidate | undefined {
  const givers = giversOf(other);
  if (!giversOf(course).some((giver) => givers.includes(giver))) return undefined;
  const likeness = likenessOf(course.title, other.title);
  if (!likeness) return undefined;
  const giver =
    course.providerIds.length > 0
      ? 'They have a provider in common.'
      : `Both belong to ${course.owningUnit} and name no provider.`;
  const { id, code, state } = other;
  return { id, code, state, title: likeness.title, why: [likeness.why, giver] };
}

const numbersOf = (course: Identity): string[] => giversOf(course).map((giver) => numberOf(`giver ${giver}`));
