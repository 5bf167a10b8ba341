import { DomainError } from '@capdev/service-kit/problems';
import type { HealthRule, Thresholds } from './health-rule.entity.js';

export class HealthRuleNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'health-rule-not-found', `There is no health rule ${id}.`);
  }
}

/** An item is amber before it is red. */
export class AmberNotBeforeRed extends DomainError {
  constructor({ measure, worse }: Pick<HealthRule, 'measure' | 'worse'>, { amber, red }: Thresholds) {
    super(
      'invalid',
      'health-rule-amber-after-red',
      `Of ${measure}, ${worse === 'above' ? 'higher' : 'lower'} values are worse, and amber comes before red: ` +
        `${amber} for amber has to be ${worse === 'above' ? 'less' : 'more'} than ${red} for red.`,
      [{ pointer: '/amber', detail: `Must be ${worse === 'above' ? 'less' : 'more'} than ${red}.` }],
    );
  }
}

export class OverrideNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'health-override-not-found', `There is no override ${id}.`);
  }
}

export class OverriddenItemNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'health-override-item-not-found', `There is no item ${id} in the plan.`);
  }
}

export class ItemAlreadyOverridden extends DomainError {
  constructor(itemId: string, id: string, expiresOn: string) {
    super(
      'conflict',
      'health-override-active',
      `${itemId} has the override ${id} until ${expiresOn}. Withdraw that one before you give another.`,
    );
  }
}

export class OverrideNotActive extends DomainError {
  constructor(id: string, state: string) {
    super(
      'conflict',
      'health-override-not-active',
      `The override ${id} is ${state} already: there is nothing to withdraw.`,
    );
  }
}

/** Nobody is to forget an override. */
export class OverrideExpiryOutOfRange extends DomainError {
  constructor(expiresOn: string, today: string, latest: string) {
    super(
      'invalid',
      'health-override-expiry-out-of-range',
      `An override holds from today, ${today}, until ${latest} at the latest; ${expiresOn} is outside.`,
      [{ pointer: '/expiresOn', detail: `Must lie between ${today} and ${latest}.` }],
    );
  }
}
