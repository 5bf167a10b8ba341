import { distance } from 'fastest-levenshtein';

/** How many letters differ; two neighbours in the wrong order, the commonest slip of all, are one mistake and not two. */
export function farApart(one: string, other: string): number {
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  const swapped = one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2);
  return at >= 0 && swapped === other ? 1 : distance(one, other);
}
