import { ImportUnreadable } from './import.errors.js';
import type { ImportRecord, RowFault } from './import-record.js';

/** So many courses are remembered with what was said of them; more in one file than any catalogue has. */
const mostCourses = 100_000;

/**
 * Remembers what the rows before said, so that a course that several rows tell of reads the same in each: in the words
 * of the first sound one. Otherwise a list with two spellings would change the course twice each time it is loaded. A
 * row that adds nothing is rejected.
 */
export class KnownRows {
  private readonly courses = new Map<string, ImportRecord>();
  private readonly runs = new Map<string, number>();

  /** The row as it counts after those before it. */
  place(record: ImportRecord): ImportRecord {
    if (record.faults.length > 0) return record;
    const first = this.courses.get(record.key);
    const faults = [...this.repeatedRuns(record), ...repeatedCourse(record, first)];
    if (faults.length > 0) return { ...record, faults };
    for (const { key } of record.offerings) this.runs.set(key, record.row);
    if (first) return { ...record, course: first.course, providers: first.providers };
    if (this.courses.size === mostCourses) {
      throw new ImportUnreadable(`The file tells of more than ${mostCourses} courses: split it and import the parts.`);
    }
    this.courses.set(record.key, record);
    return record;
  }

  private repeatedRuns({ offerings }: ImportRecord): RowFault[] {
    const here = new Set<string>();
    return offerings.flatMap(({ key }) => {
      const before = this.runs.get(key);
      const twice = here.has(key);
      here.add(key);
      if (before === undefined && !twice) return [];
      const where = before === undefined ? 'twice' : `as row ${before} does`;
      return [{ field: 'offerings', reason: `names the run ${shown(key)} ${where}`, advice: 'remove one of the two' }];
    });
  }
}

function repeatedCourse({ offerings }: ImportRecord, first: ImportRecord | undefined): RowFault[] {
  if (!first || offerings.length > 0) return [];
  const reason = `names the same course as row ${first.row}`;
  return [{ field: 'key', reason, advice: 'remove one of the two rows, or tell them apart in what names the course' }];
}

function shown(key: string): string {
  return key.length > 120 ? `${key.slice(0, 120)}…` : key;
}
