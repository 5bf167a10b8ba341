import pg from 'pg';
import { runService } from '../../local/service-process.js';
import type { Rig } from '../rig.js';
import { fillBareTables } from './bare-tables.js';
import { madeCourse, madeProviders } from './made-courses.js';
import { readMaterial } from './material.js';

const insertProviders = `
INSERT INTO provider (id, version, announcements, kind, name, country, active, registered_by, created_at, updated_at)
SELECT uuidv7(), 1, 1, 'external',
       jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', 'Organisation ' || n, 'fr', 'Organisation ' || n)),
       ('{CH,SN,KE,BR,CN,EG,FR,KZ,MX,IN}'::text[])[1 + n % 10], true, 'BDT', now(), now()
  FROM generate_series(1, ${madeProviders}) AS n`;

const insertCourses = `
WITH given AS (SELECT array_agg(id ORDER BY original_name) AS ids FROM provider WHERE original_name LIKE 'Organisation %')
INSERT INTO course (id, version, announcements, state, code, owning_unit, provider_ids, title, summary, description,
  learning_outcomes, audiences, level, modality, topics, languages, workload_hours, assessment, credential, fee_terms,
  registration_type, coordinator_ids, links, published_at, created_at, updated_at)
SELECT id, 2, 1, 'published', code, owning_unit, ARRAY[ids[1 + provider]], title, summary, description,
  learning_outcomes, '{regulators,engineers}', level, modality, topics, languages, workload_hours,
  '{"description": null, "passMark": 70}', credential, jsonb_build_object('kind', fee, 'note', NULL), 'direct', '{}', '[]',
  now(), now(), now()
  FROM given, jsonb_to_recordset($1) AS made (id uuid, code text, owning_unit text, provider int, title jsonb, summary jsonb,
    description jsonb, learning_outcomes jsonb, level text, modality text, topics text[], languages text[],
    workload_hours float8, credential text, fee text)`;

const insertOfferings = `
INSERT INTO offering (id, version, announcements, state, course_id, starts_on, ends_on, registration_opens_on,
  registration_closes_on, place, languages, organiser_ids, created_at, updated_at)
SELECT uuidv7(), 1, 1, CASE WHEN day % 3 = 0 THEN 'planned' ELSE 'open' END, course.id, today + day, today + day + 12,
  today + day - 90, today + day - 14, jsonb_build_object('kind', 'on-site', 'country', 'CH', 'city', 'Geneva'),
  course.languages, course.provider_ids, now(), now()
  FROM (SELECT current_date AS today) now,
       jsonb_to_recordset($1) AS made (id uuid, offerings int[]), unnest(offerings) AS day, course
 WHERE course.id = made.id`;

const batch = 1_000;
const searched = ['course', 'offering', 'provider', 'course_search', 'course_title_start', 'search_word'];

/**
 * Adds courses until so many are published, enters them with the service's own code, makes the opponent's tables anew, and
 * leaves the database as one that has been in use: analysed, on disk.
 */
export async function fillTo(rig: Rig, courses: number, note: (text: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: rig.adminUrl });
  await client.connect();
  try {
    await addCourses(client, courses, note);
    note('entering them into the search');
    await runService(rig.run, rig.service, rig.bundle, 'reindex', rig.migratingEnv);
    note("the opponent's tables");
    const bareTables = await fillBareTables(client, rig.bareEnv.DATABASE_URL!);
    note('analysing');
    for (const name of [...searched, ...bareTables]) await client.query(`VACUUM ANALYZE ${name}`);
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ entered: number }>('SELECT count(*)::int AS entered FROM course_search');
    if (rows[0]?.entered !== courses)
      throw new Error(`${rows[0]?.entered} of ${courses} courses are in the search, so measuring it says nothing.`);
    note(`${courses} courses`);
  } finally {
    await client.end();
  }
}

async function addCourses(client: pg.Client, courses: number, note: (text: string) => void): Promise<void> {
  const { rows } = await client.query<{ all: number; made: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE code LIKE 'MADE-%')::int AS made FROM course`,
  );
  const { all, made } = rows[0]!;
  if (made === 0) await client.query(insertProviders);
  const material = readMaterial();
  const last = made + courses - all;
  for (let from = made + 1; from <= last; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, last - from + 1) }, (_, at) => from + at);
    const rows = JSON.stringify(numbers.map((number) => madeCourse(number, material)));
    await client.query(insertCourses, [rows]);
    await client.query(insertOfferings, [rows]);
    note(`${numbers.at(-1)! - made} of ${last - made}`);
  }
}
