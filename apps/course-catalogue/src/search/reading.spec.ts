import { describe, expect, it } from '@jest/globals';
import { questionOf } from './question.js';
import { readAs, someOf } from './reading.js';
import type { Alternative } from './vocabulary.query.js';

const like = (asked: string, word: string, kind: Alternative['kind'] = 'similar'): Alternative => ({
  asked,
  word,
  stem: word,
  kind,
});

describe('taking a question apart', () => {
  const words = (text: string): string[] => questionOf(text).words.map(({ word }) => word);

  it('leaves out what says nothing, in whichever language', () => {
    expect(words('How can I learn about the spectrum?')).toEqual(['spectrum']);
    expect(words('Je cherche une formation sur la cybersécurité')).toEqual(['cybersecurite']);
    expect(words('我想学习网络安全的课程')).toEqual(['网络', '安全']);
    expect(words('хочу научиться управлению спектром')).toEqual(['управлению', 'спектром']);
  });

  it('keeps such words when there are no others', () => {
    expect(words('the')).toEqual(['the']);
  });

  it('remembers them for the order, as “things” in “Internet of things”', () => {
    expect(questionOf('Internet de las cosas').beside.map(({ word }) => word)).toContain('cosas');
  });
});

describe('reading a question', () => {
  it('as typed takes every word, in any of its stems', () => {
    const { condition, didYouMean } = readAs(questionOf('spectrum networks'), 'as-typed', []);
    expect(condition).toMatch(/^\('spectrum'.*\) & \('networks' \| 'network'.*\)$/);
    expect(didYouMean).toBeNull();
  });

  it('widened also takes what a word may stand for, and says what was misspelt', () => {
    const { condition, didYouMean } = readAs(questionOf('The spektrum of noise'), 'widened', [
      like('spektrum', 'spectrum'),
    ]);
    expect(condition).toContain("| ('spectrum')");
    expect(didYouMean).toBe('The spectrum of noise');
  });

  it('corrects no word that is a part of another', () => {
    expect(
      readAs(questionOf('telecom'), 'widened', [like('telecom', 'telecommunication', 'part')]).didYouMean,
    ).toBeNull();
  });

  it('of Chinese words all characters but one', () => {
    const { condition } = readAs(questionOf('频普'), 'widened', []);
    expect(condition).toBe("(('频普') | (('频':*) | ('普':*)))");
  });

  it('with some words takes two of three, with any word one', () => {
    const question = questionOf('alpha beta gamma');
    expect(readAs(question, 'some-words', []).condition.match(/ & /g)).toHaveLength(3);
    expect(readAs(question, 'any-word', []).condition).not.toContain('&');
  });

  it('writes down every choice of so many conditions', () => {
    expect(someOf(['a', 'b', 'c'], 3)).toBe('a & b & c');
    expect(someOf(['a', 'b', 'c'], 2)).toBe('((a & b) | (a & c) | (b & c))');
    expect(someOf(['a', 'b'], 1)).toBe('((a) | (b))');
  });

  it('lets nothing of a question be taken for the query language of the database', () => {
    const { condition } = readAs(questionOf("it's & !a | b:* <-> \\' 'c'"), 'as-typed', []);
    expect(condition.replaceAll(/'[\p{L}\p{N}]+'/gu, '')).toMatch(/^[()| &]*$/);
  });
});
