/** An offering's life. */
export const offeringStates = ['planned', 'open', 'completed', 'cancelled'] as const;
export type OfferingState = (typeof offeringStates)[number];

/** What may be done to an offering. */
export type OfferingAction = 'edit' | 'open' | 'complete' | 'cancel';

const transitions: Readonly<Record<OfferingState, Readonly<Partial<Record<OfferingAction, OfferingState>>>>> = {
  planned: { edit: 'planned', open: 'open', cancel: 'cancelled' },
  open: { edit: 'open', complete: 'completed', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function offeringStateAfter(state: OfferingState, action: OfferingAction): OfferingState | undefined {
  return transitions[state][action];
}
