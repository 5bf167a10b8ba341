import type { Database } from '@capdev/persistence';
import type { PoolClient } from 'pg';

// One relay per database: any number will do, as long as all instances of a service ask for the same one.
const relayLock = 7_203_020;

/**
 * The right to relay, held by one instance of a service at a time: a session lock on a connection of its own. When the
 * owner or its connection dies, PostgreSQL gives the lock back and another instance takes over. The owner reads and
 * deletes on this very connection, so it cannot go on deleting after it has lost the right.
 */
export class RelayOwnership {
  private client: PoolClient | undefined;

  constructor(private readonly database: Database) {}

  get held(): boolean {
    return this.client !== undefined;
  }

  /** The owner's connection, or undefined while another instance is the owner. */
  async obtain(): Promise<PoolClient | undefined> {
    if (this.client) return this.client;
    const client = await this.database.pool.connect();
    // A connection that breaks while it is out of the pool reports it as an event; unheard, it would end the process.
    const onError = (): void => this.giveUp(client);
    client.on('error', onError);
    try {
      const { rows } = await client.query<{ owner: boolean }>('SELECT pg_try_advisory_lock($1) AS owner', [relayLock]);
      if (rows[0]?.owner === true) return (this.client = client);
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.off('error', onError);
    client.release();
    return undefined;
  }

  /** Gives the right back by ending the session: nothing of it can linger in the pool. */
  release(): void {
    if (this.client) this.giveUp(this.client);
  }

  private giveUp(client: PoolClient): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.release(true);
  }
}
