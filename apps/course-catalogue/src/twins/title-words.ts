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
  /** Stop words left out. */
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
  const tokens = tokensOf(text).map((token) => ({ ...token, word: token.word + signs(text, token) }));
  const words = tokens.flatMap(({ word, han }) => (han ? [...word] : [word]));
  const telling = words.filter((word, at) => tellsApart(word, at === words.length - 1) || !saysLittle(word, language));
  return {
    language,
    text,
    words: (telling.length > 0 ? telling : words).map((word) => titleWord(word, language)),
    runTogether: tokens.map(({ word }) => word).join(''),
  };
}

/** Numbers of parts, which are also small words in some language. The "A" of "Part A" ends the title. */
function tellsApart(word: string, last: boolean): boolean {
  return romanNumeral.test(word) || /^[一二三四五六七八九上下]$/.test(word) || (last && word === 'a');
}

const saysLittle = (word: string, language: string): boolean => word === 'a' || isStopWord(word, language);

/** C, C# and C++ are three languages. */
function signs(text: string, { end, han }: Token): string {
  return han ? '' : (/^[+#]+/.exec(text.slice(end, end + 4))?.[0] ?? '');
}

/** Up to 39; the letters of larger ones are also French articles. */
const romanNumeral = /^(?=[ivx])x{0,3}(ix|iv|v?i{0,3})$/;
const shortestMisspelt = 4;

function titleWord(word: string, language: string): TitleWord {
  const stem = stemsOf(word, language)[0] ?? word;
  const exact = stem.length < shortestMisspelt || /[^\p{L}]|\p{Script=Han}/u.test(word) || romanNumeral.test(word);
  return { stem, written: withoutArticle(word), exact };
}
