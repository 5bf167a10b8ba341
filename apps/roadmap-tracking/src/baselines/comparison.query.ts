import type { Database, Statement } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';
import type { Amount } from '../budget/money.js';
import { itemsOfBaseline, presentItems } from './kept-items.query.js';

/** What an item costs, by currency: with two decimals, whatever the currency. */
export type Cost = Readonly<Record<string, Amount>>;

/** An item as it was expected on one side of a comparison. */
interface ExpectedItem {
  readonly state: string;
  /** What happened, else what was forecast, else what was planned; of an initiative, the first and the last of its items'. */
  readonly start: string | null;
  readonly finish: string | null;
  readonly progress: number | null;
  readonly cost: Cost;
}

/** An item on both sides; null on the side on which there was no such item. */
export interface ComparedItem {
  readonly itemId: string;
  readonly kind: string;
  readonly code: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  readonly before: ExpectedItem | null;
  readonly after: ExpectedItem | null;
}

const within = (value: string, which: 'min' | 'max'): string => `
CASE kind WHEN 'initiative'
  THEN ${which}(${value}) FILTER (WHERE kind <> 'initiative' AND state <> 'cancelled') OVER (PARTITION BY initiative_id)
  ELSE ${value} END`;

const expected = (items: string): string => `
SELECT item_id, kind, code, title, owning_unit, state, progress, cost,
       ${within('coalesce(actual_start, forecast_start, planned_start)', 'min')} AS start,
       ${within('coalesce(actual_finish, forecast_finish, planned_finish)', 'max')} AS finish
  FROM (${items}) AS items`;

const side = (name: string): string => `
CASE WHEN ${name}.item_id IS NOT NULL THEN json_build_object(
  'state', ${name}.state, 'start', ${name}.start, 'finish', ${name}.finish, 'progress', ${name}.progress, 'cost', ${name}.cost)
END AS "${name}"`;

/** A code is never given to another item, so the order by codes is one of items. */
const compared = (name: string, other: string): Statement => ({
  name,
  text: `
SELECT coalesce(after.item_id, before.item_id) AS "itemId", coalesce(after.kind, before.kind) AS kind,
       coalesce(after.code, before.code) AS code, coalesce(after.title, before.title) AS title,
       coalesce(after.owning_unit, before.owning_unit) AS "owningUnit", ${side('before')}, ${side('after')}
  FROM (${expected(itemsOfBaseline('$1'))}) AS before
  FULL JOIN (${expected(other)}) AS after ON after.item_id = before.item_id
 WHERE $2::text IS NULL OR coalesce(after.code, before.code) > $2
 ORDER BY coalesce(after.code, before.code)
 LIMIT $3`,
});
const withPresent = compared('baseline-compared', presentItems);
const withOther = compared('baselines-compared', itemsOfBaseline('$4'));

/**
 * A baseline beside another one, or beside the plan of this moment: every item of either, in the order of their codes.
 *
 * @param other a later baseline; the present plan when there is none
 * @param page without a limit, all of them
 */
export async function comparedItems(
  database: Database,
  baselineId: string,
  other?: string,
  page: { readonly after?: string | null; readonly limit?: number } = {},
): Promise<ComparedItem[]> {
  const values = [baselineId, page.after ?? null, page.limit ?? null];
  return other === undefined
    ? database.query<ComparedItem>(withPresent, values)
    : database.query<ComparedItem>(withOther, [...values, other]);
}
