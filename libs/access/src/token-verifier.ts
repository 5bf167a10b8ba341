import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { Unauthenticated } from './access.errors.js';
import { ACCESS_OPTIONS, algorithmsOf, type AccessOptions } from './access-options.js';
import type { Caller } from './caller.js';
import { IssuerKeys } from './issuer-keys.js';
import { VerifiedTokens } from './verified-tokens.js';

const LONGEST_TOKEN = 8 * 1024;
const LONGEST_NAME = 200;
const MOST_ROLES = 100;
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** Turns an `Authorization` header into a caller, or refuses it with a sentence that says what to do. */
@Injectable()
export class TokenVerifier {
  private readonly keys: IssuerKeys;
  private readonly verified = new VerifiedTokens();
  private readonly rules: JWTVerifyOptions;

  constructor(@Inject(ACCESS_OPTIONS) options: AccessOptions) {
    this.keys = new IssuerKeys(new URL(options.jwksUrl), (options.keyCooldownSeconds ?? 10) * 1_000);
    this.rules = {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: algorithmsOf(options),
      clockTolerance: options.clockToleranceSeconds ?? 5,
      requiredClaims: ['exp', 'sub', 'unit', 'roles'],
    };
  }

  /** The caller whom a header names. */
  async verify(authorization: string): Promise<Caller> {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > LONGEST_TOKEN) {
      throw new Unauthenticated(
        'token-malformed',
        'Send the header as: Authorization: Bearer followed by one access token.',
      );
    }
    return this.verified.get(token) ?? (await this.check(token));
  }

  private async check(token: string): Promise<Caller> {
    try {
      const { payload } = await jwtVerify(token, this.keys.keyFor, this.rules);
      const caller = callerIn(payload);
      this.verified.keep(token, caller, payload.exp ?? 0);
      return caller;
    } catch (error) {
      throw error instanceof errors.JOSEError ? refusal(error) : error;
    }
  }
}

function callerIn(claims: JWTPayload): Caller {
  const { sub, unit, roles } = claims;
  if (!isName(sub)) throw incomplete('sub');
  // It stays in every history: an address or a name could never be erased from there.
  if (/[@\s]/.test(sub)) throw personal();
  if (!isName(unit)) throw incomplete('unit');
  if (!Array.isArray(roles) || roles.length > MOST_ROLES || !roles.every(isName)) throw incomplete('roles');
  return Object.freeze({ subject: sub, unit, roles: Object.freeze([...roles]) });
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_NAME;
}

function incomplete(claim: string): Unauthenticated {
  return new Unauthenticated(
    'token-incomplete',
    `The token lacks a usable claim: ${claim}. Get a token that names the subject, the unit and the roles.`,
  );
}

function personal(): Unauthenticated {
  return new Unauthenticated(
    'token-subject-personal',
    'The subject of the token looks like an address or a name. Get one whose subject is an opaque identifier.',
  );
}

// The sentences are ours throughout: messages of the token library may quote what they were given.
function refusal(error: errors.JOSEError): Unauthenticated {
  if (error instanceof errors.JWTExpired) {
    return new Unauthenticated('token-expired', 'The token has expired. Get a new one and send the request again.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) return wrongClaim(error.claim);
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new Unauthenticated(
      'token-not-trusted',
      'The token is signed in a way that is not accepted here. Get one from the issuer.',
    );
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed) {
    return new Unauthenticated(
      'token-not-trusted',
      'The token is not signed by a key of the issuer. Get a new one from the issuer.',
    );
  }
  return new Unauthenticated('token-malformed', 'The token cannot be read. Get a new one and send it unchanged.');
}

function wrongClaim(claim: string): Unauthenticated {
  switch (claim) {
    case 'iss':
      return new Unauthenticated('token-wrong-issuer', 'The token comes from an issuer that is not trusted here.');
    case 'aud':
      return new Unauthenticated(
        'token-wrong-audience',
        'The token was issued for another service. Get one for this service.',
      );
    case 'nbf':
      return new Unauthenticated(
        'token-not-yet-valid',
        'The token is not valid yet. Wait, or check the clock of its issuer.',
      );
    default:
      return incomplete(claim);
  }
}
