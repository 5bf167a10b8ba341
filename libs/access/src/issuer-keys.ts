import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './access.errors.js';

type Lookup = ReturnType<typeof createLocalJWKSet>;

const FRESH_MS = 10 * 60_000;
const ANSWER_WITHIN_MS = 3_000;
const LONGEST_SET = 256 * 1024;

/**
 * The issuer's public keys. Known keys keep working while the issuer is away; an unknown key id, which is how a rotation
 * shows, asks the issuer again, but not more often than the cool-down, so that forged ids cannot be used to flood it.
 */
export class IssuerKeys {
  private lookup?: Lookup;
  private readAt = 0;
  private triedAt = -Infinity;
  private reading?: Promise<Lookup>;
  private failure?: unknown;

  constructor(
    private readonly url: URL,
    private readonly cooldownMs: number,
  ) {}

  /** The key for a token's header, in the form that `jwtVerify` wants. */
  readonly keyFor: JWTVerifyGetKey = async (header, token) => {
    const lookup = this.lookup ?? (await this.read());
    if (performance.now() - this.readAt > FRESH_MS && this.mayTry()) this.read().catch(() => undefined);
    try {
      return await lookup(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (this.mayTry()) return (await this.read())(header, token);
      // A key we could not look for is not a key that does not exist.
      if (this.failure !== undefined) throw new KeysUnavailable(this.failure);
      throw error;
    }
  };

  private mayTry(): boolean {
    return this.reading !== undefined || performance.now() - this.triedAt >= this.cooldownMs;
  }

  private read(): Promise<Lookup> {
    this.reading ??= this.fetch().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async fetch(): Promise<Lookup> {
    this.triedAt = performance.now();
    try {
      const answer = await fetch(this.url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (!answer.ok) throw new Error(`the key set answered ${answer.status}`);
      const text = await answer.text();
      if (text.length > LONGEST_SET) throw new Error('the key set is too large');
      this.lookup = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
      this.readAt = performance.now();
      this.failure = undefined;
      return this.lookup;
    } catch (cause) {
      this.failure = cause;
      throw new KeysUnavailable(cause);
    }
  }
}
