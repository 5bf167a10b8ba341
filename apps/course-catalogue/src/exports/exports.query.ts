import type { Caller } from '@capdev/access';
import type { Statement } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';
import type { CourseDetails } from '../courses/course-details.js';
import type { CourseState } from '../courses/course-status.js';
import type { OfferingDetails } from '../offerings/offering-details.js';
import type { OfferingState } from '../offerings/offering-status.js';
import type { ProviderKind } from '../providers/provider-kind.js';
import type { ExchangedProvider } from './exchange-format.js';
import type { Moment } from './moment.query.js';

/** A provider as a course's record names it. */
export interface NamedOrganisation {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly name: MultilingualText;
  readonly country: string | null;
}

/** An offering with what an export needs to know of others. */
export interface OfferingToExport extends Readonly<Omit<OfferingDetails, 'organiserIds'>> {
  readonly id: string;
  readonly state: OfferingState;
  readonly organisers: readonly NamedOrganisation[];
  readonly cancellationReason: string | null;
}

/** A course with its offerings, and with what an export needs to know of others. Whole but for its coordinators. */
export interface CourseToExport extends Readonly<Omit<CourseDetails, 'providerIds' | 'coordinatorIds'>> {
  readonly id: string;
  readonly state: CourseState;
  readonly providers: readonly NamedOrganisation[];
  readonly successor: string | null;
  readonly retirementReason: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly offerings: readonly OfferingToExport[];
}

/** Which courses to export. */
export interface Selection {
  readonly states: readonly CourseState[];
  /** The unit whose drafts may be shown; without one, the drafts of all, when drafts are asked for. */
  readonly draftsOf?: Caller['unit'] | undefined;
  readonly unit?: string | undefined;
  readonly provider?: string | undefined;
}

const batch = 200;

const organisations = (ids: string): string => `
  (SELECT coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'name', name, 'country', country) ORDER BY place), '[]')
     FROM unnest(${ids}) WITH ORDINALITY AS named (id, place) JOIN provider USING (id))`;
const offerings = `
  (SELECT coalesce(json_agg(run ORDER BY run."startsOn", run.id), '[]') FROM (
    SELECT id, state, starts_on AS "startsOn", ends_on AS "endsOn", registration_opens_on AS "registrationOpensOn",
           registration_closes_on AS "registrationClosesOn", place, languages, seats, fee,
           ${organisations('offering.organiser_ids')} AS organisers, cancellation_reason AS "cancellationReason"
      FROM offering WHERE course_id = course.id) run)`;
const courses = `SELECT id, state, code, owning_unit AS "owningUnit", ${organisations('course.provider_ids')} AS providers, title,
  summary, description, learning_outcomes AS "learningOutcomes", audiences, entry_requirements AS "entryRequirements", level,
  modality, topics, languages, workload_hours AS "workloadHours", assessment, credential, fee_terms AS "feeTerms",
  registration_type AS "registrationType", links,
  (SELECT successor.code FROM course successor WHERE successor.id = course.successor_id) AS successor,
  retirement_reason AS "retirementReason", published_at AS "publishedAt", updated_at AS "updatedAt", ${offerings} AS offerings
  FROM course`;

// One text for every selection: all batches together walk the index of codes once, whatever is left out on the way.
const selected = `course.state = ANY ($1) AND (course.state <> 'draft' OR $2::text IS NULL OR course.owning_unit = $2)
  AND ($3::text IS NULL OR course.owning_unit = $3) AND ($4::uuid IS NULL OR course.provider_ids @> ARRAY[$4::uuid])`;
const valuesOf = ({ states, draftsOf, unit, provider }: Selection): unknown[] => [
  states,
  draftsOf ?? null,
  unit ?? null,
  provider ?? null,
];

const nextCourses: Statement = {
  name: 'export-courses',
  text: `${courses} WHERE ${selected} AND code > $5 ORDER BY code LIMIT ${batch}`,
};
const oneCourse: Statement = { name: 'export-course', text: `${courses} WHERE id = $1` };

/**
 * The courses in the order of their codes, a batch at a time. Retired ones come last: whoever reads the file from its
 * beginning then knows their successors.
 */
