/** A report's life. One more state is one word and one line here. */
export const reportStates = ['draft', 'approved', 'frozen'] as const;
export type ReportState = (typeof reportStates)[number];

/** What may be done to a report. */
export type ReportAction = 'edit' | 'approve' | 'send-back' | 'freeze';

const transitions: Readonly<Record<ReportState, Readonly<Partial<Record<ReportAction, ReportState>>>>> = {
  draft: { edit: 'draft', approve: 'approved' },
  approved: { 'send-back': 'draft', freeze: 'frozen' },
  frozen: {},
};

/** The state after an action, or undefined when the action is not possible in this state. */
export function reportStateAfter(state: ReportState, action: ReportAction): ReportState | undefined {
  return transitions[state][action];
}
