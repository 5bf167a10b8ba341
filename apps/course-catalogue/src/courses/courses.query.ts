import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isText, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { topics } from '@capdev/taxonomy';
import type { Permission } from '../roles.js';
import { CourseNotFound } from './course.errors.js';
import { draftsFor } from './drafts.js';
import type { CourseListQuery } from './course-list.dto.js';
import {
  type CoursePage,
  type CourseRecord,
  type CourseResponse,
  courseResponse,
  courseSummary,
  type CourseSummaryRecord,
} from './course-responses.dto.js';

const byId = {
  name: 'course-by-id',
  text: `SELECT id, version, state, code, owning_unit AS "owningUnit", provider_ids AS "providerIds", title, summary,
                description, learning_outcomes AS "learningOutcomes", audiences, entry_requirements AS "entryRequirements",
                level, modality, topics, languages, workload_hours AS "workloadHours", assessment, credential,
                fee_terms AS "feeTerms", registration_type AS "registrationType", coordinator_ids AS "coordinatorIds", links,
                successor_id AS "successorId", retirement_reason AS "retirementReason", published_at AS "publishedAt",
                retired_at AS "retiredAt", created_at AS "createdAt", updated_at AS "updatedAt"
           FROM course WHERE id = $1`,
};
/** What lists show of a course, as columns of its table. */
export const courseSummaryColumns = `course.id, course.version, course.state, course.code, course.owning_unit AS "owningUnit",
  course.provider_ids AS "providerIds", course.title, course.summary, course.level, course.modality, course.topics,
  course.languages, course.workload_hours AS "workloadHours", course.credential, course.fee_terms->>'kind' AS fee,
  course.updated_at AS "updatedAt"`;
const inList = `SELECT ${courseSummaryColumns} FROM course`;

/** Reads courses: published and retired ones for everybody, drafts for those who may see their unit's. */
@Injectable()
export class CoursesQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference, caller: Caller | undefined): Promise<CourseResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(courseResponse(await this.visible(id, caller), speaker));
  }

  /** In the order of their codes. */
  async list(
    query: CourseListQuery,
    languages: LanguagePreference,
    caller: Caller | undefined,
    address: string,
  ): Promise<CoursePage> {
    const { after, limit, ...filters } = query;
    const states = filters.state ?? ['published'];
    const scope = JSON.stringify(['courses', filters]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    // One state, the usual question, is answered in order from the index (state, code); several are sorted.
    const filtered = new Filtered('course-list');
    if (states.length === 1) filtered.where('state', 'state = ?', states[0]);
    else filtered.where('states', 'state = ANY (?)', states);
    if (states.includes('draft'))
      filtered.where('drafts-of', `(state <> 'draft' OR owning_unit = ?)`, draftsFor(this.policy, caller));
    filtered
      .where('unit', 'owning_unit = ?', filters.unit)
      .where('provider', 'provider_ids @> ARRAY[?::uuid]', filters.provider)
      .where('topic', 'topics && ?::text[]', filters.topic && topics.within(filters.topic))
      .where('level', 'level = ?', filters.level)
      .where('modality', 'modality = ?', filters.modality)
      .where('language', '? = ANY (languages)', filters.language)
      .where('credential', 'credential = ?', filters.credential)
      .where('fee', `fee_terms->>'kind' = ?`, filters.fee)
      .where('code', 'code = ?', filters.code)
      .where('updated', 'updated_at >= ?::timestamptz', filters.updatedSince)
      .where('after', 'code > ?', last);
    const rows = await this.database.records<CourseSummaryRecord>(
      filtered.statement(inList, 'code', limit + 1),
      filtered.values,
    );
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => courseSummary(row, speaker),
      (row) => encodeCursor([row.code], scope),
    );
    return speaker.done(listed(page, address) as CoursePage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit, state } = await this.existing(id);
    const mayKnow = state !== 'draft' || this.policy.may(caller, 'history:read', owningUnit);
    if (!mayKnow) throw new CourseNotFound(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  /** Somebody else's draft does not exist, as far as the reader is told. */
  private async visible(id: string, caller: Caller | undefined): Promise<CourseRecord> {
    const course = await this.existing(id);
    if (course.state === 'draft' && !this.policy.may(caller, 'draft:read', course.owningUnit))
      throw new CourseNotFound(id);
    return course;
  }

  private async existing(id: string): Promise<CourseRecord> {
    const [row] = await this.database.records<CourseRecord>(byId, [id]);
    if (!row) throw new CourseNotFound(id);
    return row;
  }
}
