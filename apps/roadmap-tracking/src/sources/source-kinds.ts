/** What a source may be. One more is one word here. */
export const sourceKinds = ['study', 'council-document', 'resolution', 'review', 'other'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What is known of the comments that Member States were asked for. */
export const commentsStates = ['not-invited', 'awaited', 'received', 'none-received'] as const;
export type CommentsState = (typeof commentsStates)[number];
