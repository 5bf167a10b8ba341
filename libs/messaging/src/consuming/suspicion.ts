/** Finds the message that makes a batch fail, by trying fewer and fewer: halves, until it stands alone. */
export class Suspicion {
  /** It is among so many of the next. */
  private among = 0;
  private size: number | undefined;

  /** How many to try now, of so many that are left. */
  next(left: number): number {
    return Math.min(left, this.size ?? left);
  }

  /** So many together have failed; or, when it is known which one failed, so many before it may have their turn. */
  raise(count: number, isKnown: boolean): void {
    this.among = isKnown ? 0 : count;
    this.size = isKnown ? count : count >> 1;
  }

  /** So many were tried and are through. */
  cleared(count: number): void {
    this.among = Math.max(0, this.among - count);
    this.size = this.among === 0 ? undefined : Math.max(1, this.among >> 1);
  }

  /** The message is found and out of the way. */
  settled(): void {
    this.among = 0;
    this.size = undefined;
  }
}
