/** Whether it can act. Before it first could it is forming. */
export const taskForceStates = ['forming', 'constituted', 'lapsed'] as const;
export type TaskForceState = (typeof taskForceStates)[number];

export const memberRoles = ['chair', 'member', 'secretary'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** An opaque identifier such as a token's `sub`: neither an address nor a name with blanks. */
export const personPattern = /^[^\s@]{1,128}$/;
export const personShape = 'must be an opaque identifier without "@" and blanks';
