import type { Contender } from '../contenders.js';
import { answered } from './asking.js';
import type { SearchedLanguage } from './bare-tables.js';

interface Suggestions {
  readonly items: readonly { readonly text: string }[];
}

/**
 * Makes sure that both complete what is typed: wherever the opponent has a title that begins so, the service has one that
 * goes on from there.
 *
 * @throws Error naming the first beginning that the service does not complete
 */
export async function requireSuggestions(
  { service, bare }: Record<'service' | 'bare', Contender>,
  typed: readonly { readonly language: SearchedLanguage; readonly q: string }[],
): Promise<void> {
  let completed = 0;
  for (const { language, q } of typed) {
    const path = `/search/suggestions?${new URLSearchParams({ q }).toString()}`;
    const [ours, theirs] = [
      await answered<Suggestions>(`${service.url}${path}`, language),
      await answered<Suggestions>(`${bare.url}${path}`, language),
    ];
    if (ours.items.length < theirs.items.length)
      throw new Error(
        `"${q}" is completed to ${ours.items.length} titles; the bare server has ${theirs.items.length}.`,
      );
    completed += ours.items.length;
  }
  if (completed === 0) throw new Error('Nothing that is typed is completed, so measuring it says nothing.');
}
