import { hash } from 'node:crypto';
import type { Caller } from './caller.js';

const LONGEST_MS = 60_000;
const MOST = 10_000;

/**
 * Callers whose token was verified a moment ago: checking a signature costs a hundred times a look-up. Bounded in number
 * (the least recently used goes first) and in time, so that a withdrawn key stops working within a minute. Tokens are kept
 * as hashes only.
 */
export class VerifiedTokens {
  private readonly entries = new Map<string, { caller: Caller; until: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  get(token: string): Caller | undefined {
    const key = hash('sha256', token, 'base64');
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    if (entry.until <= this.now()) return undefined;
    this.entries.set(key, entry);
    return entry.caller;
  }

  /** @param expires the token's own end, in seconds since 1970 */
  keep(token: string, caller: Caller, expires: number): void {
    const oldest = this.entries.keys().next();
    if (this.entries.size >= MOST && !oldest.done) this.entries.delete(oldest.value);
    const until = Math.min(expires * 1_000, this.now() + LONGEST_MS);
    this.entries.set(hash('sha256', token, 'base64'), { caller, until });
  }
}
