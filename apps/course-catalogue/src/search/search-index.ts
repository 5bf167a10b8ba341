import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@capdev/persistence';
import { completenessOf } from '../courses/completeness.js';
import type { CourseDetails } from '../courses/course-details.js';
import { courseSummaryColumns } from '../courses/courses.query.js';
import { analysisVersion, type CourseEntry, entryOf, type SearchedCourse } from './course-entry.js';
import { type PackedFacet, packedFacets } from './hits.js';

// Whoever changes a course, its offerings or its providers takes this lock first and reads afterwards, so that of two
// changes at once the later one sees what the earlier one did.
const lock: Statement = {
  name: 'search-lock',
  text: 'SELECT course_id FROM course_search WHERE course_id = ANY ($1::uuid[]) ORDER BY course_id FOR UPDATE',
};
const read: Statement = {
  name: 'search-read',
  text: `SELECT id, code, owning_unit AS "owningUnit", title, summary, description, learning_outcomes AS "learningOutcomes",
                audiences, entry_requirements AS "entryRequirements", level, modality, topics, languages,
                workload_hours AS "workloadHours", assessment, credential, fee_terms AS "feeTerms",
                registration_type AS "registrationType", provider_ids AS "providerIds", coordinator_ids AS "coordinatorIds", links,
                ARRAY(SELECT provider.name FROM provider WHERE provider.id = ANY (course.provider_ids)) AS "providerNames",
                ARRAY(SELECT DISTINCT country FROM (
                  SELECT place->>'country' AS country FROM offering WHERE course_id = course.id AND offering.state IN ('planned', 'open')
                  UNION ALL SELECT provider.country FROM provider WHERE provider.id = ANY (course.provider_ids)
                ) place WHERE country IS NOT NULL) AS countries
           FROM course WHERE id = ANY ($1::uuid[]) AND state = 'published'`,
};
// In order, so that two transactions that meet the same new values do not wait for each other.
const writeValues: Statement = {
  name: 'search-write-values',
  text: `INSERT INTO search_value (facet, value)
         SELECT facet, value FROM unnest($1::text[], $2::text[]) AS given (facet, value)
          WHERE NOT EXISTS (SELECT FROM search_value known WHERE known.facet = given.facet AND known.value = given.value)
          ORDER BY facet, value
         ON CONFLICT DO NOTHING`,
};
const numbers = packedFacets.map(
  (facet) =>
    `coalesce((SELECT number FROM search_value WHERE facet = '${facet}' AND value = given.${facet}), 0) AS ${facet}`,
);
/** From so many bytes on PostgreSQL keeps the long values of a row outside it. */
const fullRow = 2_048;
// Of offerings only those count that are still to come or going on. One without days goes on for ever.
const write: Statement = {
  name: 'search-write',
  text: `WITH entry AS (
      SELECT given.id, given.words, given.completeness, ${numbers.join(', ')}
        FROM unnest($1::uuid[], $2::text[], $3::smallint[], ${packedFacets.map((_, at) => `$${at + 5}::text[]`).join(', ')})
          AS given (id, words, completeness, ${packedFacets.join(', ')})
    )
    INSERT INTO course_search (course_id, completeness, packed, spoken, registration, runs, published_at, analysis, words,
      shown, filler)
    SELECT course.id, entry.completeness, ${packedFacets.map((facet) => `int4send(entry.${facet})`).join(' || ')},
      (SELECT ' ' || string_agg(DISTINCT split_part(code, '-', 1), ' ') || ' ' FROM jsonb_object_keys(course.title->'text') AS code),
      coalesce(coming.registration, '{}'), coalesce(coming.runs, '{}'), course.published_at, $4,
      entry.words::tsvector, shown,
      repeat(' ', greatest(0, ${fullRow} - pg_column_size(entry.words::tsvector) - octet_length(shown::text)))
    FROM entry JOIN course ON course.id = entry.id CROSS JOIN LATERAL (
      SELECT row_to_json(record) AS shown FROM (SELECT ${courseSummaryColumns}) record
    ) summary CROSS JOIN LATERAL (
      SELECT range_agg(daterange(starts_on, ends_on, '[]')) AS runs,
             range_agg(daterange(registration_opens_on, coalesce(registration_closes_on, ends_on), '[]'))
               FILTER (WHERE offering.state = 'open') AS registration
        FROM offering WHERE course_id = course.id AND offering.state IN ('planned', 'open')
    ) coming
    ON CONFLICT (course_id) DO UPDATE SET completeness = excluded.completeness, packed = excluded.packed,
      spoken = excluded.spoken, registration = excluded.registration, runs = excluded.runs, published_at = excluded.published_at,
      analysis = excluded.analysis, words = excluded.words,
      shown = excluded.shown, filler = excluded.filler`,
};
const forget: Statement = {
  name: 'search-forget',
  text: 'DELETE FROM course_search WHERE course_id = ANY ($1::uuid[])',
};
const forgetTitles: Statement = {
  name: 'search-forget-titles',
  text: 'DELETE FROM course_title_start WHERE course_id = ANY ($1::uuid[])',
};
const writeTitles: Statement = {
  name: 'search-write-titles',
  text: `INSERT INTO course_title_start (course_id, language, place, key)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::smallint[], $4::text[])`,
};
// In order, so that two transactions that meet the same new words do not wait for each other.
const writeWords: Statement = {
  name: 'search-write-words',
  text: `INSERT INTO search_word (word, stem)
         SELECT word, stem FROM unnest($1::text[], $2::text[]) AS given (word, stem)
          WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.word = given.word AND known.stem = given.stem)
          ORDER BY word, stem
         ON CONFLICT DO NOTHING`,
};
const ofProvider: Statement = {
  name: 'search-of-provider',
  text: `SELECT id FROM course WHERE provider_ids @> ARRAY[$1::uuid] AND state = 'published' ORDER BY id`,
};

