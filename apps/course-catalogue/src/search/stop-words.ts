import { stopwords as arabic } from '@orama/stopwords/arabic';
import { stopwords as english } from '@orama/stopwords/english';
import { stopwords as french } from '@orama/stopwords/french';
import { stopwords as chinese } from '@orama/stopwords/mandarin';
import { stopwords as russian } from '@orama/stopwords/russian';
import { stopwords as spanish } from '@orama/stopwords/spanish';
import { fold } from './folding.js';
import { tokensOf } from './tokens.js';

const folded = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [fold(word), ...tokensOf(word).map((token) => token.word)]));

const byLanguage: Readonly<Record<string, ReadonlySet<string>>> = {
  ar: folded(arabic),
  zh: folded(chinese),
  en: folded(english),
  fr: folded([...french, 'plus', 'comment', 'tout', 'tous', 'entre', 'sans', 'dont', 'où', 'quel', 'quelle', 'quels']),
  ru: folded([...russian, 'для', 'при', 'об', 'это', 'или', 'также', 'свой', 'наш', 'ли']),
  es: folded([...spanish, 'hacia', 'cómo', 'cuál']),
};
const inAny = new Set(Object.values(byLanguage).flatMap((words) => [...words]));
/** The lists also hold words that a title may be about ("cosas" of "Internet de las cosas"): only short ones hold nothing else. */
const longestIndexedNever = 4;

// What people say around what they look for. In a catalogue of courses "course" tells nothing, and nobody writes "learn
// how to" in a title; but a title may have these words, so they are indexed and only weigh nothing in a question.
const around = folded(
  `course courses class classes training trainings learn learning study find looking want need know teach teaches
   cours formation formations apprendre cherche veux voudrais trouver suivre
   curso cursos formación capacitación aprender busco quiero quisiera encontrar necesito
   курс курсы курса курсов обучение обучения научиться учиться узнать хочу нужен нужны найти ищу
   دورة دورات الدورة تدريب تدريبية تعلم أريد ابحث أبحث كيف أتعلم
   课程 培训 学习 想学 我想 寻找 哪些 如何 怎样 怎么 关于`.split(/\s+/),
);

/** Whether a text's own language has the word only to hold others together: then it is not indexed. */
export function isStopWord(word: string, language: string): boolean {
  return word.length <= longestIndexedNever && (byLanguage[language]?.has(word) ?? false);
}

/** Whether a question's word says nothing of what is looked for, in whichever language it was meant. */
export function saysNothing(word: string): boolean {
  return inAny.has(word) || around.has(word);
}
