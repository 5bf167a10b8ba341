import { describe, expect, it } from '@jest/globals';
import { differenceOf } from './exact-facets.js';
import { matchRows, spreadOf } from './match-table.js';
import { prefixes, questions } from './questions.js';
import { type Matches, requireWholeAnswer, shareFound } from './same-hits.js';

const match = (about: Partial<Matches>): Matches => ({ language: 'en', q: 'network', service: 5, bare: 4, ...about });

describe('comparing what two servers find', () => {
  it('tells the share of the other’s courses that the service finds, over all questions', () => {
    expect(shareFound([match({ bare: 3, missing: ['a'] }), match({ bare: 7, missing: [] })])).toBeCloseTo(0.9);
  });

  it('is refused when nothing was found, or when what was found was not looked for', () => {
    expect(() => shareFound([match({ bare: 0, missing: [] })])).toThrow(/says nothing/);
    expect(() => shareFound([match({ bare: 3 })])).toThrow(/says nothing/);
  });

  it('names the value that is counted wrongly, too few, too many or not at all', () => {
    const said = [
      { code: 'advanced', count: 2 },
      { code: 'introductory', count: 1 },
    ];
    expect(differenceOf(said, said.toReversed())).toBeUndefined();
    expect(differenceOf(said, [said[0]!, { code: 'introductory', count: 3 }])).toMatch(/1 of introductory.*3/);
    expect(differenceOf(said, [said[0]!])).toMatch(/1 of introductory.*0/);
    expect(differenceOf([said[0]!], said)).toMatch(/0 of introductory.*1/);
  });

  it('is refused when an answer lacks a facet or a course', () => {
    const facets = { topic: [], level: [], modality: [], language: [] };
    const items = [{ id: '1', code: 'A' }];
    expect(() => requireWholeAnswer(match({}), { total: 1, items, next: null, facets }, 20)).not.toThrow();
    expect(() => requireWholeAnswer(match({}), { total: 2, items, next: null, facets }, 20)).toThrow(/lacks/);
    const { topic, ...three } = facets;
    expect(topic).toEqual([]);
    expect(() => requireWholeAnswer(match({}), { total: 1, items, next: null, facets: three }, 20)).toThrow(/lacks/);
  });

  it('shows an example of what is not found', () => {
    const rows = matchRows([[match({ missing: ['an-id'] })], [match({ service: 50, bare: 40 })]]);
    expect(rows).toEqual([['en', 'network', '5', '4 (1 not found, such as an-id)', '50', '40']]);
  });

  it('shows how far questions differ', () => {
    expect(spreadOf([1, 9, 2].map((service) => match({ service, bare: 2 * service })))).toMatch(
      /^1, 2 and 9 for the service, 2, 4 and 18 /,
    );
  });
});

describe('what is asked', () => {
  it('is about thirty questions and sixty beginnings, of all languages alike and none twice', () => {
    for (const [list, least] of [
      [questions, 30],
      [prefixes(), 55],
    ] as const) {
      expect(list.length).toBeGreaterThanOrEqual(least);
      expect(new Set(list.map(({ language, q }) => `${language} ${q}`)).size).toBe(list.length);
      for (const language of ['ar', 'zh', 'en', 'fr', 'ru', 'es'])
        expect(list.filter((one) => one.language === language).length / list.length).toBeGreaterThan(0.12);
    }
  });

  it('has beginnings of one to eight characters', () => {
    const lengths = prefixes().map(({ q }) => [...q].length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 8]);
  });
});
