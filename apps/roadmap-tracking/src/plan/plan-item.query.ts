import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Statement } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import type { ItemKind } from './item-kind.js';
import { ItemNotFound } from './plan-item.errors.js';

const common = `id, version, code, state, title, description, owning_unit AS "owningUnit", focal_point AS "focalPoint",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** A filter's name, its condition in which `?` is the value, and the value; undefined when it is not asked for. */
type ItemFilter = readonly [name: string, condition: string, value: string | undefined];

/** Reads the items of one kind. */
@Injectable()
export abstract class ItemQuery<Row extends { id: string; owningUnit: string }, Response extends object> {
  /** The table has the kind's name. */
  protected abstract readonly kind: ItemKind;
  /** The columns that only this kind has. */
  protected abstract readonly columns: string;

  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  protected abstract responseOf(row: Row, speaker: Speaker): Response;

  async one(id: string, languages: LanguagePreference): Promise<Response> {
    const speaker = new Speaker(languages);
    return speaker.done(this.responseOf(await this.existing(id), speaker));
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  /** In the order in which they entered the plan. */
  protected async listOf(
    filters: readonly ItemFilter[],
    query: ListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<{ items: readonly Response[]; next: string | null }> {
    const scope = JSON.stringify([this.kind, ...filters.map(([, , value]) => value ?? null)]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered(`${this.kind}-list`);
    for (const filter of filters) filtered.where(...filter);
    filtered.where('after', 'id > ?', after);
    const statement = filtered.statement(this.select, 'id', query.limit + 1);
    const rows = (await this.database.records<Row>(statement, filtered.values)) as Row[];
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => this.responseOf(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address));
  }

  private get select(): string {
    return `SELECT ${common}, ${this.columns} FROM ${this.kind}`;
  }

  private async existing(id: string): Promise<Row> {
    const byId: Statement = { name: `${this.kind}-by-id`, text: `${this.select} WHERE id = $1` };
    const [row] = (await this.database.records<Row>(byId, [id])) as Row[];
    if (!row) throw new ItemNotFound(this.kind, id);
    return row;
  }
}
