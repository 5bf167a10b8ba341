// The opponent of the search: what somebody would write who needs one language at a time and nothing but PostgreSQL's
// own text search. Fastify and pg, statements with names; no reading of misspelt words, no access checks, no validation,
// no logs, metrics or traces. Plain JavaScript, run by Node directly.
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify();

const configurations = { ar: 'arabic', zh: 'simple', en: 'english', fr: 'french', ru: 'russian', es: 'spanish' };

// Every match is fetched and ranked once, and counted four ways at once: of several ways this is the fastest. Sets are
// grouped as they are and taken apart afterwards, of which there are few.
const search = {
  name: 'bare-search',
  text: `WITH hit AS MATERIALIZED (
      SELECT course_id, ts_rank(vector, asked) AS rank, level, modality, topics, languages
        FROM bare_search, plainto_tsquery($1::regconfig, $2) AS asked WHERE vector @@ asked
    ), counted AS MATERIALIZED (
      SELECT grouping(level, modality, topics, languages) AS kind, level, modality, topics, languages, count(*)::int AS count
        FROM hit GROUP BY GROUPING SETS ((), (level), (modality), (topics), (languages))
    )
    SELECT (SELECT count FROM counted WHERE kind = 15) AS total,
      (SELECT coalesce(json_agg(found), '[]') FROM (
        SELECT id, version, state, code, owning_unit AS "owningUnit", provider_ids AS "providerIds", title, summary,
               course.level, course.modality, course.topics, course.languages, workload_hours AS "workloadHours",
               credential, fee_terms->>'kind' AS fee, updated_at AS "updatedAt"
          FROM (SELECT course_id, rank FROM hit ORDER BY rank DESC, course_id LIMIT $3) page
          JOIN course ON course.id = page.course_id ORDER BY rank DESC, course_id) found) AS items,
      (SELECT coalesce(json_agg(value), '[]') FROM (
        SELECT level AS code, count FROM counted WHERE kind = 7 AND level IS NOT NULL ORDER BY count DESC) value) AS level,
      (SELECT coalesce(json_agg(value), '[]') FROM (
        SELECT modality AS code, count FROM counted WHERE kind = 11 AND modality IS NOT NULL ORDER BY count DESC) value) AS modality,
      (SELECT coalesce(json_agg(value), '[]') FROM (
        SELECT code, sum(count)::int AS count FROM counted, unnest(topics) AS code WHERE kind = 13
         GROUP BY code ORDER BY count DESC) value) AS topic,
      (SELECT coalesce(json_agg(value), '[]') FROM (
        SELECT code, sum(count)::int AS count FROM counted, unnest(languages) AS code WHERE kind = 14
         GROUP BY code ORDER BY count DESC) value) AS language`,
};

server.get('/search', async (request) => {
  const reader = request.headers['accept-language'];
  const { q, limit = 20 } = request.query;
  const { rows } = await pool.query({ ...search, values: [configurations[reader] ?? 'simple', q, Number(limit)] });
  const { total, items, topic, level, modality, language } = rows[0];
  return {
    total,
    items: items.map((course) => ({
      ...course,
      title: say(course.title, reader),
      summary: say(course.summary, reader),
    })),
    facets: { topic, level, modality, language },
  };
});

// LIKE would have to be planned for each beginning anew.
const titles = {
  name: 'bare-titles',
  text: `SELECT title AS text, course_id AS "courseId", language FROM bare_title
          WHERE folded >= $1 AND folded < $2 ORDER BY folded LIMIT $3`,
};

server.get('/search/suggestions', async (request) => {
  const { q, limit = 8 } = request.query;
  const beginning = q.toLowerCase();
  const { rows } = await pool.query({ ...titles, values: [beginning, `${beginning}\u{10FFFF}`, Number(limit)] });
  return { items: rows };
});

/** The text in the reader's language, else in English, else the original. */
function say(text, language) {
  return text && (text.text[language] ?? text.text.en ?? text.text[text.original]);
}

await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.on('SIGTERM', () => process.exit(0));
