/** A milestone's life. Missed is no end: it may still be reached, or planned anew. */
export const milestoneStates = ['planned', 'missed', 'reached', 'cancelled'] as const;
export type MilestoneState = (typeof milestoneStates)[number];

/** What may be done to a milestone, or happen to it. */
export type MilestoneAction = 'edit' | 'replan' | 'miss' | 'reach' | 'cancel';

const transitions: Readonly<Record<MilestoneState, Readonly<Partial<Record<MilestoneAction, MilestoneState>>>>> = {
  planned: { edit: 'planned', replan: 'planned', miss: 'missed', reach: 'reached', cancel: 'cancelled' },
  missed: { edit: 'missed', replan: 'planned', reach: 'reached', cancel: 'cancelled' },
  reached: {},
  cancelled: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function milestoneStateAfter(state: MilestoneState, action: MilestoneAction): MilestoneState | undefined {
  return transitions[state][action];
}
