import { DomainError } from '@capdev/service-kit/problems';

export class ProviderNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'provider-not-found', `There is no provider ${id}.`);
  }
}

export class ProviderAlreadyInactive extends DomainError {
  constructor(id: string) {
    super('conflict', 'provider-already-inactive', `Provider ${id} is already inactive.`);
  }
}

/** Two records of one organisation would split its courses between them. */
export class ProviderNameTaken extends DomainError {
  constructor(name: string, kind: string, existing: string | undefined) {
    super(
      'conflict',
      'provider-name-taken',
      `There is already a provider of kind ${kind} named ${JSON.stringify(name)}${existing === undefined ? '' : `: /providers/${existing}`}. Use that one, or tell the two apart in the name.`,
      [{ pointer: '/name', detail: 'Taken by another provider of the same kind.' }],
    );
  }
}

/** A centre or partner has one provider record. */
export class ProviderLinkTaken extends DomainError {
  constructor(field: 'centreId' | 'partnerId', value: string | null, existing: string | undefined) {
    super(
      'conflict',
      'provider-link-taken',
      `Another provider is already linked to ${field} ${value}${existing === undefined ? '' : `: /providers/${existing}`}.`,
      [{ pointer: `/${field}`, detail: 'Taken by another provider.' }],
    );
  }
}

/** A course or offering names providers that do not exist, or that may not be named any more. */
export class ProvidersUnknown extends DomainError {
  constructor(field: string, ids: readonly string[], why: 'unknown' | 'inactive' = 'unknown') {
    const state = why === 'unknown' ? 'not in the catalogue' : 'not active';
    super('invalid', `providers-${why}`, `These providers are ${state}: ${ids.join(', ')}.`, [
      { pointer: `/${field}`, detail: `Names providers that are ${state}.` },
    ]);
  }
}
