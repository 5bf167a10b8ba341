import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@capdev/persistence';
import { completenessOf } from '../courses/completeness.js';
import type { CourseDetails } from '../courses/course-details.js';
import { analysisVersion, type CourseEntry, entryOf, type SearchedCourse } from './course-entry.js';

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
                ARRAY(SELECT provider.name FROM provider WHERE provider.id = ANY (course.provider_ids)) AS "providerNames"
           FROM course WHERE id = ANY ($1::uuid[]) AND state = 'published'`,
};
// Of offerings only those count that are still to come or going on. One without days goes on for ever.
const write: Statement = {
  name: 'search-write',
  text: `WITH entry AS (
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[]) AS given (id, title, words, completeness)
    )
    INSERT INTO course_search (course_id, published_at, analysis, completeness, unit, level, modality, credential, fee, topics,
      languages, spoken, countries, provider_ids, runs, registration, title, words)
    SELECT id, published_at, $5, entry.completeness, owning_unit, level, modality, credential, fee_terms->>'kind',
      array_to_string(ARRAY(SELECT DISTINCT code FROM unnest(topics) AS code ORDER BY code), ' '),
      array_to_string(ARRAY(SELECT DISTINCT code FROM unnest(course.languages) AS code ORDER BY code), ' '),
      (SELECT ' ' || string_agg(DISTINCT split_part(code, '-', 1), ' ') || ' ' FROM jsonb_object_keys(course.title->'text') AS code),
      array_to_string(ARRAY(
        SELECT DISTINCT country FROM (
          SELECT unnest(coming.countries) AS country
          UNION ALL SELECT provider.country FROM provider WHERE provider.id = ANY (course.provider_ids)
        ) place WHERE country IS NOT NULL ORDER BY country), ' '),
      provider_ids, coalesce(coming.runs, '{}'), coalesce(coming.registration, '{}'), entry.title::tsvector, entry.words::tsvector
    FROM entry JOIN course USING (id) CROSS JOIN LATERAL (
      SELECT range_agg(daterange(starts_on, ends_on, '[]')) AS runs,
             range_agg(daterange(registration_opens_on, coalesce(registration_closes_on, ends_on), '[]'))
               FILTER (WHERE offering.state = 'open') AS registration,
             array_agg(DISTINCT place->>'country') AS countries
        FROM offering WHERE course_id = course.id AND offering.state IN ('planned', 'open')
    ) coming
    ON CONFLICT (course_id) DO UPDATE SET published_at = excluded.published_at, analysis = excluded.analysis,
      completeness = excluded.completeness, unit = excluded.unit, level = excluded.level, modality = excluded.modality,
      credential = excluded.credential, fee = excluded.fee, topics = excluded.topics, languages = excluded.languages,
      countries = excluded.countries, provider_ids = excluded.provider_ids, runs = excluded.runs,
      registration = excluded.registration, title = excluded.title, words = excluded.words`,
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

type SourceRow = CourseDetails & SearchedCourse & { readonly id: string };

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
    tx.write(write, [
      of(({ id }) => id),
      of((_, { title }) => title),
      of((_, { words }) => words),
      of((row) => completenessOf(row).completeness),
      analysisVersion,
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
