/** A decision's life. */
export const decisionStates = ['proposed', 'adopted', 'superseded'] as const;
export type DecisionState = (typeof decisionStates)[number];
