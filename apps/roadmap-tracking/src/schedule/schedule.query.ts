import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isText, isUuid, pageOf } from '@capdev/persistence';
import { Speaker } from '@capdev/service-frame/fields';
import { listed } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import type { LanguagePreference } from '@capdev/service-kit';
import { type PlannedItem, PlanNetworkQuery, type ScheduledPlan } from './plan-network.query.js';
import type { ScheduleListQuery, SchedulePage, SlipPage, SlipQuery } from './schedule.dto.js';
import { InitiativeNotScheduled, ItemNotScheduled, ScheduledItemNotFound } from './schedule.errors.js';
import { type Slip, slipOf } from './slip.js';

const isDay = (key: unknown): boolean => dayFault(key) === undefined;

/** Answers from the schedule of the plan as it is now. */
@Injectable()
export class ScheduleQuery {
  constructor(private readonly network: PlanNetworkQuery) {}

  /** In the order of their codes. */
  async list(query: ScheduleListQuery, languages: LanguagePreference, address: string): Promise<SchedulePage> {
    const { limit } = query;
    const initiative = query.initiative?.toLowerCase();
    const scope = `schedule/${initiative ?? ''}`;
    const [after = ''] = query.after === undefined ? [] : (decodeCursor(query.after, scope, [isText]) as string[]);
    const { items, schedule, today } = await this.network.scheduled();
    if (initiative !== undefined && items.get(initiative)?.kind !== 'initiative') {
      throw new InitiativeNotScheduled(initiative);
    }
    const rows: PlannedItem[] = [];
    for (const item of items.values()) {
      if (rows.length > limit) break;
      if (item.code <= after || (initiative !== undefined && item.initiativeId !== initiative)) continue;
      if (schedule.placeOf(item.id) !== undefined) rows.push(item);
    }
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (item) => ({
        ...known(item, speaker),
        initiativeId: item.initiativeId,
        ...schedule.placementOf(item.id)!,
      }),
      ({ code }) => encodeCursor([code], scope),
    );
    const about = { asOf: today, end: schedule.end, criticalPath: schedule.criticalPath() };
    return speaker.done({ ...about, ...listed(page, address) } as SchedulePage);
  }

  async slip(query: SlipQuery, languages: LanguagePreference, address: string): Promise<SlipPage> {
    const { days, unit = 'calendar', limit } = query;
    const id = query.item.toLowerCase();
    const scope = `slip/${id}/${days}/${unit}`;
    const [day = '', last = ''] =
      query.after === undefined ? [] : (decodeCursor(query.after, scope, [isDay, isUuid]) as string[]);
    const plan = await this.network.scheduled();
    const item = plan.items.get(id);
    if (!item) throw new ScheduledItemNotFound(id);
    if (item.kind === 'initiative') throw new ItemNotScheduled(id, 'initiative');
    if (item.state === 'cancelled') throw new ItemNotScheduled(id, 'cancelled');
    const slip = slipOf(plan.schedule, id, days, unit);
    const rest = slip.moved.filter(({ finishAfter, id }) => finishAfter > day || (finishAfter === day && id > last));
    const speaker = new Speaker(languages);
    const page = pageOf(
      rest,
      limit,
      (movement) => ({ ...known(plan.items.get(movement.id)!, speaker), ...movement }),
      ({ finishAfter, id }) => encodeCursor([finishAfter, id], scope),
    );
    const { moved, ...about } = slip;
    const told = { explanation: explanationOf(item, slip, plan), ...about, total: moved.length };
    return speaker.done({ ...told, ...listed(page, address) } as SlipPage);
  }
}

function known({ id, kind, code, title, owningUnit }: PlannedItem, speaker: Speaker) {
  return { id, kind, code, title: speaker.say(title), owningUnit };
}

function explanationOf({ id, code }: PlannedItem, slip: Slip, { items, schedule, today }: ScheduledPlan): string {
  const { moved, movedBy, end } = slip;
  const held = {
    nothing: '',
    today: ` It cannot be earlier, because today is ${today}.`,
    dependency: ` It cannot be earlier, because it depends on ${items.get(slip.holder ?? '')?.code}.`,
    fact: ' It cannot be earlier, because of when something that it depends on happened.',
  }[slip.heldBy];
  const own = moved.find((movement) => movement.id === id);
  if (!own) return `${code} stays where it is: it finishes on ${schedule.placementOf(id)!.earliestFinish}.${held}`;
  const others = moved.length - 1;
  const direction = own.calendarDays < 0 ? 'earlier' : 'later';
  return (
    `${code} finishes on ${own.finishAfter} instead of ${own.finishBefore}, ${Math.abs(movedBy.calendarDays)} calendar days ` +
    `(${Math.abs(movedBy.workingDays)} working days) ${direction}.${held} ` +
    `${others === 0 ? 'Nothing else moves' : others === 1 ? 'One other item moves' : `${others} other items move`}; ` +
    (end.workingDays === 0
      ? `the plan ends on ${end.before}, as before.`
      : `the plan ends on ${end.after} instead of ${end.before}.`)
  );
}
