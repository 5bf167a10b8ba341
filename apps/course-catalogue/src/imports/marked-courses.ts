import type { Marked } from '../twins/twins.query.js';

/** A course that a row may be, with what it is compared by. */
export type MarkedCourse = Marked & { readonly titleMarks: readonly string[] };

/** Courses by their marks: those of the catalogue first, in its order, then those that the rows of a batch have brought. */
export class MarkedCourses {
  private readonly byId = new Map<string, MarkedCourse>();
  private readonly byMark = new Map<string, Set<string>>();

  /** Enters a course, or what has become of it; a retired one is nobody's twin. */
  replace(course: MarkedCourse): void {
    for (const mark of this.byId.get(course.id)?.titleMarks ?? []) this.byMark.get(mark)?.delete(course.id);
    this.byId.delete(course.id);
    if (course.state === 'retired') return;
    this.byId.set(course.id, course);
    for (const mark of course.titleMarks) {
      const ids = this.byMark.get(mark);
      if (ids) ids.add(course.id);
      else this.byMark.set(mark, new Set([course.id]));
    }
  }

  like(marks: readonly string[]): MarkedCourse[] {
    const ids = new Set(marks.flatMap((mark) => [...(this.byMark.get(mark) ?? [])]));
    return [...ids].flatMap((id) => this.byId.get(id) ?? []);
  }
}
