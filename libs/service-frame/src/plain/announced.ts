import type { EventDefinition, MultilingualTextV1 } from '@capdev/contracts/core';
import type { MultilingualText } from '@capdev/taxonomy';

/** A fact as the public is told it: which event, and its data. */
export interface Announced {
  readonly definition: EventDefinition;
  readonly data: object;
}

/** Pairs an event with its data, so that the compiler compares the two. */
export function announce<Payload extends object>(definition: EventDefinition<Payload>, data: Payload): Announced {
  return { definition, data };
}

/** A text in the contracts' shape. */
export function multilingual({ original, text }: MultilingualText): MultilingualTextV1 {
  return { original, text: text as Record<string, string> };
}
