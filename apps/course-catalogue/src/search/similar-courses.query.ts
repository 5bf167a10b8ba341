import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, type JsonRow } from '@capdev/persistence';
import { Speaker } from '@capdev/service-frame/fields';
import type { LanguagePreference } from '@capdev/service-kit';
import { type MultilingualText, pickText } from '@capdev/taxonomy';
import { CourseNotFound } from '../courses/course.errors.js';
import { courseSummary, type CourseSummaryRecord } from '../courses/course-responses.dto.js';
import type { CourseState } from '../courses/course-status.js';
import type { Permission } from '../roles.js';
import { quoted, titleLexeme } from './course-words.js';
import type { SimilarCourses } from './similar.dto.js';
import { type About, type Comparable, similarityTo, tellingWordsOf } from './similarity.js';

interface Compared extends Comparable {
  readonly id: string;
  readonly state: CourseState;
  readonly owningUnit: string;
  readonly providerNames: readonly (readonly [id: string, name: MultilingualText])[];
}

interface Candidate extends CourseSummaryRecord {
  /** Of the words that were asked for, the part of the courses that have them in their titles; the same in every row. */
  readonly shares: Readonly<Record<string, number>>;
}

const compared = {
  name: 'similar-compared',
  text: `SELECT id, state, owning_unit AS "owningUnit", title, topics, level, provider_ids AS "providerIds", languages,
                (SELECT coalesce(json_agg(json_build_array(id, name)), '[]') FROM provider
                  WHERE id = ANY (course.provider_ids)) AS "providerNames"
           FROM course WHERE id = $1`,
};

// Which words are rare in titles PostgreSQL knows from its statistics, without looking at any course. Those that about a
// thousand courses have between them are each enough; of the common ones it takes two, of the four rarest. Whatever the
// title, no more courses are looked at than the limits say, and only the best are compared in full.
const candidates = {
  name: 'similar-candidates',
  text: `WITH counted AS MATERIALIZED (
      SELECT lexeme, share FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known (lexeme, share)
       WHERE schemaname = current_schema() AND tablename = 'course_search' AND attname = 'words' AND lexeme IS NOT NULL
    ), asked AS MATERIALIZED (
      SELECT lexeme, query, share, 1 / (1 + 20 * share) AS worth, row_number() OVER rarest AS place,
             sum(share) OVER rarest * total AS courses
        FROM (SELECT given.*, coalesce(share, 0) AS share FROM unnest($2::text[], $3::text[]) AS given (lexeme, query)
                LEFT JOIN counted USING (lexeme)) word,
             (SELECT greatest(reltuples, 0) AS total FROM pg_class WHERE oid = 'course_search'::regclass) size
      WINDOW rarest AS (ORDER BY share, lexeme)
    ), frequent AS (
      SELECT query, worth FROM asked WHERE courses > 1000 ORDER BY place LIMIT 4
    ), sought AS (
      SELECT query, worth FROM asked WHERE courses <= 1000 OR place = 1
      UNION ALL
      SELECT one.query || ' & ' || other.query, one.worth + other.worth
        FROM frequent one JOIN frequent other ON one.query < other.query
    ), best AS (
      SELECT course_id FROM sought CROSS JOIN LATERAL (
          SELECT course_id FROM course_search WHERE words @@ sought.query::tsquery LIMIT 1000
        ) hit WHERE course_id <> $1::uuid GROUP BY course_id ORDER BY sum(worth) DESC, course_id LIMIT 60
    ), on_topic AS (
      SELECT id FROM (
        SELECT id, level FROM course WHERE topics && $4::text[] AND state = 'published' AND id <> $1::uuid LIMIT 500
      ) same ORDER BY level IS NOT DISTINCT FROM $5::text DESC, id LIMIT 40
    )
    SELECT id, version, state, code, owning_unit AS "owningUnit", provider_ids AS "providerIds", title, summary, level, modality,
           topics, languages, workload_hours AS "workloadHours", credential, fee_terms->>'kind' AS fee, updated_at AS "updatedAt",
           (SELECT coalesce(json_object_agg(lexeme, share), '{}') FROM asked) AS shares
      FROM course WHERE id IN (SELECT course_id FROM best UNION SELECT id FROM on_topic)`,
};

/** Finds the published courses that are most like a course. */
@Injectable()
export class SimilarCoursesQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
  ) {}

  async similar(
    id: string,
    limit: number,
    languages: LanguagePreference,
    caller: Caller | undefined,
  ): Promise<SimilarCourses> {
    const course = await this.visible(id, caller);
    const words = Object.entries(course.title.text).flatMap(([language, text]) => tellingWordsOf(text ?? '', language));
    const lexemes = [...new Set(words.flatMap((word) => word.lexemes.map(titleLexeme)))];
    const asked = [id, lexemes, lexemes.map(quoted), course.topics, course.level];
    const rows = await this.database.records<Candidate>(candidates, asked);
    const similarity = similarityTo(course, aboutOf(course, rows[0]?.shares ?? {}, languages));
    const speaker = new Speaker(languages);
    const items = rows
      .flatMap((row) => {
        const found = similarity(row);
        return found ? [{ row, ...found }] : [];
      })
      .sort((a, b) => b.score - a.score || (a.row.code < b.row.code ? -1 : 1))
      .slice(0, limit)
      .map(({ row, reasons }) => ({ ...courseSummary(row, speaker), reasons }));
    return speaker.done({ items });
  }

  /** Somebody else's draft does not exist, as far as the reader is told. */
  private async visible(id: string, caller: Caller | undefined): Promise<JsonRow<Compared>> {
    const [course] = await this.database.records<Compared>(compared, [id]);
    const hidden = course?.state === 'draft' && !this.policy.may(caller, 'draft:read', course.owningUnit);
    if (!course || hidden) throw new CourseNotFound(id);
    return course;
  }
}

function aboutOf(course: Compared, shares: Candidate['shares'], languages: LanguagePreference): About {
  const preferred = languages === '*' ? [] : languages;
  const names = new Map(course.providerNames.map(([id, name]) => [id, pickText(name, preferred).value]));
  return {
    telling: (lexeme) => 1 / (1 + 20 * (shares[titleLexeme(lexeme)] ?? 0)),
    providerName: (id) => names.get(id) ?? id,
    language: preferred[0] ?? 'en',
  };
}
