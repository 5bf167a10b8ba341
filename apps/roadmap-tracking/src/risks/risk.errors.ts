import { DomainError } from '@capdev/service-kit/problems';

export class RiskNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'risk-not-found', `There is no risk ${id}.`);
  }
}

export class RiskItemUnknown extends DomainError {
  constructor(itemId: string) {
    super(
      'invalid',
      'risk-item-unknown',
      `The plan has no item ${itemId}: name the initiative, activity or milestone that the risk threatens.`,
      [{ pointer: '/itemId', detail: 'Not in the plan.' }],
    );
  }
}

const deeds = { edit: 'changed', occur: 'recorded as occurred', close: 'closed' };

export class RiskStateForbids extends DomainError {
  constructor(id: string, state: string, action: keyof typeof deeds) {
    super(
      'conflict',
      `risk-${state}`,
      `Risk ${id} is ${state} and cannot be ${deeds[action]}. When it threatens again, enter a new one.`,
    );
  }
}
