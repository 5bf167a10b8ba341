import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';

let count = 0;

/** Any columns of the item's table, in the database's spelling. */
type Columns = Readonly<Record<string, unknown>>;

/** Items as the plan holds them, written past its rules: in whatever state, on whatever days a test needs. */
async function insert(app: ServiceApp, table: string, columns: Columns): Promise<string> {
  const names = Object.keys(columns);
  const values = names.map((_, index) => `$${index + 1}`);
  await app.database.dataSource.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`,
    Object.values(columns),
  );
  return columns.id as string;
}

const common = (): Columns => {
  const code = `X-${String((count += 1)).padStart(4, '0')}`;
  const moment = '2026-11-01T08:00:00Z';
  return {
    ...{ id: newId(), version: 1, announcements: 0, code, title: JSON.stringify(inEnglish(`Item ${code}`)) },
    ...{ owning_unit: 'BDT', state: 'planned', created_at: moment, updated_at: moment },
  };
};

export const plannedInitiative = (app: ServiceApp, about: Columns = {}): Promise<string> =>
  insert(app, 'initiative', { ...common(), recommendation_ids: [], goal_ids: [], ...about });

export const plannedActivity = (
  app: ServiceApp,
  initiative: string,
  [start, finish]: readonly [string, string],
  about: Columns = {},
): Promise<string> =>
  insert(app, 'activity', {
    ...common(),
    ...{ initiative_id: initiative, planned_start: start, planned_finish: finish, progress: 0 },
    ...about,
  });

export const plannedMilestone = (
  app: ServiceApp,
  initiative: string,
  day: string,
  about: Columns = {},
): Promise<string> => insert(app, 'milestone', { ...common(), initiative_id: initiative, planned_on: day, ...about });

export const planned = {
  dependency: (app: ServiceApp, from: string, kind: string, to: string, lag = 0): Promise<string> =>
    insert(app, 'dependency', {
      ...{ id: newId(), predecessor_id: from, successor_id: to, kind, lag_days: lag },
      created_at: '2026-11-01T08:00:00Z',
    }),
};
