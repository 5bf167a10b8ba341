import {
  providerDeactivatedV1,
  providerRegisteredV1,
  providerRenamedV1,
  providerRevisedV1,
  type ProviderSnapshotV1,
} from '@capdev/contracts/catalogue';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import type { Provider } from './provider.entity.js';

export interface ProviderRegistered {
  readonly kind: 'registered';
}
export interface ProviderRenamed {
  readonly kind: 'renamed';
  readonly changes: Changes;
  readonly previousName: MultilingualText;
}
export interface ProviderRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface ProviderDeactivated {
  readonly kind: 'deactivated';
  readonly changes: Changes;
}
export type ProviderFact = ProviderRegistered | ProviderRenamed | ProviderRevised | ProviderDeactivated;

/** What the public is told of a fact. All facts of a provider are public. */
export function announcementOf(provider: Provider, fact: ProviderFact): Announced {
  const snapshot = providerSnapshot(provider);
  switch (fact.kind) {
    case 'registered':
      return announce(providerRegisteredV1, snapshot);
    case 'renamed':
      return announce(providerRenamedV1, { ...snapshot, previousName: multilingual(fact.previousName) });
    case 'revised':
      return announce(providerRevisedV1, snapshot);
    case 'deactivated':
      return announce(providerDeactivatedV1, snapshot);
  }
}

export function providerSnapshot(provider: Provider): ProviderSnapshotV1 {
  return {
    providerId: provider.id,
    kind: provider.kind,
    name: multilingual(provider.name),
    ...(provider.description && { description: multilingual(provider.description) }),
    ...(provider.country && { country: provider.country }),
    ...(provider.centreId && { centreId: provider.centreId }),
    ...(provider.partnerId && { partnerId: provider.partnerId }),
    active: provider.active,
    version: provider.version,
  };
}
