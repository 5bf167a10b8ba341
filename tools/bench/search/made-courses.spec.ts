import { describe, expect, it } from '@jest/globals';
import { Chance } from '../chance.js';
import { madeCourse } from './made-courses.js';
import { readMaterial } from './material.js';

const material = readMaterial();
const numbers = Array.from({ length: 3_000 }, (_, at) => at + 1);
const made = numbers.map((number) => madeCourse(number, material));

describe('made courses', () => {
  it('are the same in every run', () => {
    expect(madeCourse(42, readMaterial())).toEqual(made[41]);
  });

  it('have titles of their own, nearly all of them', () => {
    const titles = new Set(made.map(({ title }) => title.text[title.original]));
    expect(titles.size).toBeGreaterThan(2_900);
  });

  it('are in about one and a half of the six languages', () => {
    const languages = made.flatMap(({ title }) => Object.keys(title.text));
    expect(languages.length / made.length).toBeGreaterThan(1.3);
    expect(languages.length / made.length).toBeLessThan(1.6);
    expect(new Set(languages)).toEqual(new Set(['ar', 'zh', 'en', 'fr', 'ru', 'es']));
  });

  it('share few words often and most words seldom', () => {
    const counts = new Map<string, number>();
    for (const { description } of made) {
      const words = new Set((description.text.en ?? '').toLowerCase().match(/\p{L}+/gu));
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[20]!).toBeGreaterThan(200);
    expect(sorted[Math.floor(sorted.length / 2)]!).toBeLessThan(5);
  });

  it('have one or two topics', () => {
    expect(new Set(made.map(({ topics }) => topics.length))).toEqual(new Set([1, 2]));
  });
});

describe('chance', () => {
  it('takes early values more often, and sometimes the last', () => {
    const chance = new Chance(7);
    const taken = Array.from({ length: 10_000 }, () => chance.early(['a', 'b', 'c', 'd']));
    const share = (value: string): number => taken.filter((one) => one === value).length / taken.length;
    expect(share('a')).toBeGreaterThan(0.4);
    expect(share('a')).toBeGreaterThan(1.5 * share('b'));
    expect(share('d')).toBeGreaterThan(0.1);
  });

  it('goes by weights', () => {
    const chance = new Chance(1);
    const taken = Array.from({ length: 10_000 }, () => chance.weighed({ often: 9, seldom: 1 }));
    expect(taken.filter((one) => one === 'seldom').length / taken.length).toBeCloseTo(0.1, 1);
  });
});
