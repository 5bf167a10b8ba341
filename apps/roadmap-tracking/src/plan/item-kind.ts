/** What the plan is made of, from the whole to the part. */
export const itemKinds = ['initiative', 'activity', 'milestone'] as const;
export type ItemKind = (typeof itemKinds)[number];
