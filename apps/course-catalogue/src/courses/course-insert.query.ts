import type { Statement, Transaction } from '@capdev/persistence';
import { noneMarked } from '../twins/twins.query.js';
import type { Course } from './course.entity.js';

// One statement, checked by the database itself, so that creating a course is a single round trip: a provider or
// coordinator that does not exist makes its list null, which the constraints course_*_known refuse at the commit; another
// course with one of its marks makes its marks null, which course_twin_declared refuses.
const insert: Statement = {
  name: 'course-insert',
  text: `INSERT INTO course (
      id, version, announcements, state, code, owning_unit, provider_ids, title, summary, description,
      learning_outcomes, audiences, entry_requirements, level, modality, topics, languages, workload_hours,
      assessment, credential, fee_terms, registration_type, coordinator_ids, links, created_at, updated_at,
      title_marks)
    VALUES ($1, $2, $3, $4, $5, $6,
      (SELECT CASE WHEN count(*) = cardinality($7::uuid[]) THEN $7::uuid[] END FROM provider WHERE id = ANY ($7)),
      $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
      (SELECT CASE WHEN count(*) = cardinality($23::uuid[]) THEN $23::uuid[] END
         FROM coordinator WHERE id = ANY ($23) AND erased_at IS NULL),
      $24, $25, $26,
      CASE WHEN ${noneMarked('$27::bigint[]', '$28::text', '$29::uuid[]')} THEN $27::bigint[] END)`,
};

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/**
 * Queues the insertion of a new course.
 *
 * @param unit whose drafts it is compared with beside what is published; undefined for all
 * @param except courses that it is known not to be
 */
export function insertCourse(
  tx: Transaction,
  course: Course,
  unit: string | undefined,
  except: readonly string[],
): void {
  tx.write(insert, [
    course.id,
    course.version,
    course.announcements,
    course.state,
    course.code,
    course.owningUnit,
    course.providerIds,
    json(course.title),
    json(course.summary),
    json(course.description),
    json(course.learningOutcomes),
    course.audiences,
    json(course.entryRequirements),
    course.level,
    course.modality,
    course.topics,
    course.languages,
    course.workloadHours,
    json(course.assessment),
    course.credential,
    json(course.feeTerms),
    course.registrationType,
    course.coordinatorIds,
    json(course.links),
    course.createdAt,
    course.updatedAt,
    course.titleMarks,
    unit ?? null,
    except,
  ]);
}
