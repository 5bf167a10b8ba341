import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CursorInvalid, decodeCursor, encodeCursor, isText, isUuid, pageOf } from './page.js';

const anyKey = (): boolean => true;
const keys = fc.array(
  fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
  { minLength: 1 },
);
// JSON has one zero; so do databases.
const oneZero = (list: readonly unknown[]) => list.map((key) => (Object.is(key, -0) ? 0 : key));

describe('a cursor', () => {
  it('gives back its sort keys, whatever they are, for the list it was made for', () => {
    fc.assert(
      fc.property(keys, fc.string({ unit: 'binary' }), (sortKeys, scope) => {
        expect(
          decodeCursor(
            encodeCursor(sortKeys, scope),
            scope,
            sortKeys.map(() => anyKey),
          ),
        ).toEqual(oneZero(sortKeys));
      }),
    );
  });

  it('is refused by every other list, filter or order', () => {
    fc.assert(
      fc.property(keys, fc.string(), fc.string(), (sortKeys, scope, other) => {
        fc.pre(scope !== other);
        expect(() =>
          decodeCursor(
            encodeCursor(sortKeys, scope),
            other,
            sortKeys.map(() => anyKey),
          ),
        ).toThrow(CursorInvalid);
      }),
    );
  });

  it('is refused once a character of it was changed, added or taken away', () => {
    fc.assert(
      fc.property(keys, fc.nat(), fc.string({ minLength: 0, maxLength: 2 }), (sortKeys, at, put) => {
        const cursor = encodeCursor(sortKeys, 'books');
        const place = at % (cursor.length + 1);
        const altered = cursor.slice(0, place) + put + cursor.slice(place + 1);
        fc.pre(altered !== cursor);
        expect(() => decodeCursor(altered, 'books', [anyKey])).toThrow(CursorInvalid);
      }),
    );
  });

  it('is refused when it is any text at all, with a problem and never a fault of ours', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(() => decodeCursor(text, 'books', [anyKey])).toThrow(CursorInvalid)),
    );
    const forged = Buffer.from('{"a":1}').toString('base64url');
    expect(() => decodeCursor(`${forged}.x`, 'books', [anyKey])).toThrow(CursorInvalid);
  });
});

describe('a forged cursor, though its seal is right,', () => {
  const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
  it.each([
    ['too few keys', []],
    ['too many', [id, id]],
    ['a number for an identifier', [5]],
    ['nothing for an identifier', [null]],
    ['a text for an identifier', ['x']],
  ])('is refused with %s', (_, forged) => {
    expect(() => decodeCursor(encodeCursor(forged, 'books'), 'books', [isUuid])).toThrow(CursorInvalid);
  });

  it('is refused with a text that PostgreSQL cannot hold', () => {
    expect(() => decodeCursor(encodeCursor(['a\u0000'], 'books'), 'books', [isText])).toThrow(CursorInvalid);
    expect(decodeCursor(encodeCursor(['BDT-1'], 'books'), 'books', [isText])).toEqual(['BDT-1']);
  });
});

describe('a page', () => {
  it('names a next one only when more rows follow', () => {
    const cut = (rows: number[]) =>
      pageOf(
        rows,
        2,
        (row) => row * 10,
        (row) => `after ${row}`,
      );
    expect(cut([1, 2, 3])).toEqual({ items: [10, 20], next: 'after 2' });
    expect(cut([1, 2])).toEqual({ items: [10, 20], next: null });
    expect(cut([])).toEqual({ items: [], next: null });
  });
});
