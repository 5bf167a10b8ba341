import type { RoleTable } from './roles.js';

/** Signature algorithms that may be allowed: all asymmetric, so a public key can never serve as a shared secret. */
export const signatureAlgorithms = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
  'EdDSA',
  'Ed25519',
] as const;

/** An algorithm that may be allowed. `none` and the HMAC family are not expressible. */
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** What a service says about its tokens and roles. */
export interface AccessOptions {
  /** The `iss` that tokens must carry. */
  readonly issuer: string;
  /** The `aud` that tokens must carry. */
  readonly audience: string;
  /** Where the issuer publishes its public keys (a JWK set). */
  readonly jwksUrl: string;
  /** ES256, RS256 and EdDSA unless said otherwise. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  readonly roles: RoleTable;
  /** How far clocks may differ; 5 seconds unless said otherwise. */
  readonly clockToleranceSeconds?: number;
  /** The shortest time between two questions to the issuer about unknown keys; 10 seconds unless said otherwise. */
  readonly keyCooldownSeconds?: number;
}

/** The injection token of the options. */
export const ACCESS_OPTIONS = Symbol('access options');

/** The algorithms in force. Refuses, at start, whatever is not on the list, also when it came in without a type. */
export function algorithmsOf(options: AccessOptions): SignatureAlgorithm[] {
  const algorithms = options.algorithms ?? ['ES256', 'RS256', 'EdDSA'];
  const refused = algorithms.filter((algorithm) => !signatureAlgorithms.includes(algorithm));
  if (refused.length > 0 || algorithms.length === 0) {
    throw new Error(
      `Token algorithms must be some of ${signatureAlgorithms.join(', ')}; not ${refused.join(', ') || 'an empty list'}.`,
    );
  }
  return [...algorithms];
}
