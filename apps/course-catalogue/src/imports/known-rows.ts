import { ImportUnreadable } from '@capdev/service-frame/csv';
import type { ImportRecord, RowFault } from './import-record.js';

/** Where courses are remembered with what was said of them; more in one such file than any catalogue has. */
const mostCourses = 100_000;

type Told = Pick<ImportRecord, 'row' | 'course' | 'providers'>;

/**
 * Remembers what the rows before said, so that a course that several rows tell of reads the same in each: in the words
 * of the first sound one. Otherwise a list with two spellings would change the course twice each time it is loaded. A
 * row that adds nothing is rejected.
 */
export class KnownRows {
  private readonly courses = new Map<string, Told>();
  private readonly rows = new Map<string, number>();
  private readonly runs = new Map<string, number>();

  /** @param severalRows whether several rows may tell of one course, each of another run */
  constructor(private readonly severalRows: boolean) {}

  /** The row as it counts after those before it. */
  place(record: ImportRecord): ImportRecord {
    if (record.faults.length > 0) return record;
    const faults = [...this.repeatedRuns(record), ...this.repeatedCourse(record)];
    if (faults.length > 0) return { ...record, faults };
    for (const { key } of record.offerings) this.runs.set(key, record.row);
    const first = this.courses.get(record.key);
    if (first) return { ...record, course: first.course, providers: first.providers };
    this.remember(record);
    return record;
  }

  private remember({ key, row, course, providers }: ImportRecord): void {
    this.rows.set(key, row);
    if (!this.severalRows) return;
    if (this.courses.size === mostCourses) {
      throw new ImportUnreadable(`The file tells of more than ${mostCourses} courses: split it and import the parts.`);
    }
    this.courses.set(key, { row, course, providers });
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

  private repeatedCourse({ key, offerings }: ImportRecord): RowFault[] {
    const before = this.rows.get(key);
    if (before === undefined || (this.severalRows && offerings.length > 0)) return [];
    const reason = `names the same course as row ${before}`;
    return [
      { field: 'key', reason, advice: 'remove one of the two rows, or tell them apart in what names the course' },
    ];
  }
}

function shown(key: string): string {
  return key.length > 120 ? `${key.slice(0, 120)}…` : key;
}
