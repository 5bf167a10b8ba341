import { DomainError } from '@capdev/service-kit/problems';
import type { CourseState } from '../courses/course-status.js';

/** A course that another one may be. */
export interface Candidate {
  readonly id: string;
  readonly code: string;
  readonly state: CourseState;
  readonly title: string;
  /** One sentence about the titles, one about who gives the two. */
  readonly why: readonly string[];
}

/** Whether it is the same course is for people to say: nothing was written, and the candidates are in the problem. */
export class CourseLooksLikeAnother extends DomainError {
  override readonly members: { readonly candidates: readonly Candidate[] };

  constructor(candidates: readonly Candidate[]) {
    const ids = JSON.stringify(candidates.map(({ id }) => id));
    const them = candidates.map(({ code, title }) => `${code} “${title}”`).join(', ');
    super(
      'conflict',
      'course-looks-like-another',
      `The catalogue already has what looks like the same course: ${them}. If it is the same, work on that one. If not, send the request again with "distinctFrom": ${ids}; you will not be asked about it again.`,
      candidates.map(({ code, why }) => ({ pointer: '/title', detail: `Looks like ${code}: ${why.join(' ')}` })),
    );
    this.members = { candidates };
  }
}

/** What the course is said to be distinct from. */
export class DistinctFromUnsuitable extends DomainError {
  constructor(why: string) {
    super('invalid', 'course-distinct-from-unsuitable', `A course cannot be distinct from ${why}.`, [
      { pointer: '/distinctFrom', detail: `Names ${why}.` },
    ]);
  }
}
