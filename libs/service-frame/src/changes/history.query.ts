import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, readHistory } from '@capdev/persistence';
import { listed, type ListQuery } from '../lists/index.js';
import type { HistoryPage } from './history.dto.js';

/** Reads what was done to a record, by whom and when; for those with the permission `history:read`. */
@Injectable()
export class HistoryQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<'history:read'>,
  ) {}

  /** @param unit whose record it is */
  async of(id: string, unit: string, caller: Caller, query: ListQuery, address: string): Promise<HistoryPage> {
    this.policy.demand(caller, 'history:read', unit);
    return listed(await readHistory(this.database, id, query), address) as HistoryPage;
  }
}