type SourceRow = CourseDetails & SearchedCourse & { readonly id: string; readonly countries: readonly string[] };

const batch = 200;

/** Keeps what is searched in step with the courses, in the transaction that changes them. */
@Injectable()
export class SearchIndex {
  /** Enters, renews or forgets courses, according to what they are now. Call it after their rows have been written. */
  async renew(tx: Transaction, courseIds: readonly string[]): Promise<void> {
    await tx.query(lock, [courseIds]);
    const rows = await tx.query<SourceRow>(read, [courseIds]);
    const gone = courseIds.filter((id) => !rows.some((row) => row.id === id));
    if (gone.length > 0) tx.write(forget, [gone]);
    tx.write(forgetTitles, [courseIds]);
    if (rows.length > 0) this.enter(tx, rows);
  }

  /** Renews every published course of a provider, whose name and country they are found by. */
  async renewOfProvider(tx: Transaction, providerId: string): Promise<void> {
    const courses = await tx.query<{ id: string }>(ofProvider, [providerId]);
    for (let from = 0; from < courses.length; from += batch) {
      await this.renew(
        tx,
        courses.slice(from, from + batch).map(({ id }) => id),
      );
    }
  }

  private enter(tx: Transaction, rows: readonly SourceRow[]): void {
    const entries = rows.map((row) => [row, entryOf(row)] as const);
    const of = <Value>(value: (row: SourceRow, entry: CourseEntry) => Value): Value[] =>
      entries.map(([row, entry]) => value(row, entry));
    const values = rows.map(valuesOf);
    const pairs = values.flatMap((one) => packedFacets.map((facet) => [facet, one[facet]] as const));
    const distinct = [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()].filter(
      ([, value]) => value !== '',
    );
    tx.write(writeValues, [distinct.map(([facet]) => facet), distinct.map(([, value]) => value)]);
    tx.write(write, [
      of(({ id }) => id),
      of((_, { words }) => words),
      of((row) => completenessOf(row).completeness),
      analysisVersion,
      ...packedFacets.map((facet) => values.map((one) => one[facet])),
    ]);
    const starts = entries.flatMap(([{ id }, { titleStarts }]) => titleStarts.map((start) => ({ id, ...start })));
    tx.write(writeTitles, [
      starts.map(({ id }) => id),
      starts.map(({ language }) => language),
      starts.map(({ place }) => place),
      starts.map(({ key }) => key),
    ]);
    const words = new Map(entries.flatMap(([, { vocabulary }]) => vocabulary.map((pair) => [pair.join(' '), pair])));
    const sorted = [...words.values()];
    tx.write(writeWords, [sorted.map(([word]) => word), sorted.map(([, stem]) => stem)]);
  }
}

/** What a course is counted by: codes in order, with blanks between them; empty when it has none. */
function valuesOf(course: SourceRow): Record<PackedFacet, string> {
  const set = (codes: readonly string[]): string => [...new Set(codes)].sort().join(' ');
  return {
    topic: set(course.topics),
    level: course.level ?? '',
    modality: course.modality ?? '',
    language: set(course.languages),
    credential: course.credential ?? '',
    fee: course.feeTerms?.kind ?? '',
    unit: course.owningUnit,
    provider: set(course.providerIds),
    country: set(course.countries),
  };
}
