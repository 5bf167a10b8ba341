import type { PassMarks } from '../courses/course-details.js';

/** What imports may take, and what courses are given that do not say it, as configured. */
export class ImportOptions {
  constructor(
    /** Bytes of a file. */
    readonly fileLimit: number,
    /** Of all running imports of this process together. */
    readonly rowsPerSecond: number,
    readonly passMarks: PassMarks,
  ) {}
}
