import { describe, expect, it } from '@jest/globals';
import { together } from './together.js';
import type { Write } from './transaction.js';

const write = (name: string, text: string, ...values: unknown[]): Write => ({ statement: { name, text }, values });

describe('the writes of a transaction', () => {
  it('leave as one statement that numbers their values through', () => {
    expect(
      together([
        write('a', 'INSERT INTO a (x, y) VALUES ($1, $2)', 'x', 'y'),
        write('b', 'INSERT INTO b SELECT $2, $1 WHERE $1 > $3', 1, 2, 3),
      ]),
    ).toEqual({
      name: 'a+b',
      text: 'WITH part_1 AS (INSERT INTO a (x, y) VALUES ($1, $2))\nINSERT INTO b SELECT $4, $3 WHERE $3 > $5',
      values: ['x', 'y', 1, 2, 3],
    });
  });

  it('stay what it is when there is only one', () => {
    expect(together([write('c', 'INSERT INTO c VALUES ($1)', 1)])).toMatchObject({
      name: 'c',
      text: 'INSERT INTO c VALUES ($1)',
    });
  });

  it('may hold the same statement twice', () => {
    const twice = together([write('d', 'INSERT INTO d VALUES ($1)', 1), write('d', 'INSERT INTO d VALUES ($1)', 2)]);
    expect(twice?.text).toBe('WITH part_1 AS (INSERT INTO d VALUES ($1))\nINSERT INTO d VALUES ($2)');
    expect(twice?.values).toEqual([1, 2]);
  });

  it.each([
    ['nothing is written', []],
    [
      'one changes a row, which another may have to see',
      [write('e', 'INSERT INTO e VALUES (1)'), write('f', 'UPDATE e SET x = 2')],
    ],
    ['one has no name', [write('', 'INSERT INTO e VALUES (1)')]],
  ])('are sent one by one when %s', (_, writes) => {
    expect(together(writes)).toBeUndefined();
  });

  it('keep a name that PostgreSQL takes, however many they are', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      write(`statement-${index}`, 'INSERT INTO g VALUES ($1)', index),
    );
    expect(together(many)?.name.length).toBeLessThan(64);
  });

  it('are refused when two statements share a name', () => {
    together([write('h', 'INSERT INTO h VALUES ($1)', 1)]);
    expect(() => together([write('h', 'INSERT INTO other VALUES ($1)', 1)])).toThrow('share a name');
  });
});
