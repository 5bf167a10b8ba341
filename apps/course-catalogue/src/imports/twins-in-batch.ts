import type { Course } from '../courses/course.entity.js';
import { likenessOf } from '../twins/likeness.js';
import { giversOf, titleMarksOf } from '../twins/title-marks.js';
import type { Candidate } from '../twins/twin.errors.js';
import type { BatchView } from './batch-view.js';
import type { ImportRecord } from './import-record.js';
import { refuseRow } from './row-faults.js';

/** The courses that this one may be: those in the catalogue, and those that earlier rows have brought. */
export function candidatesFor(view: BatchView, course: Course, distinctFrom: readonly string[]): Candidate[] {
  const others = new Set([...distinctFrom, ...(view.distinctions.get(course.id) ?? []), course.id]);
  const givers = giversOf(course);
  return view.markedLike(titleMarksOf(course)).flatMap((other): Candidate[] => {
    if (others.has(other.id)) return [];
    if (!giversOf(other).some((giver) => givers.includes(giver))) return [];
    const likeness = likenessOf(course.title, other.title);
    if (!likeness) return [];
    const giver =
      course.providerIds.length > 0
        ? 'They have a provider in common.'
        : `Both belong to ${course.owningUnit} and name no provider.`;
    const { id, code, state } = other;
    return [{ id, code, state, title: likeness.title, why: [likeness.why, giver] }];
  });
}

/**
 * The course that only seems to be the one of the row: two lists may name their courses alike, 1, 2, 3, and so come to the
 * same made-up code. Undefined where a person or the source has said that it is the same, or the title says so.
 */
export function coincidenceOf(view: BatchView, record: ImportRecord, present: Course): Candidate | undefined {
  const { run, verdicts } = view.rules;
  const verdict = verdicts.get(record.row);
  const { mapping } = run;
  const madeUp = mapping.format === 'json-ld' || (mapping.format === 'csv' && 'prefix' in mapping.code);
  if (!madeUp || verdict?.sameAs !== undefined || view.origins.has(record.key)) return undefined;
  if (likenessOf(record.course.title as Course['title'], present.title)) return undefined;
  if (verdict?.distinctFrom.includes(present.id)) {
    const advice = 'give the mapping another prefix for the codes of its courses';
    const column = mapping.format === 'csv' ? mapping.key[0]! : 'code';
    refuseRow(column, `gets the course code ${present.code}, which another course has`, advice);
  }
  const { id, code, state, title } = present;
  const why = ['They have the same code, and titles that do not agree.'];
  return { id, code, state, title: title.text[title.original] ?? '', why };
}
