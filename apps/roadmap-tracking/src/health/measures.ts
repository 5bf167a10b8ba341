/** What an item's health is judged by. Each is a number, so that its threshold can be one. */
export const measures = {
  'finish-variance': {
    unit: 'working-days',
    meaning: 'By how many working days the expected finish, or the real one, lies behind the planned finish.',
  },
  'days-overdue': {
    unit: 'working-days',
    meaning: 'How many working days have passed since the planned finish of what is not finished.',
  },
  slack: {
    unit: 'working-days',
    meaning: 'By how many working days an open item can be later before the end of the plan or a deadline suffers.',
  },
  'spending-ahead': {
    unit: 'points',
    meaning:
      'By how many percentage points the share of the allocated money that is spent is ahead of the progress; of several ' +
      'currencies, in the one that is furthest ahead.',
  },
  'risk-score': { unit: 'score', meaning: 'The highest likelihood times impact among the open risks of the item.' },
  'milestones-missed': {
    unit: 'milestones',
    meaning: 'How many milestones of the item were missed; a milestone that was missed counts itself.',
  },
} as const satisfies Record<string, { readonly unit: string; readonly meaning: string }>;

export type Measure = keyof typeof measures;
