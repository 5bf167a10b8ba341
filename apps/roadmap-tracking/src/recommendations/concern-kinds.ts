/** What a concern is about. One more is one word here. */
export const concernKinds = ['cost', 'duplication', 'mandate', 'capacity', 'other'] as const;
export type ConcernKind = (typeof concernKinds)[number];
