import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import { type LanguagePreference, servedIn } from '@capdev/service-kit';
import { typed } from './course-entry.js';
import { escaped, marked } from './highlight.js';
import type { Suggestion, SuggestionList, SuggestionsQuery } from './suggestions.dto.js';
import { tokensOf } from './tokens.js';

interface Row {
  readonly courseId: string;
  readonly language: string;
  readonly text: string;
}

// Titles of the reader's language first, each list in the order of the index and no further than it takes: a beginning
// that a third of all titles have costs no more than a rare one. The same title in the other list is left out later.
const starting: Statement = {
  name: 'search-suggestions',
  text: `SELECT start.course_id AS "courseId", start.language,
      course.title->'text'->>start.language AS text FROM (
      SELECT * FROM (
        (SELECT 0 AS turn, course_id, language, place, key FROM course_title_start
          WHERE language = $1 AND key >= $2 AND key < $3 ORDER BY key LIMIT $4)
        UNION ALL
        (SELECT 1, course_id, language, place, key FROM course_title_start
          WHERE key >= $2 AND key < $3 ORDER BY key LIMIT $4)
      ) found ORDER BY turn, place > 0, key LIMIT $4
    ) start JOIN course ON course.id = start.course_id ORDER BY turn, place > 0, key`,
};

/** After every text that begins like this one. */
const end = '\u{10FFFF}';

/** Completes what is being typed to titles of courses. */
@Injectable()
export class CourseSuggestions {
  constructor(private readonly database: Database) {}

  async suggest({ q, limit }: SuggestionsQuery, languages: LanguagePreference): Promise<SuggestionList> {
    const beginning = beginningOf(q);
    if (beginning === '') return { items: [] };
    const preferred = (languages === '*' ? undefined : languages[0]?.split('-', 1)[0]) ?? '';
    const rows = await this.database.query<Row>(starting, [preferred, beginning, beginning + end, limit * 2]);
    const items = new Map<string, Suggestion>();
    for (const { courseId, language, text } of rows) {
      if (items.size === limit) break;
      if (!items.has(text)) items.set(text, { text, courseId, language, highlight: highlightOf(text, beginning) });
    }
    const shown = [...items.values()];
    return servedIn({ items: shown }, new Set(shown.map(({ language }) => language)));
  }
}

/** A blank at the end says that the last word is complete. */
function beginningOf(q: string): string {
  const words = typed(q);
  return words !== '' && /\s$/.test(q) && !/\p{Script=Han}$/u.test(words) ? `${words} ` : words;
}

/** The words that were typed, the last one as far as it was. */
function highlightOf(text: string, beginning: string): string {
  const words = tokensOf(text);
  const wanted = beginning.trim();
  for (const [at, { start, word, han }] of words.entries()) {
    const within = han ? word.indexOf(wanted) : word.endsWith(wanted) ? word.length - wanted.length : 0;
    const rest = words.slice(at);
    const joined = [word.slice(Math.max(0, within)), ...rest.slice(1).map((token) => token.word)].join(' ');
    if (!joined.startsWith(wanted)) continue;
    const last = rest[wanted.split(' ').length - 1] ?? rest[0]!;
    const to = han && last === rest[0] ? start + within + wanted.length : last.end;
    return marked(text, [[han ? start + within : start, to]]);
  }
  return escaped(text);
}
