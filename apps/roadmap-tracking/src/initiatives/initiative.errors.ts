import { DomainError } from '@capdev/service-kit/problems';

const most = 10;

/** What is done has nothing open in it. */
export class InitiativeNotDone extends DomainError {
  constructor(code: string, open: readonly { readonly kind: string; readonly code: string }[]) {
    const named = open.slice(0, most).map((item) => `${item.kind} ${item.code}`);
    const more = open.length > most ? ` and ${open.length - most} more` : '';
    super(
      'conflict',
      'initiative-not-done',
      `${open.length === 1 ? 'One item' : `${open.length} items`} of initiative ${code} ${open.length === 1 ? 'is' : 'are'} open: ${named.join(', ')}${more}. Complete or cancel the activities, reach or cancel the milestones, and record the end then.`,
    );
  }
}

const things = { recommendationIds: 'recommendation', goalIds: 'goal of a co-design process' };

/** It points at what is not there. */
export class InitiativePointsNowhere extends DomainError {
  constructor(unknown: Readonly<Record<keyof typeof things, readonly string[]>>) {
    const faults = (Object.keys(things) as (keyof typeof things)[]).flatMap((field) =>
      unknown[field].map((id) => ({ pointer: `/${field}`, detail: `There is no ${things[field]} ${id}.` })),
    );
    super(
      'invalid',
      'initiative-points-nowhere',
      `${faults.map(({ detail }) => detail).join(' ')} Leave out what is not there, or enter it first.`,
      faults,
    );
  }
}
