import { Column, Entity, PrimaryColumn } from 'typeorm';
import { OverrideNotActive } from './health.errors.js';
import type { Changes } from '@capdev/persistence';
import type { HealthStatus } from './verdict.js';

/** What happens to an override; nobody outside is told. */
export interface OverrideFact {
  readonly kind: 'given' | 'withdrawn' | 'expired';
  readonly changes: Changes;
}

/** What somebody says of an item's health, and why. */
export interface OverrideDetails {
  itemId: string;
  status: HealthStatus;
  reason: string;
  /** The last day on which it holds. */
  expiresOn: string;
}

/** Says for a while that an item is better or worse off than its measures tell. It is never silent: both are shown. */
@Entity()
export class HealthOverride implements OverrideDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  itemId!: string;

  /** The unit that answered for the item when it was given. */
  @Column('text')
  owningUnit!: string;

  @Column('text')
  status!: HealthStatus;

  @Column('text')
  reason!: string;

  @Column('date')
  expiresOn!: string;

  @Column('text')
  state!: 'active' | 'expired' | 'withdrawn';

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static give(details: OverrideDetails, by: { id: string; unit: string }, now: Date): [HealthOverride, OverrideFact] {
    const override = Object.assign(new HealthOverride(), details, {
      id: by.id,
      version: 1,
      owningUnit: by.unit,
      state: 'active',
      createdAt: now,
      updatedAt: now,
    });
    const { itemId, status, reason, expiresOn } = details;
    const changes = {
      itemId: { to: itemId },
      status: { to: status },
      reason: { to: reason },
      expiresOn: { to: expiresOn },
    };
    return [override, { kind: 'given', changes }];
  }

  withdraw(reason: string, now: Date): OverrideFact {
    if (this.state !== 'active') throw new OverrideNotActive(this.id, this.state);
    return this.ends('withdrawn', now, { reason: { to: reason } });
  }

  /** @returns undefined when there is nothing to end: it was withdrawn before its time, or its last day is not over */
  expire(today: string, now: Date): OverrideFact | undefined {
    return this.state === 'active' && this.expiresOn < today ? this.ends('expired', now) : undefined;
  }

  private ends(as: 'withdrawn' | 'expired', now: Date, more: Changes = {}): OverrideFact {
    const changes = { state: { from: this.state, to: as }, ...more };
    Object.assign(this, { state: as, version: this.version + 1, updatedAt: now });
    return { kind: as, changes };
  }
}
