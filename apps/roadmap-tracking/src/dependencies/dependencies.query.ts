import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Transaction } from '@capdev/persistence';
import { Filtered, listed } from '@capdev/service-frame/lists';
import {
  type Dependency,
  type DependencyListQuery,
  type DependencyPage,
  type DependencyResponse,
  dependencyResponse,
} from './dependencies.dto.js';
import type { Edge } from './cycle.js';
import { DependencyNotFound } from './dependency.errors.js';

const select = `SELECT dependency.id, predecessor_id AS "predecessorId", predecessor.code AS "predecessorCode",
    successor_id AS "successorId", successor.code AS "successorCode", kind, lag_days AS "lagDays",
    created_at AS "createdAt"
  FROM dependency
  JOIN plan_code predecessor ON predecessor.item_id = predecessor_id
  JOIN plan_code successor ON successor.item_id = successor_id`;
const byId = { name: 'dependency-by-id', text: `${select} WHERE dependency.id = $1` };

/** Reads dependencies. */
@Injectable()
export class DependenciesQuery {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<DependencyResponse> {
    const [row] = await this.database.records<Dependency>(byId, [id]);
    if (!row) throw new DependencyNotFound(id);
    return dependencyResponse(row);
  }

  /** In the order in which they were made. */
  async list(query: DependencyListQuery, address: string): Promise<DependencyPage> {
    const scope = `dependencies/${query.item ?? ''}`;
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('dependency-list')
      .where('item', '? IN (predecessor_id, successor_id)', query.item)
      .where('after', 'dependency.id > ?', after);
    const rows = await this.database.records<Dependency>(
      filtered.statement(select, 'dependency.id', query.limit + 1),
      filtered.values,
    );
    const page = pageOf(rows, query.limit, dependencyResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as DependencyPage;
  }
}

/** One end of a dependency. */
export interface End {
  readonly id: string;
  readonly itemKind: 'initiative' | 'activity' | 'milestone';
  readonly code: string;
  readonly state: string;
  readonly owningUnit: string;
  readonly version: number;
}

const ends = {
  name: 'dependency-ends',
  text: `SELECT id, kind AS "itemKind", code, state, owning_unit AS "owningUnit", version FROM plan_item WHERE id = ANY ($1::uuid[])`,
};
const same = {
  name: 'dependency-same',
  text: 'SELECT id FROM dependency WHERE predecessor_id = $1 AND successor_id = $2 AND kind = $3',
};
// Nothing when the predecessor cannot be reached: then there is no cycle to name.
const between = {
  name: 'dependency-between',
  text: `WITH RECURSIVE reached (id) AS (
      SELECT $1::uuid UNION SELECT successor_id FROM reached JOIN dependency ON predecessor_id = reached.id)
    SELECT predecessor_id AS "predecessorId", successor_id AS "successorId"
      FROM dependency JOIN reached ON reached.id = predecessor_id
     WHERE EXISTS (SELECT FROM reached WHERE id = $2) ORDER BY dependency.id`,
};
const codes = {
  name: 'dependency-codes',
  text: 'SELECT item_id AS id, code FROM plan_code WHERE item_id = ANY ($1::uuid[])',
};
const insert = {
  name: 'dependency-insert',
  text: `INSERT INTO dependency (id, predecessor_id, successor_id, kind, lag_days, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
};
const remove = { name: 'dependency-remove', text: 'DELETE FROM dependency WHERE id = $1' };

export function endsOf(tx: Transaction, ids: readonly string[]): Promise<End[]> {
  return tx.query<End>(ends, [ids]);
}

export async function sameDependency(tx: Transaction, { predecessorId, successorId, kind }: Dependency) {
  const [found] = await tx.query<{ id: string }>(same, [predecessorId, successorId, kind]);
  return found?.id;
}

/** The dependencies among what waits for the first item, when the second is part of that. */
export function edgesBetween(tx: Transaction, from: string, to: string): Promise<Edge[]> {
  return tx.query<Edge>(between, [from, to]);
}

export async function codesOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string; code: string }>(codes, [ids]);
  const known = new Map(rows.map(({ id, code }) => [id, code]));
  return ids.map((id) => known.get(id) ?? id);
}

export async function dependencyById(tx: Transaction, id: string): Promise<Dependency> {
  const [row] = await tx.query<Dependency>({ name: 'dependency-in-hand', text: byId.text }, [id]);
  if (!row) throw new DependencyNotFound(id);
  return row;
}

export function insertDependency(tx: Transaction, dependency: Dependency): void {
  const { id, predecessorId, successorId, kind, lagDays, createdAt } = dependency;
  tx.write(insert, [id, predecessorId, successorId, kind, lagDays, createdAt]);
}

export function removeDependency(tx: Transaction, id: string): void {
  tx.write(remove, [id]);
}
