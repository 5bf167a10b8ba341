/** A piece of evidence's life: somebody proposes it, the unit that answers for the milestone says whether it counts. */
export const evidenceStates = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

/** What may be done to a piece of evidence. */
export type EvidenceAction = 'confirm' | 'reject' | 'withdraw';

const transitions: Readonly<Record<EvidenceState, Readonly<Partial<Record<EvidenceAction, EvidenceState>>>>> = {
  proposed: { confirm: 'confirmed', reject: 'rejected', withdraw: 'withdrawn' },
  confirmed: { withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function evidenceStateAfter(state: EvidenceState, action: EvidenceAction): EvidenceState | undefined {
  return transitions[state][action];
}
