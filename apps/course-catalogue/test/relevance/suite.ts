import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MultilingualText } from '@capdev/taxonomy';

const folder = import.meta.dirname;

/** The six languages that questions are judged in. */
export const judgedLanguages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const;
export type JudgedLanguage = (typeof judgedLanguages)[number];

type Texts = Readonly<Record<string, string>>;

/** A course written for judging. */
export interface JudgedCourse {
  readonly key: string;
  readonly original: string;
  readonly title: Texts;
  readonly summary?: Texts;
  readonly description?: Texts;
  readonly outcomes?: readonly Texts[];
  readonly topics: readonly string[];
  readonly level: string;
  readonly modality: string;
  readonly languages: readonly string[];
}

/** A question with its answers: course → 3 exactly that, 2 good, 1 touches on it. */
export interface JudgedQuestion {
  readonly question: string;
  readonly language: JudgedLanguage;
  /** What is special about it: typo, accent, article … */
  readonly kind: string;
  readonly answers: Readonly<Record<string, number>>;
}

function lines<Line>(name: string): Line[] {
  const text = readFileSync(join(folder, `${name}.jsonl`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

export function judgedCourses(): JudgedCourse[] {
  return judgedLanguages.flatMap((language) => lines<JudgedCourse>(`courses.${language}`));
}

export function judgedQuestions(): JudgedQuestion[] {
  return judgedLanguages.flatMap((language) => lines<JudgedQuestion>(`questions.${language}`));
}

/** The body that drafts a judged course. */
export function bodyOf(course: JudgedCourse, code: string, providerIds: readonly string[]): object {
  const { original, title, summary, description, outcomes = [], topics, level, modality, languages } = course;
  const text = (texts: Texts): MultilingualText => ({
    original: Object.hasOwn(texts, original) ? original : Object.keys(texts)[0]!,
    text: texts,
  });
  return {
    code,
    owningUnit: 'BDT',
    providerIds,
    title: text(title),
    ...(summary && { summary: text(summary) }),
    ...(description && { description: text(description) }),
    learningOutcomes: outcomes.map(text),
    ...{ topics, level, modality, languages },
  };
}

/** How well a way of searching answers the questions of one language. */
export interface Quality {
  /** The share of questions with a good answer (2 or 3) among the first five results. */
  readonly successAt5: number;
  /** Normalised discounted cumulative gain of the first ten results: 1 is the best order there is. */
  readonly ndcgAt10: number;
  /** The questions without a good answer among the first five. */
  readonly failed: readonly JudgedQuestion[];
}

/** @param ask the keys of the courses found, best first */
export async function qualityOf(
  questions: readonly JudgedQuestion[],
  ask: (question: JudgedQuestion) => Promise<readonly string[]>,
): Promise<Quality> {
  const failed: JudgedQuestion[] = [];
  let gain = 0;
  for (const question of questions) {
    const found = await ask(question);
    if (!found.slice(0, 5).some((key) => (question.answers[key] ?? 0) >= 2)) failed.push(question);
    gain += ndcgAt10(found, question.answers);
  }
  return { successAt5: 1 - failed.length / questions.length, ndcgAt10: gain / questions.length, failed };
}

/** Gains of 2^grade - 1, discounted by the logarithm of the place. */
export function ndcgAt10(found: readonly string[], answers: JudgedQuestion['answers']): number {
  const cumulated = (grades: readonly number[]): number =>
    grades.slice(0, 10).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
  const ideal = cumulated(Object.values(answers).toSorted((a, b) => b - a));
  return cumulated(found.map((key) => answers[key] ?? 0)) / ideal;
}
