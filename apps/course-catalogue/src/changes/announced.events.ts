import type { EventDefinition } from '@capdev/contracts/core';
import type { MultilingualTextV1 } from '@capdev/contracts/catalogue';
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

/** A text in the contract's shape. */
export function multilingual({ original, text }: MultilingualText): MultilingualTextV1 {
  return { original, text: text as Record<string, string> };
}
