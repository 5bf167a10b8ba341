import { isDeepStrictEqual } from 'node:util';
import type { Changes } from '@capdev/persistence';

/** The fields whose values differ, each with the value before and after. */
export function differenceOf<Details extends object>(before: Details, after: Details): Changes {
  const names = Object.keys(after) as (keyof Details & string)[];
  return Object.fromEntries(
    names
      .filter((name) => !isDeepStrictEqual(before[name], after[name]))
      .map((name) => [name, { from: before[name], to: after[name] }]),
  );
}
