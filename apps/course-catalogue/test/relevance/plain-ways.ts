import type { JudgedQuestion } from './suite.js';

/** A connection of any kind that can ask PostgreSQL. */
export type Sql = (text: string, values?: readonly unknown[]) => Promise<{ code: string }[]>;

const configurations: Readonly<Record<string, string>> = {
  ar: 'arabic',
  zh: 'simple',
  en: 'english',
  fr: 'french',
  ru: 'russian',
  es: 'spanish',
};

// For each text its own language's dictionary, and weights as one would give them: titles most, then summaries.
const vectorOf = (field: string, weight: string): string => `
  (SELECT coalesce(string_agg(setweight(to_tsvector(CASE key ${Object.entries(configurations)
    .map(([language, name]) => `WHEN '${language}' THEN '${name}'::regconfig`)
    .join(' ')} ELSE 'simple' END, value), '${weight}')::text, ' '), '') FROM jsonb_each_text(${field}))::tsvector`;

/**
 * What the search is measured against: what PostgreSQL finds by itself, with one weighted vector of every text in its own
 * language, and what a search for a part of the text finds. Both over titles, summaries and descriptions.
 */
export async function preparePlainWays(sql: Sql): Promise<void> {
  await sql(`
    CREATE TEMPORARY TABLE plain AS
    SELECT code, ${vectorOf(`title->'text'`, 'A')} || ${vectorOf(`coalesce(summary->'text', '{}')`, 'B')}
             || ${vectorOf(`coalesce(description->'text', '{}')`, 'C')} AS vector,
           array_to_string(ARRAY(SELECT value FROM jsonb_each_text(title->'text')), chr(10)) AS title,
           array_to_string(ARRAY(SELECT value FROM jsonb_each_text(coalesce(summary->'text', '{}'))), chr(10)) AS summary,
           array_to_string(ARRAY(SELECT value FROM jsonb_each_text(coalesce(description->'text', '{}'))), chr(10)) AS description
      FROM course WHERE state = 'published'`);
}

/** The codes of the courses that plain full text finds, best first. */
export async function plainFullText(sql: Sql, { question, language }: JudgedQuestion): Promise<string[]> {
  const rows = await sql(
    `SELECT code FROM plain, plainto_tsquery($2::regconfig, $1) AS asked WHERE vector @@ asked
      ORDER BY ts_rank(vector, asked) DESC, code LIMIT 10`,
    [question, configurations[language]],
  );
  return rows.map(({ code }) => code);
}

/** The codes of the courses whose text has the question in it, titles first. */
export async function plainSubstring(sql: Sql, { question }: JudgedQuestion): Promise<string[]> {
  const rows = await sql(
    `SELECT code FROM plain, (SELECT '%' || replace(replace($1, '%', '\\%'), '_', '\\_') || '%') AS asked (part)
      WHERE title ILIKE part OR summary ILIKE part OR description ILIKE part
      ORDER BY title ILIKE part DESC, summary ILIKE part DESC, code LIMIT 10`,
    [question],
  );
  return rows.map(({ code }) => code);
}
