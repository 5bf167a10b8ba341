import pg from 'pg';

/** Forty initiatives, each with activities one after the other and a milestone behind nearly every one. */
const initiatives = 40;
const activitiesEach = 25;

const common = `version, announcements, code, title, owning_unit, created_at, updated_at, state`;
const about = (word: string, code: string) =>
  `1, 0, ${code}, jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', '${word} ' || ${code},
     'fr', '${word} (fr) ' || ${code})), (ARRAY['BDT', 'BR', 'TSB', 'GS'])[1 + i % 4], now(), now(), 'planned'`;

/** Fills an empty plan with 2,000 items and what they depend on, in a few statements. @returns how many items there are */
export async function fillPlan(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`
      INSERT INTO initiative (id, ${common}, recommendation_ids, goal_ids)
      SELECT gen_random_uuid(), ${about('Initiative', `i::text`)}, '{}', '{}' FROM generate_series(1, ${initiatives}) i`);
    await client.query(`
      INSERT INTO activity (id, ${common}, initiative_id, planned_start, planned_finish, progress)
      SELECT gen_random_uuid(), ${about('Activity', `i || '.' || a`)},
             (SELECT id FROM initiative WHERE code = i::text), current_date + 7 * a, current_date + 7 * a + 4, a
        FROM generate_series(1, ${initiatives}) i, generate_series(1, ${activitiesEach}) a`);
    await client.query(`
      INSERT INTO milestone (id, ${common}, initiative_id, activity_id, planned_on)
      SELECT gen_random_uuid(), ${about('Milestone', `i || '.' || a || '-M'`)}, activity.initiative_id, activity.id,
             activity.planned_finish
        FROM generate_series(1, ${initiatives}) i CROSS JOIN generate_series(1, ${activitiesEach - 1}) a
        JOIN activity ON activity.code = i || '.' || a`);
    await client.query(`
      INSERT INTO dependency (id, predecessor_id, successor_id, kind, lag_days, created_at)
      SELECT gen_random_uuid(), before.id, after.id, 'FS', 0, now()
        FROM generate_series(1, ${initiatives}) i CROSS JOIN generate_series(2, ${activitiesEach}) a
        JOIN activity before ON before.code = i || '.' || (a - 1)
        JOIN activity after ON after.code = i || '.' || a`);
    await client.query('UPDATE plan_state SET revision = revision + 1');
    const { rows } = await client.query<{ items: number }>('SELECT count(*)::int AS items FROM plan_item');
    return rows[0]!.items;
  } finally {
    await client.end();
  }
}
