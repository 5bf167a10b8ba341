/** What was decided about a recommendation. Every one of them can be decided anew. */
export const acceptanceStates = ['under-consideration', 'accepted', 'partially-accepted', 'rejected'] as const;
export type AcceptanceState = (typeof acceptanceStates)[number];

/** What has been done about it. */
export const implementationStates = ['not-started', 'in-progress', 'implemented', 'overtaken-by-events'] as const;
export type ImplementationState = (typeof implementationStates)[number];

/** The two histories of a recommendation. */
export type StepHistory = 'acceptance' | 'implementation';

/** Where it will be followed, wholly or in part. */
export function isAccepting(state: AcceptanceState): boolean {
  return state === 'accepted' || state === 'partially-accepted';
}

/** A decision that says less than yes, or takes one back, says why. */
export function acceptanceNeedsReason(state: AcceptanceState): boolean {
  return state !== 'accepted';
}

/** Whether a step is possible, and whether it has to say why. */
const implementationSteps: Readonly<
  Record<ImplementationState, Readonly<Partial<Record<ImplementationState, 'plain' | 'with-reason'>>>>
> = {
  'not-started': { 'in-progress': 'plain', implemented: 'plain', 'overtaken-by-events': 'plain' },
  'in-progress': { implemented: 'plain', 'overtaken-by-events': 'plain' },
  implemented: { 'in-progress': 'with-reason', 'overtaken-by-events': 'plain' },
  'overtaken-by-events': { 'in-progress': 'with-reason' },
};

/** How a state is reached from another one; undefined when it cannot be. */
export function implementationStep(
  from: ImplementationState,
  to: ImplementationState,
): 'plain' | 'with-reason' | undefined {
  return implementationSteps[from][to];
}

/** The states that can follow a state. */
export function implementationStatesAfter(from: ImplementationState): ImplementationState[] {
  return implementationStates.filter((to) => implementationStep(from, to) !== undefined);
}

/** Whether work is, or was, done for it: such a recommendation has been accepted. */
export function restsOnAcceptance(state: ImplementationState): boolean {
  return state === 'in-progress' || state === 'implemented';
}
