import type { PassMarks } from './course-details.js';

/** The pass marks of courses that do not say their own, as configured. */
export class UsualPassMarks implements PassMarks {
  constructor(
    readonly usual: number,
    readonly selfPaced: number,
  ) {}
}
