import { Inject, Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { levels, topics, units } from '@capdev/taxonomy';
import {
  type HarmonisationResponse,
  harmonisationResponse,
  type HarmonisationTrendQuery,
  type HarmonisationTrendResponse,
} from './harmonisation.dto.js';
import { HarmonisationAhead, HarmonisationPeriodImpossible } from './harmonisation.errors.js';
import type { HarmonisationCounts } from './harmonisation-shares.js';
import { measuringDay, monthsBetween, mostMonths } from './months.js';

/** From how many per cent on a course's record counts as complete: `HARMONISATION_COMPLETE_FROM`. */
export const completeFrom = Symbol('HARMONISATION_COMPLETE_FROM');

/** What was so in one unit at the end of a day. */
export interface UnitOnDay extends HarmonisationCounts {
  readonly day: string;
  readonly unit: string;
}

// A version holds from its moment until one with a higher number does. Clocks may differ, numbers do not.
const counted: Statement = {
  name: 'harmonisation-counted',
  text: `
    WITH held AS (
      SELECT *, min(at) OVER (
               PARTITION BY course_id ORDER BY course_version ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS until
        FROM catalogued_course_change
       WHERE at < (SELECT max(day) + 1 FROM unnest($1::date[]) AS day)::timestamp AT TIME ZONE 'UTC'
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day, owning_unit AS unit,
           count(*)::int AS catalogued,
           (count(*) FILTER (WHERE published))::int AS published,
           (count(*) FILTER (WHERE published AND completeness >= $2))::int AS complete,
           (count(*) FILTER (WHERE published AND topics && $3 AND level = ANY ($4)))::int AS classified
      FROM unnest($1::date[]) AS day
      JOIN held ON at < (day + 1)::timestamp AT TIME ZONE 'UTC'
               AND (until IS NULL OR until >= (day + 1)::timestamp AT TIME ZONE 'UTC')
     GROUP BY day, owning_unit ORDER BY day, owning_unit`,
};

/**
 * What was so at the end of each of these days (UTC), unit by unit; units of the taxonomy without courses are there, too.
 *
 * @param reader the database, or the transaction that asks
 * @param completeFrom per cent from which on a course's record counts as complete
 */
async function harmonisationOn(
  reader: Database | Transaction,
  days: readonly string[],
  completeFrom: number,
): Promise<UnitOnDay[]> {
  const rows = await reader.query<UnitOnDay>(counted, [days, completeFrom, topics.codes, levels.codes]);
  return days.flatMap((day) => {
    const found = new Map(rows.filter((row) => row.day === day).map((row) => [row.unit, row]));
    const named = new Set<string>([...units.codes, ...found.keys()]);
    return [...named].sort().map((unit) => found.get(unit) ?? { day, unit, ...nothing });
  });
}

const nothing: HarmonisationCounts = { catalogued: 0, published: 0, complete: 0, classified: 0 };

/** Measures how far the common catalogue is the common one, from what the catalogue has announced. */
@Injectable()
export class HarmonisationQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(completeFrom) private readonly completeFrom: number,
  ) {}

  /**
   * What was so at the end of a day; today unless told.
   *
   * @param reader the transaction that asks, if one does
   */
  async onDay(day?: string, reader: Database | Transaction = this.database): Promise<HarmonisationResponse> {
    const today = this.clock.today();
    if (day !== undefined && day > today) throw new HarmonisationAhead('on', day, today);
    const on = day ?? today;
    return harmonisationResponse(on, this.completeFrom, await harmonisationOn(reader, [on], this.completeFrom));
  }

  async trend({ from, to, unit }: HarmonisationTrendQuery): Promise<HarmonisationTrendResponse> {
    const today = this.clock.today();
    const present = today.slice(0, 7);
    if (to > present) throw new HarmonisationAhead('to', to, present);
    const months = monthsBetween(from, to);
    if (months.length === 0 || months.length > mostMonths)
      throw new HarmonisationPeriodImpossible(from, to, months.length, mostMonths);
    const days = months.map((month) => measuringDay(month, today));
    const all = await harmonisationOn(this.database, days, this.completeFrom);
    return {
      months: months.map((month, place) => {
        const day = days[place]!;
        const then = all.filter((counts) => counts.day === day);
        return { month, ...harmonisationResponse(day, this.completeFrom, then, unit) };
      }),
    };
  }
}
