/** A meeting is announced, or it has been. */
export const meetingStates = ['planned', 'held'] as const;
export type MeetingState = (typeof meetingStates)[number];
