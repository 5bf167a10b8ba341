/** What can show that a milestone is reached. */
export const evidenceKinds = ['link', 'document', 'decision', 'event'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** The kinds that people propose. An event is taken by a rule, so that nobody can claim one that was never heard. */
export const proposableKinds = ['link', 'document', 'decision'] as const;
export type ProposableKind = (typeof proposableKinds)[number];
