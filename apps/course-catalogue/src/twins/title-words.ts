import type { MultilingualText } from '@capdev/taxonomy';
import { stemsOf, withoutArticle } from '../search/stems.js';
import { isStopWord } from '../search/stop-words.js';
import { type Token, tokensOf } from '../search/tokens.js';

/** A word of a title as titles are compared: a Chinese character is a word. */
export interface TitleWord {
  readonly stem: string;
  /** Folded, and without the Arabic article: what a slip of the pen is looked for in. */
  readonly written: string;
  /** Whether another word in its place always makes another course: "5G", "II", a Chinese character. */
  readonly exact: boolean;
}

/** A course's title in one language, taken apart. */
export interface Title {
  /** Without script and region: pt-BR is compared with pt-PT. */
  readonly language: string;
  readonly text: string;
  /**
   * Stop words left out, where they do not number something: the "I" and "A" of "Part I" and "Part A", the parts of a code
   * such as "B12-Y".
   */
  readonly words: readonly TitleWord[];
  /** Everything run together: "cyber security" and "cybersecurity" are the same. */
  readonly runTogether: string;
}

/** The title in each of its languages, the original first. */
export function titlesOf({ original, text }: MultilingualText): Title[] {
  const languages = Object.keys(text).sort((a, b) => Number(b === original) - Number(a === original));
  return languages.map((language) => titleIn(language.split('-', 1)[0]!, text[language] ?? ''));
}

function titleIn(language: string, text: string): Title {
  const tokens = withSigns(tokensOf(text), text);
  // Of a written word with a digit in it every part numbers something, and none has endings.
  const codes = new Set(tokens.filter(({ word }) => digit.test(word)).map(({ group }) => group));
  const words: TitleWord[] = [];
  const telling: TitleWord[] = [];
  for (const { word, han, group } of tokens) {
    for (const one of han ? word : [word]) {
      const known = codes.has(group) ? codeWord(one) : knownWord(one, language);
      words.push(known);
      if (known.telling) telling.push(known);
    }
  }
  const last = words.at(-1);
  if (last?.written.length === 1 && telling.at(-1) !== last) telling.push(last);
  return {
    language,
    text,
    words: telling.length > 0 ? telling : words,
    runTogether: tokens.map(({ word }) => word).join(''),
  };
}

/** C, C# and C++ are three languages. */
function withSigns(tokens: Token[], text: string): Token[] {
  if (!/[+#]/.test(text)) return tokens;
  return tokens.map((token) => {
    const [signs = ''] = token.han ? [] : (/^[+#]+/.exec(text.slice(token.end, token.end + 4)) ?? []);
    return { ...token, word: token.word + signs };
  });
}

const digit = /\d/;
/** Up to 39; the letters of larger ones are also French articles. */
const romanNumeral = /^(?=[ivx])x{0,3}(ix|iv|v?i{0,3})$/;
const chineseNumeral = /^[一二三四五六七八九上下]$/;
const shortestMisspelt = 4;

interface KnownWord extends TitleWord {
  /** Whether it tells anything, wherever it stands. */
  readonly telling: boolean;
}

const codeWord = (word: string): KnownWord => ({ stem: word, written: word, exact: true, telling: true });

const known = new Map<string, KnownWord>();
const mostKnown = 50_000;

function knownWord(word: string, language: string): KnownWord {
  const key = `${language} ${word}`;
  const before = known.get(key);
  if (before) return before;
  const stem = stemsOf(word, language)[0] ?? word;
  const numeral = romanNumeral.test(word) || chineseNumeral.test(word);
  const made = {
    stem,
    written: withoutArticle(word),
    exact: numeral || stem.length < shortestMisspelt || /[^\p{L}]|\p{Script=Han}/u.test(word),
    telling: numeral || (word !== 'a' && !isStopWord(word, language)),
  };
  // Outside input must not grow the memory for ever.
  if (known.size >= mostKnown) known.clear();
  known.set(key, made);
  return made;
}
