/** What sort of organisation gives the course. */
export const providerKinds = ['bureau', 'centre', 'partner', 'external'] as const;
export type ProviderKind = (typeof providerKinds)[number];
