import { DomainError } from '@capdev/service-kit/problems';

export class BaselineOfPlanNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'plan-baseline-not-found', `There is no baseline ${id} to compare the plan with.`);
  }
}

export class InitiativeOfPlanNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'plan-initiative-not-found', `There is no initiative ${id} in the plan.`);
  }
}

export class PlanItemNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'plan-item-not-found', `There is no item ${id} in the plan.`);
  }
}
