import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ProviderAlreadyInactive } from './provider.errors.js';
import type { ProviderKind } from './provider-kind.js';
import type { ProviderDeactivated, ProviderRegistered, ProviderRenamed, ProviderRevised } from './provider.events.js';

/** What an editor may say of a provider. */
export interface ProviderDetails {
  kind: ProviderKind;
  name: MultilingualText;
  description: MultilingualText | null;
  country: string | null;
  /** The identifier in the centres' programme; the one link to it. */
  centreId: string | null;
  /** The identifier in the partners' service; the one link to it. */
  partnerId: string | null;
}

/** An organisation that gives courses. It is never deleted: courses keep naming it. */
@Entity()
export class Provider implements ProviderDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('text')
  kind!: ProviderKind;

  @Column('jsonb')
  name!: MultilingualText;

  @Column('jsonb', { nullable: true })
  description!: MultilingualText | null;

  @Column('text', { nullable: true })
  country!: string | null;

  @Column('text', { nullable: true })
  centreId!: string | null;

  @Column('text', { nullable: true })
  partnerId!: string | null;

  @Column('boolean')
  active!: boolean;

  /** The unit whose editors keep this record. */
  @Column('text')
  registeredBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static register(
    details: ProviderDetails,
    by: { id: string; unit: string },
    now: Date,
  ): [Provider, ProviderRegistered] {
    const provider = Object.assign(new Provider(), details, {
      id: by.id,
      version: 1,
      announcements: 0,
      active: true,
      registeredBy: by.unit,
      createdAt: now,
      updatedAt: now,
    });
    return [provider, { kind: 'registered' }];
  }

  get details(): ProviderDetails {
    const { kind, name, description, country, centreId, partnerId } = this;
    return { kind, name, description, country, centreId, partnerId };
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  revise(details: ProviderDetails, now: Date): ProviderRenamed | ProviderRevised | undefined {
    const changes = differenceOf(this.details, details);
    if (Object.keys(changes).length === 0) return undefined;
    const previousName = this.name;
    Object.assign(this, details);
    this.changedAt(now);
    return 'name' in changes ? { kind: 'renamed', changes, previousName } : { kind: 'revised', changes };
  }

  deactivate(now: Date): ProviderDeactivated {
    if (!this.active) throw new ProviderAlreadyInactive(this.id);
    this.active = false;
    this.changedAt(now);
    return { kind: 'deactivated', changes: { active: { from: true, to: false } } };
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
