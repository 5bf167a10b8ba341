import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { type Changes, Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { listed, type ListQuery } from '@capdev/service-frame/lists';
import type { Permission } from '../roles.js';
import { PlanItemNotFound } from './plan.errors.js';
import type { TimelinePage } from './timeline.dto.js';

interface TimelineRow {
  readonly id: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly action: string;
  readonly actor: string;
  readonly unit: string;
  readonly at: Date;
  readonly changes: Changes;
}

const exists = { name: 'timeline-item', text: 'SELECT owning_unit AS "owningUnit" FROM plan_item WHERE id = $1' };
// What belongs to an item has a history of its own; identifiers of entries rise with time.
const read = {
  name: 'timeline',
  text: `
    SELECT id, aggregate, aggregate_id AS "aggregateId", version, action, actor, unit, at, changes
      FROM history_entry
     WHERE aggregate_id = ANY (ARRAY(
             SELECT $1::uuid
             UNION ALL SELECT id FROM evidence WHERE milestone_id = $1
             UNION ALL SELECT id FROM evidence_rule WHERE milestone_id = $1
             UNION ALL SELECT id FROM risk WHERE item_id = $1
             UNION ALL SELECT id FROM health_override WHERE item_id = $1
             UNION ALL SELECT id FROM budget_allocation WHERE activity_id = $1))
       AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
};

/** Tells everything that happened to an item and to what belongs to it, newest first, to those who may read its history. */
@Injectable()
export class TimelineQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
  ) {}

  async of(itemId: string, caller: Caller, { after, limit }: ListQuery, address: string): Promise<TimelinePage> {
    const scope = `timeline/${itemId}`;
    const [before = null] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const [found] = await this.database.query<{ owningUnit: string }>(exists, [itemId]);
    if (!found) throw new PlanItemNotFound(itemId);
    this.policy.demand(caller, 'history:read', found.owningUnit);
    const rows = await this.database.query<TimelineRow>(read, [itemId, before, limit + 1]);
    const page = pageOf(
      rows,
      limit,
      ({ id, aggregate, aggregateId, version, action, actor, unit, at, changes }) => ({
        ...{
          id,
          aggregate,
          aggregateId,
          version,
          action,
          actor: { subject: actor, unit },
          at: at.toISOString(),
          changes,
        },
      }),
      ({ id }) => encodeCursor([id], scope),
    );
    return listed(page, address) as TimelinePage;
  }
}
