import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp } from './support/catalogue-app.js';

const patienceMs = 2_000;

describe('questions that nobody should ask', () => {
  let catalogue: CatalogueApp;

  const ask = async (parameters: Record<string, string>): Promise<Answer> => {
    const began = performance.now();
    const answer = await catalogue.get(`/search?${new URLSearchParams(parameters)}`);
    // Generous on a busy machine: it only tells a bounded answer from one that grows with the question.
    expect(performance.now() - began).toBeLessThan(patienceMs);
    return answer;
  };

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    const given = new Given(catalogue);
    for (let n = 0; n < 20; n += 1)
      await given.published({ code: `BAD-${n}`, title: inEnglish(`Carpentry for beginners, part ${n}`) });
  });
  afterAll(() => catalogue.close());

  it.each([
    ['10,000 characters', { q: 'carpentry '.repeat(1_000) }, 'q', 'at most 500 characters'],
    ['a filter that is SQL', { topic: "cybersecurity') OR 1=1 --" }, 'topic', 'must be a code of the list topics'],
    ['a provider that is none', { provider: '1 OR 1=1' }, 'provider', 'must be an identifier'],
    [
      'a facet that is SQL',
      { facets: 'topic,level); DROP TABLE course; --' },
      'facets',
      'must be one of: topic, level',
    ],
    ['a facet called like a member of every object', { facets: 'constructor' }, 'facets', 'must be one of'],
    ['an order that is SQL', { order: 'title; DROP TABLE course' }, 'order', 'must be one of: relevance'],
    ['a unit that is SQL', { unit: "BDT' OR ''='" }, 'unit', 'must be a unit'],
    ['a day that is none', { from: '2027-02-30' }, 'from', 'must be a day that exists'],
    [
      'a thousand values',
      { language: Array.from({ length: 1_000 }, (_, n) => `x-${n}`).join(',') },
      'language',
      'at most 50 values',
    ],
    ['a filter nobody knows', { colour: 'red' }, 'colour', ''],
    ['a cursor that somebody made up', { after: 'eyJhIjoxfQ' }, 'after', 'Not a cursor of this list'],
    ['too large a page', { limit: '101' }, 'limit', 'from 1 to 100'],
  ])('%s: one problem that names the parameter', async (_, parameters, pointer, detail) => {
    const { status, headers, body } = await ask(parameters as Record<string, string>);
    expect([status, headers['content-type']]).toEqual([400, expect.stringContaining('application/problem+json')]);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
  });

  it('a parameter given twice means any of its values, like one with commas', async () => {
    const twice = await catalogue.get('/search?level=advanced&level=introductory');
    const once = await ask({ level: 'advanced,introductory' });
    expect([twice.status, twice.body.total]).toEqual([200, once.body.total]);
  });

  it('only punctuation holds no word: every course, and nothing claimed to be understood', async () => {
    const { status, body } = await ask({ q: '?!… ---- ()[]{} \'"\\ % _ & | ! :* <-> 。，！' });
    expect([status, body.total, body.understood]).toEqual([200, 20, null]);
  });

  it('200 words: the eight longest are looked for, the others named', async () => {
    const words = Array.from({ length: 199 }, (_, n) => `zz${n.toString(36)}`);
    const question = [...words.slice(0, 90), 'carpentry'].join(' ');
    const { status, body } = await ask({ q: question });
    expect([status, body.understood.words.length, body.understood.ignored.length]).toEqual([200, 8, 83]);
    expect(body.total).toBe(20);
    expect((await ask({ q: words.join(' ') })).status).toBe(400);
  });

  it.each([
    ['a regular expression that never ends', '(a+)+$ ((((((((((.*)*)*)*)*)*)*)*)*)*'],
    ['the query language of the database', "carpentry' & !beginners | <-> :* \\ ''"],
    ['wild cards', '%%%%%%%%% carpentr_ %'],
    ['one word of 500 letters', 'a'.repeat(500)],
    ['letters with a thousand accents', `c${'\u0301'.repeat(490)}`],
    ['invisible characters alone', '\u200b\u200d\u2060\ufeff\u00ad'],
    ['a lone surrogate', 'carpentry \ud800'],
    ['a NUL', 'carpentry\u0000'],
    ['emoji', '🪚🪵 carpentry'],
    ['500 Chinese characters', '频'.repeat(500)],
    ['words of every object', 'constructor __proto__ toString'],
  ])('%s: an answer like any other', async (_, q) => {
    const { status, body } = await ask({ q });
    expect([status, typeof body.total]).toEqual([200, 'number']);
    if (/carpentry/.test(q)) expect(body.total).toBe(20);
  });
});
