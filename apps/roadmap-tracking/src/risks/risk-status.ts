/** A risk's life. One more state is one word and one line here. */
export const riskStates = ['open', 'occurred', 'closed'] as const;
export type RiskState = (typeof riskStates)[number];

/** What may be done to a risk, or happen with it. */
export type RiskAction = 'edit' | 'occur' | 'close';

const transitions: Readonly<Record<RiskState, Readonly<Partial<Record<RiskAction, RiskState>>>>> = {
  open: { edit: 'open', occur: 'occurred', close: 'closed' },
  // What has happened is still dealt with.
  occurred: { edit: 'occurred', close: 'closed' },
  closed: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function riskStateAfter(state: RiskState, action: RiskAction): RiskState | undefined {
  return transitions[state][action];
}

/** What is done about a risk. */
export const riskResponses = ['avoid', 'reduce', 'transfer', 'accept'] as const;
export type RiskHandling = (typeof riskResponses)[number];
