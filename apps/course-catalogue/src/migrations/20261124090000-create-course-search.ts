import type { MigrationInterface, QueryRunner } from 'typeorm';

const facets = ['topic', 'level', 'modality', 'language', 'credential', 'fee', 'unit', 'provider', 'country'];

/** What of the published courses is searched; src/search keeps it. Filling it for courses published before: `reindex`. */
export class CreateCourseSearch1795510800000 implements MigrationInterface {
  readonly name = 'create-course-search-1795510800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    // A question reads the row of every course that it matches, so what it needs of them all is packed into one field
    // (src/search/hits.ts takes it apart); the same numbers by themselves are for narrowing down. The vector of all words only ranks a few: wherever it is long it stays outside
    // the row, and is not compressed.
    await runner.query(`
      CREATE TABLE course_search (
        course_id uuid PRIMARY KEY REFERENCES course (id),
        completeness smallint NOT NULL,
        packed bytea NOT NULL,
${facets.map((facet) => `        ${facet} integer NOT NULL,`).join('\n')}
        spoken text COLLATE "C" NOT NULL,
        registration datemultirange NOT NULL,
        runs datemultirange NOT NULL,
        published_at timestamptz NOT NULL,
        analysis smallint NOT NULL,
        title tsvector NOT NULL,
        words tsvector NOT NULL,
        shown json NOT NULL,
        filler text NOT NULL
      )`);
    await runner.query(`
      ALTER TABLE course_search ALTER COLUMN words SET STORAGE EXTERNAL, ALTER COLUMN shown SET STORAGE EXTERNAL,
        ALTER COLUMN title SET STORAGE MAIN, ALTER COLUMN packed SET STORAGE PLAIN, ALTER COLUMN filler SET STORAGE EXTERNAL,
        SET (toast_tuple_target = 512)`);
    await runner.query('CREATE INDEX course_search_words ON course_search USING gin (words)');
    await runner.query('CREATE INDEX course_search_analysis ON course_search (analysis)');
    // What courses are counted by, each value once: a code, or a set of codes with blanks between them.
    await runner.query(`
      CREATE TABLE search_value (
        number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        facet text COLLATE "C" NOT NULL,
        value text COLLATE "C" NOT NULL,
        UNIQUE (facet, value)
      )`);
    // For what is being typed: every place in a title where a word begins, with what follows.
    await runner.query(`
      CREATE TABLE course_title_start (
        course_id uuid NOT NULL,
        language text COLLATE "C" NOT NULL,
        place smallint NOT NULL,
        key text COLLATE "C" NOT NULL,
        PRIMARY KEY (course_id, language, place)
      )`);
    await runner.query('CREATE INDEX course_title_start_key ON course_title_start (key)');
    await runner.query('CREATE INDEX course_title_start_language_key ON course_title_start (language, key)');
    // For what is misspelt or only part of a word. Words stay when the last course that has them goes: whoever finds one
    // here asks the courses next.
    await runner.query(`
      CREATE TABLE search_word (
        word text COLLATE "C" NOT NULL,
        stem text COLLATE "C" NOT NULL,
        PRIMARY KEY (word, stem)
      )`);
    await runner.query('CREATE INDEX search_word_parts ON search_word USING gin (word gin_trgm_ops)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE course_search, search_value, course_title_start, search_word');
  }
}
