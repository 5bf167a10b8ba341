import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, type Statement } from '@capdev/persistence';
import type { CourseDetails } from '../courses/course-details.js';
import { CourseNotFound } from '../courses/course.errors.js';
import type { Permission } from '../roles.js';
import { changedSince, type Given } from './differences.js';
import type { OriginsResponse } from './imports.dto.js';

const course: Statement = {
  name: 'origins-course',
  text: `SELECT state, code, owning_unit AS "owningUnit", provider_ids AS "providerIds", title, summary, description,
           learning_outcomes AS "learningOutcomes", audiences, entry_requirements AS "entryRequirements", level, modality, topics,
           languages, workload_hours AS "workloadHours", assessment, credential, fee_terms AS "feeTerms",
           registration_type AS "registrationType", coordinator_ids AS "coordinatorIds", links
      FROM course WHERE id = $1`,
};
const origins: Statement = {
  name: 'origins-of-course',
  text: `SELECT source_id AS "sourceId", name AS source, key, given FROM course_origin JOIN import_source ON id = source_id
          WHERE course_id = $1 ORDER BY name, key`,
};

/** Reads which source gave what of a course. */
@Injectable()
export class OriginsQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
  ) {}

  async of(id: string, caller: Caller): Promise<OriginsResponse> {
    const [present] = await this.database.query<CourseDetails & { state: string }>(course, [id]);
    const hidden = present?.state === 'draft' && !this.policy.may(caller, 'draft:read', present.owningUnit);
    if (!present || hidden) throw new CourseNotFound(id);
    this.policy.demand(caller, 'history:read', present.owningUnit);
    const rows = await this.database.query<{ sourceId: string; source: string; key: string; given: Given }>(origins, [
      id,
    ]);
    return {
      items: rows.map(({ given, ...about }) => ({
        ...about,
        fields: Object.fromEntries(
          Object.entries(given).map(([field, last]) => [
            field,
            { ...last, changedSince: changedSince(present, field, given) },
          ]),
        ),
      })),
    };
  }
}
