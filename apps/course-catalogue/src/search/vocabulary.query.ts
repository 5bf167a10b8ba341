import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import type { Question } from './question.js';
import { farApart } from './slips.js';
import { withoutArticle } from './stems.js';

/** Another word that a word of a question may stand for. */
export interface Alternative {
  /** The question's word. */
  readonly asked: string;
  readonly word: string;
  readonly stem: string;
  /** Whether the question's word is a part of it, or looks like it. */
  readonly kind: 'part' | 'similar';
}

interface Row extends Alternative {
  readonly known: boolean;
}

// Trigrams need three letters; of shorter words only beginnings are looked for. In a short word one slip spoils most
// trigrams, so those that begin alike are looked at as well. Whether a word is known is asked word by word: an EXISTS here
// would read all words at once. The bounds keep a question that is part of everything as
// cheap as any other.
const alternatives: Statement = {
  name: 'search-alternatives',
  text: `SELECT asked, found.*, coalesce((SELECT true FROM search_word WHERE word = asked LIMIT 1), false) AS known
      FROM unnest($1::text[]) AS asked CROSS JOIN LATERAL (
        (SELECT word, stem, 'part' AS kind FROM search_word
          WHERE char_length(asked) > 2 AND word LIKE '%' || asked || '%' AND word <> asked
          ORDER BY position(asked IN word), char_length(word), word LIMIT 60)
        UNION ALL
        (SELECT word, stem, 'part' AS kind FROM search_word
          WHERE char_length(asked) <= 2 AND word > asked AND word < asked || U&'\\+10FFFF'
          ORDER BY word LIMIT 60)
        UNION ALL
        (SELECT word, stem, 'similar' AS kind FROM search_word
          WHERE char_length(asked) > 3 AND word % asked
          ORDER BY similarity(word, asked) DESC, word LIMIT 30)
        UNION ALL
        (SELECT word, stem, 'similar' AS kind FROM search_word
          WHERE char_length(asked) BETWEEN 4 AND 7 AND word > left(asked, 2) AND word < left(asked, 2) || U&'\\+10FFFF'
            AND char_length(word) BETWEEN char_length(asked) - 1 AND char_length(asked) + 1
          ORDER BY word LIMIT 200)
      ) found`,
};

/** Finds the words that a question may have meant, among those that courses have. */
@Injectable()
export class VocabularyQuery {
  constructor(private readonly database: Database) {}

  /** The likeliest first. Only a word that no course has is taken for misspelt. */
  async alternatives({ words }: Question): Promise<Alternative[]> {
    const asked = new Map(words.filter(({ han }) => !han).map(({ word }) => [withoutArticle(word), word]));
    if (asked.size === 0) return [];
    const rows = await this.database.query<Row>(alternatives, [[...asked.keys()]]);
    const parts = rows.filter(({ kind }) => kind === 'part');
    return [...parts, ...[...asked.keys()].flatMap((word) => misspelt(word, rows))].map((row) => ({
      ...row,
      asked: asked.get(row.asked)!,
    }));
  }
}

/** The words at the smallest distance, if that is small enough for a word of this length. */
function misspelt(asked: string, rows: readonly Row[]): Alternative[] {
  const similar = rows
    .filter((row) => row.asked === asked && row.kind === 'similar' && !row.known)
    .map((row) => ({ row, far: farApart(asked, row.word) }));
  const nearest = Math.min(...similar.map(({ far }) => far));
  const allowed = asked.length < 6 ? 1 : 2;
  return nearest > allowed ? [] : similar.filter(({ far }) => far === nearest).map(({ row }) => row);
}
