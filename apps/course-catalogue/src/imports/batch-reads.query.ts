import type { Statement, Transaction } from '@capdev/persistence';
import { Course } from '../courses/course.entity.js';
import { Offering } from '../offerings/offering.entity.js';
import { Provider } from '../providers/provider.entity.js';
import { known } from '../twins/twins.query.js';
import type { Given } from './differences.js';
import type { ImportRecord } from './import-record.js';
import type { MarkedCourse } from './marked-courses.js';
import type { KnownOrganisation } from './organisations.js';
import type { Origin } from './row-plan.js';

const origins: Statement = {
  name: 'import-origins',
  text: 'SELECT key, course_id AS "courseId", given FROM course_origin WHERE source_id = $1 AND key = ANY ($2::text[])',
};
const otherKeys: Statement = {
  name: 'import-other-keys',
  text: 'SELECT key, course_id AS "courseId" FROM course_origin WHERE source_id = $1 AND course_id = ANY ($2::uuid[])',
};
// In the order of their identifiers, as whoever locks several does.
const courses: Statement = {
  name: 'import-courses',
  text: `SELECT id, version, announcements, state, code, owning_unit AS "owningUnit", provider_ids AS "providerIds", title, summary,
           description, learning_outcomes AS "learningOutcomes", audiences, entry_requirements AS "entryRequirements", level,
           modality, topics, languages, workload_hours AS "workloadHours", assessment, credential, fee_terms AS "feeTerms",
           registration_type AS "registrationType", coordinator_ids AS "coordinatorIds", links, title_marks AS "titleMarks",
           successor_id AS "successorId", retirement_reason AS "retirementReason", published_at AS "publishedAt",
           retired_at AS "retiredAt", created_at AS "createdAt", updated_at AS "updatedAt"
      FROM course WHERE id = ANY ($1::uuid[]) OR code = ANY ($2::text[]) ORDER BY id FOR UPDATE`,
};
const offeringOrigins: Statement = {
  name: 'import-offering-origins',
  text: `SELECT key, offering_id AS "offeringId", given FROM offering_origin WHERE source_id = $1 AND key = ANY ($2::text[])`,
};
const offeringsWhere = (
  condition: string,
): string => `SELECT id, version, announcements, state, course_id AS "courseId",
           starts_on AS "startsOn", ends_on AS "endsOn", registration_opens_on AS "registrationOpensOn",
           registration_closes_on AS "registrationClosesOn", place, languages, seats, fee, organiser_ids AS "organiserIds",
           cancellation_reason AS "cancellationReason", created_at AS "createdAt", updated_at AS "updatedAt"
      FROM offering WHERE ${condition} ORDER BY id FOR UPDATE`;
const offerings: Statement = { name: 'import-offerings', text: offeringsWhere('id = ANY ($1::uuid[])') };
const strayOfferings: Statement = {
  name: 'import-stray-offerings',
  text: offeringsWhere(`course_id = ANY ($1::uuid[])
        AND NOT EXISTS (SELECT FROM offering_origin WHERE offering_id = offering.id AND source_id = $2)`),
};
// Locked against deactivation until the transaction that relies on them has ended.
const organisations: Statement = {
  name: 'import-organisations',
  text: `SELECT id, kind, name, active FROM provider
          WHERE id = ANY ($1::uuid[]) OR jsonb_path_query_array(name, '$.text.*') ?| $2::text[] ORDER BY id FOR SHARE`,
};
const providers: Statement = {
  name: 'import-providers',
  text: `SELECT id, version, announcements, kind, name, description, country, centre_id AS "centreId", partner_id AS "partnerId",
           active, registered_by AS "registeredBy", created_at AS "createdAt", updated_at AS "updatedAt"
      FROM provider WHERE original_name = ANY ($1::text[]) ORDER BY id FOR UPDATE`,
};
const marked: Statement = {
  name: 'import-marked',
  text: `SELECT id, code, state, owning_unit AS "owningUnit", provider_ids AS "providerIds", title, title_marks AS "titleMarks"
           FROM course other WHERE title_marks && $1::bigint[] AND state <> 'retired' AND ${known('$2::text')}
          ORDER BY state <> 'published', created_at, id`,
};
const distinctions: Statement = {
  name: 'import-distinctions',
  text: `SELECT course_id AS one, other_id AS other FROM course_distinction
          WHERE course_id = ANY ($1::uuid[]) OR other_id = ANY ($1::uuid[])`,
};
const refusedRows: Statement = {
  name: 'import-refused-rows',
  text: `SELECT DISTINCT ON (key) key, wanted FROM import_row JOIN course_import ON course_import.id = import_id
          WHERE decision = 'refuse' AND key = ANY ($2::text[]) AND source_id = $1 ORDER BY key, decided_at DESC`,
};
const shadows: Statement = {
  name: 'import-shadows',
  text: `SELECT key, shadow FROM import_row WHERE import_id = $1 AND shadow IS NOT NULL
            AND (key = ANY ($2::text[]) OR code = ANY ($3::text[]) OR marks && $4::bigint[]) ORDER BY "row"`,
};

