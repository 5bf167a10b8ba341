import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { Permission } from '../roles.js';
import { CoordinatorNotFound } from './coordinator.errors.js';
import {
  type CoordinatorListQuery,
  type CoordinatorPage,
  type CoordinatorRecord,
  type CoordinatorResponse,
  coordinatorResponse,
} from './coordinators.dto.js';

const columns = `id, version, name, email, unit, erased_at AS "erasedAt", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'coordinator-by-id', text: `SELECT ${columns} FROM coordinator WHERE id = $1` };

/** Reads coordinators, for those who may know them. */
@Injectable()
export class CoordinatorsQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, caller: Caller): Promise<CoordinatorResponse> {
    const coordinator = await this.existing(id);
    this.policy.demand(caller, 'coordinator:read', coordinator.unit);
    return coordinatorResponse(coordinator);
  }

  /** Those of the units the caller may know, in the order of registration. */
  async list(query: CoordinatorListQuery, caller: Caller, address: string): Promise<CoordinatorPage> {
    if (query.unit !== undefined) this.policy.demand(caller, 'coordinator:read', query.unit);
    const unit = query.unit ?? (this.policy.may(caller, 'coordinator:read', '') ? undefined : caller.unit);
    const scope = JSON.stringify(['coordinators', unit]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('coordinator-list').where('unit', 'unit = ?', unit).where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM coordinator`, 'id', query.limit + 1);
    const rows = await this.database.records<CoordinatorRecord>(statement, filtered.values);
    const page = pageOf(rows, query.limit, coordinatorResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as CoordinatorPage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { unit } = await this.existing(id);
    return this.histories.of(id, unit, caller, query, address);
  }

  private async existing(id: string): Promise<CoordinatorRecord> {
    const [row] = await this.database.records<CoordinatorRecord>(byId, [id]);
    if (!row) throw new CoordinatorNotFound(id);
    return row;
  }
}
