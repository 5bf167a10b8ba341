/** An action point's life. One more state is one word and one line here. */
export const actionPointStates = ['open', 'overdue', 'done', 'verified', 'cancelled'] as const;
export type ActionPointState = (typeof actionPointStates)[number];

/** What may be done to an action point, by people or by the clock. */
export type ActionPointAction = 'revise' | 'fall-due' | 'do' | 'verify' | 'reopen' | 'cancel';

const transitions: Readonly<Record<ActionPointState, Readonly<Partial<Record<ActionPointAction, ActionPointState>>>>> =
  {
    open: { revise: 'open', 'fall-due': 'overdue', do: 'done', cancel: 'cancelled' },
    overdue: { revise: 'open', do: 'done', cancel: 'cancelled' },
    done: { verify: 'verified', reopen: 'open' },
    verified: { reopen: 'open' },
    cancelled: {},
  };

/** The state after an action, or undefined when the action is not possible in this state. */
export function actionPointStateAfter(
  state: ActionPointState,
  action: ActionPointAction,
): ActionPointState | undefined {
  return transitions[state][action];
}