/** What people have refused of these keys when it was last proposed. */
export const readRefused = async (tx: Transaction, sourceId: string, keys: readonly string[]) =>
  new Map(
    (await tx.query<{ key: string; wanted: ImportRecord | null }>(refusedRows, [sourceId, keys])).map(
      ({ key, wanted }) => [key, wanted] as const,
    ),
  );

export const readOrigins = async (tx: Transaction, sourceId: string, keys: readonly string[]) =>
  new Map(
    (await tx.query<Origin & { key: string }>(origins, [sourceId, keys])).map(({ key, courseId, given }) => [
      key,
      { courseId, given },
    ]),
  );

/** Course → the keys under which the source knows it. */
export async function readKeys(
  tx: Transaction,
  sourceId: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const keys = new Map<string, string[]>();
  if (ids.length === 0) return keys;
  for (const { key, courseId } of await tx.query<{ key: string; courseId: string }>(otherKeys, [sourceId, ids])) {
    keys.set(courseId, [...(keys.get(courseId) ?? []), key]);
  }
  return keys;
}

export async function readCourses(
  tx: Transaction,
  ids: readonly string[],
  codes: readonly string[],
): Promise<Course[]> {
  return (await tx.query<Course>(courses, [ids, codes])).map((row) => Object.assign(new Course(), row));
}

export interface OfferingOrigin {
  readonly key: string;
  readonly offeringId: string;
  readonly given: Given;
}

export async function readOfferings(
  tx: Transaction,
  sourceId: string,
  keys: readonly string[],
): Promise<{ origins: Map<string, OfferingOrigin>; offerings: Map<string, Offering> }> {
  if (keys.length === 0) return { origins: new Map(), offerings: new Map() };
  const found = await tx.query<OfferingOrigin>(offeringOrigins, [sourceId, keys]);
  const ids = found.map(({ offeringId }) => offeringId);
  const rows = ids.length === 0 ? [] : await readOfferingsById(tx, ids);
  return {
    origins: new Map(found.map((origin) => [origin.key, origin])),
    offerings: new Map(rows.map((row) => [row.id, row])),
  };
}

/** Runs of the given courses that did not come from the source, or not yet. */
export async function readStrayOfferings(
  tx: Transaction,
  sourceId: string,
  courseIds: readonly string[],
): Promise<Offering[]> {
  if (courseIds.length === 0) return [];
  const rows = await tx.query<Offering>(strayOfferings, [courseIds, sourceId]);
  return rows.map((row) => Object.assign(new Offering(), row));
}

export async function readOfferingsById(tx: Transaction, ids: readonly string[]): Promise<Offering[]> {
  return (await tx.query<Offering>(offerings, [ids])).map((row) => Object.assign(new Offering(), row));
}

export function readOrganisations(
  tx: Transaction,
  ids: readonly string[],
  names: readonly string[],
): Promise<KnownOrganisation[]> {
  return tx.query<KnownOrganisation>(organisations, [ids, names]);
}

export async function readProviders(tx: Transaction, names: readonly string[]): Promise<Provider[]> {
  if (names.length === 0) return [];
  return (await tx.query<Provider>(providers, [names])).map((row) => Object.assign(new Provider(), row));
}

export function readMarked(
  tx: Transaction,
  marks: readonly string[],
  unit: string | undefined,
): Promise<MarkedCourse[]> {
  return marks.length === 0 ? Promise.resolve([]) : tx.query<MarkedCourse>(marked, [marks, unit ?? null]);
}

/** Course → what somebody has said it is not. */
export async function readDistinctions(tx: Transaction, ids: readonly string[]): Promise<Map<string, string[]>> {
  const pairs = new Map<string, string[]>();
  if (ids.length === 0) return pairs;
  const add = (one: string, other: string) => pairs.set(one, [...(pairs.get(one) ?? []), other]);
  for (const { one, other } of await tx.query<{ one: string; other: string }>(distinctions, [ids])) {
    add(one, other);
    add(other, one);
  }
  return pairs;
}

const moments = ['publishedAt', 'retiredAt', 'createdAt', 'updatedAt'] as const;

/** Courses as a dry run has left them, so that its later rows meet them. */
export async function readShadows(
  tx: Transaction,
  importId: string,
  by: { keys: readonly string[]; codes: readonly string[]; marks: readonly string[] },
): Promise<{ key: string; course: Course }[]> {
  const rows = await tx.query<{ key: string; shadow: Course }>(shadows, [importId, by.keys, by.codes, by.marks]);
  return rows.map(({ key, shadow }) => {
    const course = Object.assign(new Course(), shadow);
    for (const name of moments) {
      const value: unknown = course[name];
      if (typeof value === 'string') Object.assign(course, { [name]: new Date(value) });
    }
    return { key, course };
  });
}
