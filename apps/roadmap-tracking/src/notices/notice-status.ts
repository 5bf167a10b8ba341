/** A notice's life. One more state is one word and one line here. */
export const noticeStates = ['draft', 'published'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** What may be done to a notice. */
export type NoticeAction = 'edit' | 'publish';

const transitions: Readonly<Record<NoticeState, Readonly<Partial<Record<NoticeAction, NoticeState>>>>> = {
  draft: { edit: 'draft', publish: 'published' },
  published: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function noticeStateAfter(state: NoticeState, action: NoticeAction): NoticeState | undefined {
  return transitions[state][action];
}
