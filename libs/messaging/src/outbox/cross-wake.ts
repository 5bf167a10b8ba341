import type { Database } from '@capdev/persistence';

/** PostgreSQL's channel on which instances of a service tell one another that there is something to send. */
export const wakeChannel = 'outbox_wake';

const notify = { name: 'outbox-wake', text: `NOTIFY ${wakeChannel}` };
/** At most one call in so many milliseconds: a notification takes a lock of the whole server. */
const interval = 25;

/**
 * Wakes the relays of other instances after commits of this one. Never inside the writer's transaction, where it would
 * halve the rate of commits; a call that is lost costs one pause of a relay.
 */
export class CrossWake {
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  call(): void {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.database.query(notify).catch(() => undefined);
    }, interval).unref();
  }

  /** No call is made any more. */
  stop(): void {
    clearTimeout(this.waiting);
  }
}
