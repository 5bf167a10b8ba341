import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Places } from './places.js';

const placesOf = (ids: readonly string[]): Places => {
  const places = new Places(ids.length);
  for (const id of ids) places.add(id);
  return places;
};

/** Identifiers, and what is almost one. */
const ids = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid().map((id) => id.replace('-', '0')),
  fc.uuid().map((id) => id.replace(/.$/, 'g')),
  fc.uuid().map((id) => id.replace(/.$/, '\u0131')), // as wide as "1" in the lower seven bits
  fc.string({ maxLength: 40 }),
);

describe('places', () => {
  it('are found as a Map finds them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(ids, { maxLength: 200 }), fc.array(ids), (known, asked) => {
        const [places, map] = [placesOf(known), new Map(known.map((id, place) => [id, place]))];
        for (const id of [...known, ...asked]) expect(places.of(id)).toBe(map.get(id));
      }),
    );
  });

  it('are not mistaken for one another when one character differs', () => {
    const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
    const places = placesOf([id]);
    for (let at = 0; at < 36; at++) {
      const other = `${id.slice(0, at)}${id[at] === '8' ? '9' : '8'}${id.slice(at + 1)}`;
      expect(places.of(other)).toBeUndefined();
    }
    expect(places.of(id)).toBe(0);
  });
});
