import pg from 'pg';

/** Which of PostgreSQL's text search configurations reads a language. */
export const configurations = {
  ar: 'arabic',
  zh: 'simple',
  en: 'english',
  fr: 'french',
  ru: 'russian',
  es: 'spanish',
} as const;
export type SearchedLanguage = keyof typeof configurations;

const weighted = (field: string, weight: string): string =>
  Object.entries(configurations)
    .map(
      ([language, name]) =>
        `setweight(to_tsvector('${name}', coalesce(${field.replaceAll('@', language)}, '')), '${weight}')`,
    )
    .join(' || ');

const vector = [
  weighted(`title->'text'->>'@'`, 'A'),
  weighted(`summary->'text'->>'@'`, 'B'),
  weighted(`description->'text'->>'@'`, 'C'),
  weighted(
    `(SELECT string_agg(outcome->'text'->>'@', ' ') FROM jsonb_array_elements(learning_outcomes) AS outcome)`,
    'C',
  ),
].join(' || ');

/**
 * What the opponent searches, as PostgreSQL's manual has it: for each text the dictionary of its own language, weights,
 * an index, and in the same narrow row everything that is counted. Titles for completing what is typed likewise.
 */
const statements = [
  'DROP TABLE IF EXISTS bare_search, bare_title',
  `CREATE TABLE bare_search (
    course_id uuid PRIMARY KEY,
    vector tsvector NOT NULL,
    level text COLLATE "C",
    modality text COLLATE "C",
    topics text[] NOT NULL,
    languages text[] NOT NULL
  )`,
  `INSERT INTO bare_search SELECT id, ${vector}, level, modality, topics, languages FROM course WHERE state = 'published'`,
  'CREATE INDEX ON bare_search USING gin (vector)',
  'CREATE TABLE bare_title (course_id uuid NOT NULL, language text NOT NULL, title text NOT NULL, folded text COLLATE "C" NOT NULL)',
  `INSERT INTO bare_title SELECT id, key, value, lower(value) FROM course, jsonb_each_text(title->'text') WHERE state = 'published'`,
  'CREATE INDEX ON bare_title (folded)',
];

/**
 * Makes the opponent's tables of what is published now.
 *
 * @param client of the superuser
 * @param bareUrl the opponent's own access, which must be able to read them
 * @returns the tables' names
 */
export async function fillBareTables(client: pg.Client, bareUrl: string): Promise<string[]> {
  for (const statement of statements) await client.query(statement);
  const names = ['bare_search', 'bare_title'];
  await client.query(`GRANT SELECT ON ${names.join(', ')} TO ${pg.escapeIdentifier(new URL(bareUrl).username)}`);
  return names;
}
