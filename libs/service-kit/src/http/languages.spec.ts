import { describe, expect, it } from '@jest/globals';
import { languagesIn } from './languages.js';

describe('the languages a reader prefers', () => {
  it.each([
    ['fr', ['fr']],
    ['en;q=0.5, fr, ar;q=0.9', ['fr', 'ar', 'en']],
    ['zh-Hans, zh;q=0.9, *;q=0.1', ['zh-Hans', 'zh']],
    ['es;q=0, ru', ['ru']],
    ['fr;q=1.5, en;q=x, de', ['de']],
    ['<script>, fr', ['fr']],
    ['', []],
    ['*', []],
  ])('are, of "%s", %j', (header, languages) => {
    expect(languagesIn(header)).toEqual(languages);
  });

  it('are ten at most, however many are sent', () => {
    expect(languagesIn(Array.from({ length: 100 }, () => 'fr').join(','))).toHaveLength(10);
    expect(languagesIn(undefined)).toEqual([]);
  });
});
