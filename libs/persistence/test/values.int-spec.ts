import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ValueRefused } from '../src/index.js';
import { openShelf, type Shelf } from './support/shelf.js';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

describe('a value that PostgreSQL cannot take', () => {
  it.each([
    ['a day that does not exist', '22008', 'date', '2026-02-30'],
    ['a day that is none', '22007', 'date', 'soon'],
    ['an identifier that is none', '22P02', 'uuid', 'x'],
    ['a text with a NUL', '22021', 'text', 'a\u0000b'],
    ['a number too large', '22003', 'integer', '99999999999'],
  ])('is refused as the caller’s doing: %s', async (_what, code, type, value) => {
    const statement = { name: '', text: `SELECT $1::${type} AS value` };
    const refusal = { kind: 'invalid', code: 'value-refused', cause: expect.objectContaining({ code }) };
    await expect(shelf.database.query(statement, [value])).rejects.toMatchObject(refusal);
    const changing = shelf.database.runInTransaction((tx) => tx.query(statement, [value]));
    await expect(changing).rejects.toThrow(ValueRefused);
  });
});
