import { describe, expect, it } from '@jest/globals';
import { answerOf, KeptAnswers } from './kept-answers.js';

const answer = (text: string) => answerOf({ text }, 'en');

describe('kept answers', () => {
  it('are made once, also when they are asked for at once', async () => {
    const kept = new KeptAnswers(3, 10_000);
    let made = 0;
    const make = () => Promise.resolve(answer(`answer ${(made += 1)}`));
    const [one, other] = await Promise.all([kept.of('a', make), kept.of('a', make)]);
    expect(await kept.of('a', make)).toBe(one);
    expect([other === one, made]).toEqual([true, 1]);
  });

  it('that failed are not kept', async () => {
    const kept = new KeptAnswers(3, 10_000);
    await expect(kept.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect((await kept.of('a', () => Promise.resolve(answer('here')))).body.toString()).toContain('here');
  });

  it('give way to younger ones, the longest unasked first', async () => {
    const kept = new KeptAnswers(2, 10_000);
    const made: string[] = [];
    const ask = (key: string) => kept.of(key, () => (made.push(key), Promise.resolve(answer(key))));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
    expect(kept.size).toBe(2);
  });

  it('stay within their bytes', async () => {
    const kept = new KeptAnswers(100, 250);
    for (const key of ['a', 'b', 'c', 'd']) await kept.of(key, () => Promise.resolve(answer(key.repeat(100))));
    expect(kept.size).toBe(2);
  });

  it('have a tag that tells their bytes from all others', () => {
    const tagOf = (text: string) => answer(text).headers.etag;
    expect(tagOf('a')).toBe(tagOf('a'));
    expect(tagOf('a')).not.toBe(tagOf('b'));
    expect(tagOf('a')).toMatch(/^"[\w-]{22}"$/);
  });
});
