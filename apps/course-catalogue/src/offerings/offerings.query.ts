import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { Clock, type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import { OfferingNotFound } from './offering.errors.js';
import {
  type OfferingListQuery,
  type OfferingPage,
  type OfferingRecord,
  type OfferingResponse,
  offeringResponse,
} from './offerings.dto.js';

const columns = `id, version, state, course_id AS "courseId", starts_on AS "startsOn", ends_on AS "endsOn",
  registration_opens_on AS "registrationOpensOn", registration_closes_on AS "registrationClosesOn", place, languages, seats, fee,
  organiser_ids AS "organiserIds", cancellation_reason AS "cancellationReason", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'offering-by-id', text: `SELECT ${columns} FROM offering WHERE id = $1` };
const unitOf = {
  name: 'offering-unit',
  text: 'SELECT course.owning_unit AS unit FROM offering JOIN course ON course.id = course_id WHERE offering.id = $1',
};
// Open-ended offerings come after all dated ones.
const start = `coalesce(starts_on, 'infinity'::date)`;

const isStart = (key: unknown): boolean => key === 'infinity' || dayFault(key) === undefined;

/** Reads offerings; everybody may. */
@Injectable()
export class OfferingsQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
    private readonly clock: Clock,
  ) {}

  async one(id: string): Promise<OfferingResponse> {
    const [row] = await this.database.records<OfferingRecord>(byId, [id]);
    if (!row) throw new OfferingNotFound(id);
    return offeringResponse(row, this.clock.today());
  }

  /** In the order of their first days. */
  async list(query: OfferingListQuery, address: string): Promise<OfferingPage> {
    const { after, limit, ...filters } = query;
    const scope = JSON.stringify(['offerings', filters]);
    const filtered = new Filtered('offering-list')
      .where('course', 'course_id = ?', filters.courseId)
      .where('organiser', 'organiser_ids @> ARRAY[?::uuid]', filters.organiserId)
      .where('state', 'state = ?', filters.state)
      .where('country', `place->>'country' = ?`, filters.country)
      .where('from', `${start} >= ?::date`, filters.from)
      .where('until', 'starts_on <= ?::date', filters.until);
    if (after !== undefined) {
      const [startsOn, id] = decodeCursor(after, scope, [isStart, isUuid]);
      filtered.where(
        'after',
        `(${start}, id) > ((?::jsonb->>0)::date, (?::jsonb->>1)::uuid)`,
        JSON.stringify([startsOn, id]),
      );
    }
    const statement = filtered.statement(`SELECT ${columns} FROM offering`, `${start}, id`, limit + 1);
    const rows = await this.database.records<OfferingRecord>(statement, filtered.values);
    const today = this.clock.today();
    const page = pageOf(
      rows,
      limit,
      (row) => offeringResponse(row, today),
      (row) => encodeCursor([row.startsOn ?? 'infinity', row.id], scope),
    );
    return listed(page, address) as OfferingPage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const [row] = await this.database.query<{ unit: string }>(unitOf, [id]);
    if (!row) throw new OfferingNotFound(id);
    return this.histories.of(id, row.unit, caller, query, address);
  }
}
