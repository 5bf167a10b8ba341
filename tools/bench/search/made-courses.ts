import type { JudgedCourse, JudgedLanguage } from '../../../apps/course-catalogue/test/relevance/suite.js';
import { Chance } from '../chance.js';
import type { Material } from './material.js';

type Text = { readonly original: string; readonly text: Readonly<Record<string, string>> };

/** A course for measuring with; the names are those of the table's columns. */
export interface MadeCourse {
  readonly id: string;
  readonly code: string;
  readonly owning_unit: string;
  /** Of the providers in the order of their names. */
  readonly provider: number;
  readonly title: Text;
  readonly summary: Text;
  readonly description: Text;
  readonly learning_outcomes: readonly Text[];
  readonly level: string;
  readonly modality: string;
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  readonly workload_hours: number;
  readonly credential: string;
  readonly fee: string;
  /** Days of its offerings, counted from a fixed day. */
  readonly offerings: readonly number[];
}

export const madeProviders = 200;

const originals = { en: 40, fr: 20, es: 15, zh: 9, ar: 8, ru: 8 };
const levels = { introductory: 40, intermediate: 45, advanced: 15 };
const modalities = { 'online-self-paced': 35, 'online-instructor-led': 30, blended: 15, 'face-to-face': 20 };

/** How a title says that it is one of several: the course, what else it is about, where and when. */
const titles: Readonly<Record<JudgedLanguage, (title: string, word: string, place: string, year: number) => string>> = {
  ar: (title, word, place, year) => `${title}: ${word}، ${place} ${year}`,
  zh: (title, word, place, year) => `${title}：${word}（${place}${year}年）`,
  en: (title, word, place, year) => `${title}: ${word}, ${place} ${year}`,
  fr: (title, word, place, year) => `${title} : ${word}, ${place} ${year}`,
  ru: (title, word, place, year) => `${title}: ${word}, ${place} ${year}`,
  es: (title, word, place, year) => `${title}: ${word}, ${place} ${year}`,
};

/**
 * The course with this number. Everything follows from the number. Some subjects, sentences and words are in very many
 * courses and most in few, as in a real catalogue.
 */
export function madeCourse(number: number, material: Readonly<Record<JudgedLanguage, Material>>): MadeCourse {
  const chance = new Chance(number);
  const original = chance.weighed(originals);
  const about = chance.early(material[original].courses);
  const other = chance.happens(0.5) ? chance.weighed(originals) : original;
  const languages = [...new Set([original, other])];
  const facts = { place: chance.below(material.en.places.length), year: 2015 + chance.below(16) };
  const inEach = (say: (language: JudgedLanguage) => string): Text => ({
    original,
    text: Object.fromEntries(languages.map((language) => [language, say(language)])),
  });
  return {
    id: `019b0000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    code: `MADE-${String(number).padStart(6, '0')}`,
    owning_unit: chance.weighed({ BDT: 6, BR: 2, TSB: 1, GS: 1 }),
    provider: chance.below(madeProviders),
    title: inEach((language) => titleIn(language, about, facts, material[language], chance)),
    summary: inEach((language) => chance.early(material[language].summaries)),
    description: inEach((language) => descriptionIn(language, facts.place, material[language], chance)),
    learning_outcomes: [0, 1].map(() => inEach((language) => chance.early(material[language].outcomes))),
    level: chance.weighed(levels),
    modality: chance.weighed(modalities),
    topics: topicsOf(about, chance.early(material[original].courses), chance),
    languages,
    workload_hours: 2 + chance.below(60),
    credential: chance.weighed({ certificate: 60, badge: 20, none: 20 }),
    fee: chance.weighed({ free: 70, paid: 30 }),
    offerings: chance.happens(0.3) ? [0, 1].slice(chance.below(2)).map(() => chance.below(400)) : [],
  };
}

interface Facts {
  readonly place: number;
  readonly year: number;
}

function titleIn(
  language: JudgedLanguage,
  about: JudgedCourse,
  { place, year }: Facts,
  { courses, titleWords, places }: Material,
  chance: Chance,
): string {
  // Few courses have a title in many languages; for the others another course on the same topic stands in.
  const same = courses.filter(({ topics }) => topics[0] === about.topics[0]);
  const title = about.title[language] ?? chance.early(same.length > 0 ? same : courses).title[language]!;
  return titles[language](title, chance.early(titleWords), places[place]!, year);
}

function descriptionIn(
  language: JudgedLanguage,
  place: number,
  { sentences, places, syllables }: Material,
  chance: Chance,
): string {
  const name = [0, 1, 2].map(() => chance.any(syllables)).join('');
  const written = name[0]!.toUpperCase() + name.slice(1);
  const chosen = [0, 1, 2].slice(chance.below(2)).map(() => chance.early(sentences));
  const gap = language === 'zh' ? '' : ' ';
  return [...chosen, language === 'zh' ? `${written}（${places[place]}）。` : `${written} (${places[place]}).`].join(
    gap,
  );
}

function topicsOf(about: JudgedCourse, second: JudgedCourse, chance: Chance): string[] {
  const topics = chance.happens(0.2) ? [...about.topics, ...second.topics] : about.topics;
  return [...new Set(topics)].slice(0, 2);
}
