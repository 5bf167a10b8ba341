import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { plainFullText, plainSubstring, preparePlainWays, type Sql } from './relevance/plain-ways.js';
import { bodyOf, judgedCourses, judgedLanguages, judgedQuestions, qualityOf } from './relevance/suite.js';
import { Given } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';

describe('the judged questions', () => {
  let catalogue: CatalogueApp;
  let client: PoolClient;
  let sql: Sql;

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    const given = new Given(catalogue);
    // A provider for each language: some courses are translations of each other, and would be taken for one.
    const providers = new Map<string, string>();
    for (const course of judgedCourses()) {
      const providerId = providers.get(course.original) ?? ((await given.provider()).id as string);
      providers.set(course.original, providerId);
      const { id } = await given.draft(bodyOf(course, course.key.toUpperCase(), [providerId]));
      const { status, text } = await catalogue.post(`/courses/${id}/publication`, undefined, { ifMatch: 1 });
      if (status !== 200) throw new Error(`${course.key}: ${text}`);
    }
    client = await catalogue.database.pool.connect();
    sql = async (text, values = []) => (await client.query<{ code: string }>(text, [...values])).rows;
    await preparePlainWays(sql);
  });
  afterAll(async () => {
    client.release();
    await catalogue.close();
  });

  const keys = (codes: readonly string[]): string[] => codes.map((code) => code.toLowerCase());

  it('are at least 120, over at least 300 courses, at least 20 in each language', () => {
    expect(judgedCourses().length).toBeGreaterThanOrEqual(300);
    expect(judgedQuestions().length).toBeGreaterThanOrEqual(120);
    for (const language of judgedLanguages)
      expect(judgedQuestions().filter((question) => question.language === language).length).toBeGreaterThanOrEqual(20);
  });

  it.each(judgedLanguages)(
    'have a good answer among the first five, better than by plain means: %s',
    async (language) => {
      const questions = judgedQuestions().filter((question) => question.language === language);
      const ours = await qualityOf(questions, async ({ question }) => {
        const { body } = await catalogue.get(`/search?limit=10&facets=none&q=${encodeURIComponent(question)}`, {
          headers: { 'accept-language': language },
        });
        return keys(body.items.map(({ code }: { code: string }) => code));
      });
      const plain = [
        await qualityOf(questions, async (question) => keys(await plainFullText(sql, question))),
        await qualityOf(questions, async (question) => keys(await plainSubstring(sql, question))),
      ];
      expect(ours.successAt5).toBeGreaterThanOrEqual(0.9);
      for (const way of plain) {
        expect(ours.successAt5).toBeGreaterThanOrEqual(way.successAt5);
        expect(ours.ndcgAt10).toBeGreaterThanOrEqual(way.ndcgAt10);
      }
    },
  );
});
