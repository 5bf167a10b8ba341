/** A course's life. A review between draft and published is one more state and two more lines here. */
export const courseStates = ['draft', 'published', 'retired'] as const;
export type CourseState = (typeof courseStates)[number];

/** What may be done to a course. */
export type CourseAction = 'edit' | 'publish' | 'offer' | 'retire';

const transitions: Readonly<Record<CourseState, Readonly<Partial<Record<CourseAction, CourseState>>>>> = {
  draft: { edit: 'draft', publish: 'published' },
  published: { edit: 'published', offer: 'published', retire: 'retired' },
  retired: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function courseStateAfter(state: CourseState, action: CourseAction): CourseState | undefined {
  return transitions[state][action];
}
