import { DomainError } from '@capdev/service-kit/problems';

/** No usable token. The sentence says what to do about it; the token itself is never repeated. */
export class Unauthenticated extends DomainError {
  constructor(code: string, message: string, challenge: 'no-token' | 'invalid-token' = 'invalid-token') {
    // RFC 6750: without credentials the challenge carries no error code.
    const header = challenge === 'no-token' ? 'Bearer' : `Bearer error="invalid_token", error_description="${message}"`;
    super('unauthenticated', code, message, [], { 'www-authenticate': header });
  }
}

/** The caller is known and may not do this. */
export class Forbidden extends DomainError {
  constructor(code: string, message: string) {
    super('forbidden', code, message);
  }
}

/** The issuer's keys cannot be read, so no verdict on the token is possible. */
export class KeysUnavailable extends DomainError {
  constructor(cause: unknown) {
    const message =
      'Tokens cannot be checked at the moment: the keys of the issuer are not reachable. Try again shortly.';
    super('unavailable', 'access-keys-unavailable', message, [], { 'retry-after': '5' }, { cause });
  }
}
