import pg from 'pg';

/** How many organisations give the generated courses. */
const providers = 200;

const insertProviders = `
INSERT INTO provider (id, version, announcements, kind, name, country, active, registered_by, created_at, updated_at)
SELECT uuidv7(), 1, 1, 'external',
       jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', 'Organisation ' || n, 'fr', 'Organisation ' || n)),
       'CH', true, 'BDT', now(), now()
  FROM generate_series(1, ${providers}) AS n`;

/** Rows of about the size of a real course with its translations; every value follows from n, so each run has the same. */
const insertCourses = `
WITH given AS (SELECT array_agg(id ORDER BY name->'text'->>'en') AS ids FROM provider),
words AS (SELECT
  '{spectrum-management,cybersecurity,digital-inclusion,internet-of-things,e-waste,smart-cities}'::text[] AS topics,
  '{introductory,intermediate,advanced}'::text[] AS levels,
  '{online-instructor-led,face-to-face,blended,online-self-paced}'::text[] AS modalities)
INSERT INTO course (id, version, announcements, state, code, owning_unit, provider_ids, title, summary, description,
  learning_outcomes, audiences, entry_requirements, level, modality, topics, languages, workload_hours, assessment,
  credential, fee_terms, registration_type, coordinator_ids, links, title_marks, published_at, created_at, updated_at)
SELECT uuidv7(), 2, 1, 'published', 'GEN-' || lpad(n::text, 7, '0'), (ARRAY['BDT','BR','TSB','GS'])[1 + n % 4],
  ARRAY[ids[1 + n % ${providers}]],
  jsonb_build_object('original', 'en', 'text', jsonb_build_object(
    'en', 'Introduction to the management of networks and services, part ' || n,
    'fr', 'Introduction à la gestion des réseaux et des services, partie ' || n,
    'es', 'Introducción a la gestión de redes y servicios, parte ' || n,
    'ru', 'Введение в управление сетями и услугами, часть ' || n,
    'zh', '网络和服务管理导论，第' || n || '部分',
    'ar', 'مقدمة في إدارة الشبكات والخدمات، الجزء ' || n)),
  jsonb_build_object('original', 'en', 'text', jsonb_build_object(
    'en', 'What networks are made of, how their quality is measured and who decides about them, shown with cases from course ' || n || '.',
    'fr', 'De quoi les réseaux sont faits, comment leur qualité se mesure et qui en décide, avec les cas du cours ' || n || '.')),
  jsonb_build_object('original', 'en', 'text', jsonb_build_object(
    'en', repeat('The course works through real decisions of regulators and operators, step by step. ', 4) || n,
    'fr', repeat('Le cours suit pas à pas de vraies décisions de régulateurs et d''opérateurs. ', 4) || n)),
  jsonb_build_array(
    jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', 'Compare three ways of measuring quality')),
    jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', 'Draft a decision and defend it')),
    jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', 'Calculate the cost of two technologies'))),
  '{regulators,engineers}', NULL, levels[1 + n % 3], modalities[1 + n % 4], ARRAY[topics[1 + n % 6]],
  CASE WHEN n % 3 = 0 THEN '{en,fr}'::text[] ELSE '{en}'::text[] END, 8 + n % 40,
  jsonb_build_object('description', NULL, 'passMark', CASE WHEN n % 4 = 3 THEN 80 ELSE 70 END),
  'certificate', jsonb_build_object('kind', CASE WHEN n % 2 = 0 THEN 'free' ELSE 'paid' END, 'note', NULL), 'direct', '{}',
  jsonb_build_array(jsonb_build_object('rel', 'about', 'url', 'https://example.org/courses/' || n)),
  -- As many as six languages have; none of them is that of another course.
  ARRAY(SELECT ('x' || left(md5(n || ' ' || k), 16))::bit(64)::bigint FROM generate_series(1, 7) AS k),
  now(), now(), now()
  FROM given, words, generate_series($1::int, $2::int) AS n`;

const batch = 10_000;

/** What the rounds ask for. */
export interface Sample {
  readonly courseIds: readonly string[];
  readonly providerIds: readonly string[];
}

/** Fills the service's own, migrated tables, and leaves the database as one that has been in use: analysed, on disk. */
export async function generateCourses(url: string, courses: number, note: (text: string) => void): Promise<Sample> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(insertProviders);
    for (let from = 1; from <= courses; from += batch) {
      const to = Math.min(from + batch - 1, courses);
      await client.query(insertCourses, [from, to]);
      note(`${to} of ${courses}`);
    }
    await client.query('VACUUM ANALYZE course');
    await client.query('VACUUM ANALYZE provider');
    await client.query('CHECKPOINT');
    const ids = await client.query<{ id: string }>('SELECT id FROM course ORDER BY md5(code) LIMIT 20000');
    const given = await client.query<{ id: string }>('SELECT id FROM provider LIMIT 50');
    return { courseIds: ids.rows.map(({ id }) => id), providerIds: given.rows.map(({ id }) => id) };
  } finally {
    await client.end();
  }
}
