/** A kind of step, and what it asks for. */
interface StepRule {
  readonly kind: string;
  /** Whether every unit that the process requires has to be there. */
  readonly everyUnit: boolean;
}

/** The steps of a co-design process, in their order; a process that has begun keeps those that it began with. */
const coDesignSteps = [
  // Problem definition is done with the leadership of the units.
  { kind: 'problem-definition', everyUnit: false },
  { kind: 'relevance-check', everyUnit: false },
  { kind: 'concept-design', everyUnit: false },
  { kind: 'workshop', everyUnit: true },
  { kind: 'results-presented', everyUnit: false },
] as const satisfies readonly StepRule[];
export type CoDesignStepKind = (typeof coDesignSteps)[number]['kind'];
export const coDesignStepKinds: readonly CoDesignStepKind[] = coDesignSteps.map(({ kind }) => kind);

export function needsEveryUnit(kind: CoDesignStepKind): boolean {
  return coDesignSteps.some((step) => step.kind === kind && step.everyUnit);
}

/** What comes out of a step. */
export const outputKinds = ['challenge', 'opportunity', 'goal', 'practice'] as const;
export type OutputKind = (typeof outputKinds)[number];
