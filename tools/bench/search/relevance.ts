import pg from 'pg';
import {
  plainFullText,
  plainSubstring,
  preparePlainWays,
  type Sql,
} from '../../../apps/course-catalogue/test/relevance/plain-ways.js';
import {
  bodyOf,
  judgedCourses,
  type JudgedLanguage,
  judgedLanguages,
  judgedQuestions,
  type Quality,
  qualityOf,
} from '../../../apps/course-catalogue/test/relevance/suite.js';
import { type Measured, qualityFigure } from '../figures.js';
import type { Rig } from '../rig.js';
import { search } from './asking.js';

/** How well each way answers the questions of one language. */
export interface Answered {
  readonly language: JudgedLanguage;
  readonly questions: number;
  readonly service: Quality;
  readonly fullText: Quality;
  readonly substring: Quality;
}

const leastSuccess = 0.9;

/** Publishes the judged courses as anybody would, through the service. */
export async function publishJudgedCourses({ token }: Rig, url: string): Promise<void> {
  const post = async (path: string, body?: object): Promise<{ id: string }> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : { 'if-match': '"1"' }),
    };
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  };
  // A provider for each language: some courses are translations of each other, and would be taken for one.
  const providers = new Map<string, string>();
  for (const language of judgedLanguages) {
    const name = { original: 'en', text: { en: `Centre ${language}` } };
    providers.set(language, (await post('/providers', { kind: 'centre', name })).id);
  }
  for (const course of judgedCourses()) {
    const { id } = await post('/courses', bodyOf(course, course.key.toUpperCase(), [providers.get(course.original)!]));
    await post(`/courses/${id}/publication`);
  }
}

/** Puts every judged question to the service and to what PostgreSQL has by itself, over the same courses. */
export async function answerJudgedQuestions(adminUrl: string, url: string): Promise<Answered[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const sql: Sql = async (text, values = []) => (await client.query<{ code: string }>(text, [...values])).rows;
    await preparePlainWays(sql);
    const keys = (codes: readonly string[]): string[] => codes.map((code) => code.toLowerCase());
    const all: Answered[] = [];
    for (const language of judgedLanguages) {
      const questions = judgedQuestions().filter((question) => question.language === language);
      all.push({
        language,
        questions: questions.length,
        service: await qualityOf(questions, async ({ question }) => {
          const { items } = await search(url, language, { q: question, limit: '10' });
          return keys(items.map(({ code }) => code));
        }),
        fullText: await qualityOf(questions, async (question) => keys(await plainFullText(sql, question))),
        substring: await qualityOf(questions, async (question) => keys(await plainSubstring(sql, question))),
      });
    }
    return all;
  } finally {
    await client.end();
  }
}

export const relevanceHeadings = [
  'language',
  'questions',
  'success at 5: service',
  'full text',
  'substring',
  'nDCG at 10: service',
  'full text',
  'substring',
];

export function relevanceRows(answered: readonly Answered[]): string[][] {
  return answered.map(({ language, questions, service, fullText, substring }) => [
    language,
    String(questions),
    ...[service, fullText, substring].map(({ successAt5 }) => successAt5.toFixed(3)),
    ...[service, fullText, substring].map(({ ndcgAt10 }) => ndcgAt10.toFixed(3)),
  ]);
}

export function relevanceFigures(answered: readonly Answered[]): Measured[] {
  return answered.flatMap(({ language, service, fullText, substring }) => {
    const figure = (name: string, of: (quality: Quality) => number, least?: number): Measured =>
      qualityFigure(`${name}, ${language}`, of(service), [of(fullText), of(substring)], least);
    return [
      figure('success at 5', ({ successAt5 }) => successAt5, leastSuccess),
      figure('nDCG at 10', ({ ndcgAt10 }) => ndcgAt10),
    ];
  });
}