export async function* coursesOf(moment: Moment, selection: Selection): AsyncGenerator<readonly CourseToExport[]> {
  for (const last of [false, true]) {
    const states = selection.states.filter((state) => (state === 'retired') === last);
    const values = valuesOf({ ...selection, states });
    for (let after: string | undefined = states.length === 0 ? undefined : ''; after !== undefined;) {
      const rows: readonly CourseToExport[] = await moment.records<CourseToExport>(nextCourses, [...values, after]);
      if (rows.length > 0) yield rows;
      after = rows.length < batch ? undefined : rows.at(-1)?.code;
    }
  }
}

/** Reads rows as `Database.records` and `Moment.records` do. */
type Reading = Pick<Moment, 'records'>;

export async function courseToExport(from: Reading, id: string): Promise<CourseToExport | undefined> {
  const [row] = await from.records<CourseToExport>(oneCourse, [id]);
  return row;
}

const distinctions: Statement = {
  name: 'export-distinctions',
  text: `SELECT pair.id, json_agg(course.code ORDER BY course.code) AS codes
           FROM (SELECT course_id AS id, other_id FROM course_distinction WHERE course_id = ANY ($5)
                 UNION SELECT other_id, course_id FROM course_distinction WHERE other_id = ANY ($5)) pair
           JOIN course ON course.id = pair.other_id JOIN course self ON self.id = pair.id
          WHERE (course.state = 'retired', course.code) < (self.state = 'retired', self.code) AND ${selected} GROUP BY pair.id`,
};

/** For each of the courses, by its id: the codes of those before it that it is said not to be, as far as they are selected. */
export async function distinctionsOf(
  moment: Moment,
  selection: Selection,
  those: readonly CourseToExport[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = those.map(({ id }) => id);
  const rows = await moment.records<{ id: string; codes: string[] }>(distinctions, [...valuesOf(selection), ids]);
  return new Map(rows.map(({ id, codes }) => [id, codes]));
}

const place = 'kind COLLATE "C", original_name COLLATE "C"';
const providersWhere = (condition: string): string => `
  SELECT kind, name, description, country, centre_id AS "centreId", partner_id AS "partnerId", active,
         registered_by AS "registeredBy" FROM provider WHERE ${condition} ORDER BY ${place} LIMIT ${batch}`;
const nextProviders: Statement = { name: 'export-providers', text: providersWhere(`(${place}) > ($1, $2)`) };
const nextNamedProviders: Statement = {
  name: 'export-named-providers',
  text: providersWhere(`(${place}) > ($5, $6) AND id IN (
    SELECT unnest(provider_ids) FROM course WHERE ${selected}
    UNION SELECT unnest(organiser_ids) FROM offering JOIN course ON course.id = course_id WHERE ${selected})`),
};

/** The providers by kind and name, a batch at a time: all of them, or, of a part of the catalogue, those named in it. */
export async function* providersOf(moment: Moment, selection: Selection): AsyncGenerator<readonly ExchangedProvider[]> {
  const isPart = selection.unit !== undefined || selection.provider !== undefined;
  const [statement, values] = isPart ? [nextNamedProviders, valuesOf(selection)] : [nextProviders, []];
  for (let after: readonly string[] | undefined = ['', '']; after !== undefined;) {
    const rows: readonly ExchangedProvider[] = await moment.records<ExchangedProvider>(statement, [
      ...values,
      ...after,
    ]);
    if (rows.length > 0) yield rows;
    const last = rows.length < batch ? undefined : rows.at(-1);
    after = last && [last.kind, last.name.text[last.name.original] ?? ''];
  }
}

const languagesUsed: Statement = {
  name: 'export-languages',
  text: `SELECT field, language FROM course,
           LATERAL (VALUES ('title', title), ('summary', summary), ('description', description),
             ('entryRequirements', entry_requirements), ('assessment.description', assessment->'description'),
             ('feeTerms.note', fee_terms->'note')) AS single (field, content),
           LATERAL jsonb_object_keys(CASE jsonb_typeof(content) WHEN 'object' THEN content->'text' ELSE '{}' END) AS language
          WHERE ${selected} GROUP BY field, language
         UNION SELECT 'learningOutcomes', language FROM course, jsonb_array_elements(learning_outcomes) AS outcome,
           LATERAL jsonb_object_keys(outcome->'text') AS language WHERE ${selected}`,
};

/** In which languages each field says something, in any of the courses. */
export async function languagesOf(
  moment: Moment,
  selection: Selection,
): Promise<readonly { readonly field: string; readonly language: string }[]> {
  return moment.records(languagesUsed, valuesOf(selection));
}
