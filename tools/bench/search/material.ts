import { countries } from '@capdev/taxonomy';
import {
  type JudgedCourse,
  judgedCourses,
  type JudgedLanguage,
  judgedLanguages,
} from '../../../apps/course-catalogue/test/relevance/suite.js';

/** What courses are put together from in one language. */
export interface Material {
  /** Courses with a title in the language; in a fixed order that has nothing to do with their subjects. */
  readonly courses: readonly JudgedCourse[];
  readonly titleWords: readonly string[];
  readonly summaries: readonly string[];
  readonly sentences: readonly string[];
  readonly outcomes: readonly string[];
  readonly places: readonly string[];
  readonly syllables: readonly string[];
}

/** Names of places and projects: most words of a catalogue stand in very few records. */
const syllables: Readonly<Record<JudgedLanguage, string>> = {
  ar: 'با تو جي دار رام زين سال شان طار عمر فان قاس كام لين ماز نور هاد وال يام ثري',
  zh: '安 宝 昌 德 丰 国 海 嘉 康 兰 明 宁 庆 瑞 盛 泰 万 祥 雅 泽',
  en: 'al ber cor dun ek fal gar hol in jas kel lor mar nor os pel ran sil tor ul vin wes yar zan',
  fr: 'au bel cha dou er fon gau hel im jou lan mon nor oi pra rou sel tre ur vau',
  ru: 'ба вел гор дан ев жар зим ин кол лаз мор нов ор пет рас сол тур ус хан чер',
  es: 'al bar cas del es fue gua her il jar lon mer nav or pal que rio sol tor val',
};

const titleWord = /[\p{L}\p{M}]{4,}/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function wordsOf(title: string, language: JudgedLanguage): string[] {
  if (language !== 'zh') return title.match(titleWord) ?? [];
  return [...segmenter.segment(title)].flatMap(({ segment, isWordLike }) =>
    isWordLike && segment.length > 1 ? [segment] : [],
  );
}

const sentence = /[^.。؟?!]+[.。؟?!]+/gu;

export function readMaterial(): Readonly<Record<JudgedLanguage, Material>> {
  const all = judgedCourses().toSorted((a, b) => (mixed(a.key) < mixed(b.key) ? -1 : 1));
  return Object.fromEntries(judgedLanguages.map((language) => [language, materialIn(language, all)])) as Record<
    JudgedLanguage,
    Material
  >;
}

function materialIn(language: JudgedLanguage, all: readonly JudgedCourse[]): Material {
  const texts = (of: (course: JudgedCourse) => readonly (Readonly<Record<string, string>> | undefined)[]): string[] =>
    all.flatMap((course) => of(course).flatMap((text) => text?.[language] ?? []));
  return {
    courses: all.filter(({ title }) => title[language] !== undefined),
    titleWords: [...new Set(texts(({ title }) => [title]).flatMap((title) => wordsOf(title, language)))],
    summaries: texts(({ summary }) => [summary]),
    sentences: texts(({ description }) => [description]).flatMap((text) =>
      (text.match(sentence) ?? [text]).map((part) => part.trim()),
    ),
    outcomes: texts(({ outcomes = [] }) => outcomes),
    places: countries.codes.map((code) => countries.label(code, language)),
    syllables: syllables[language].split(' '),
  };
}

/** A fixed order without meaning: that of the keys read as numbers and mixed. */
function mixed(key: string): number {
  let hash = 2_166_136_261;
  for (const character of key) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return hash;
}
