import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { Provider, type ProviderDetails } from './provider.entity.js';
import { announcementOf, type ProviderFact } from './provider.events.js';

const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
const now = new Date('2026-11-02T09:30:00Z');
const name = { original: 'en', text: { en: 'Example centre' } };
const details: ProviderDetails = {
  kind: 'centre',
  name,
  description: name,
  country: 'CH',
  centreId: 'C-1',
  partnerId: 'P-1',
};
const bare: ProviderDetails = {
  kind: 'external',
  name,
  description: null,
  country: null,
  centreId: null,
  partnerId: null,
};
const registered = (about = details): [Provider, ProviderFact] => Provider.register(about, { id, unit: 'BDT' }, now);
const told = (provider: Provider, fact: ProviderFact): { type: string; data: object } => {
  const { definition, data } = announcementOf(provider, fact);
  checkPayload(definition, data, 'producer');
  return { type: definition.type.replace('int.itu.catalogue.provider.', ''), data };
};
const snapshot = { providerId: id, ...details, active: true, version: 1 };

describe('what is announced of a provider', () => {
  it('its registration, with every field that it has', () => {
    expect(told(...registered())).toEqual({ type: 'registered.v1', data: snapshot });
    expect(told(...registered(bare)).data).toEqual({
      providerId: id,
      kind: 'external',
      name,
      active: true,
      version: 1,
    });
  });

  it('a new name, with the name before', () => {
    const [provider] = registered();
    const renamed = { original: 'en', text: { en: 'New name' } };
    const fact = provider.revise({ ...details, name: renamed }, now)!;
    expect(told(provider, fact)).toEqual({
      type: 'renamed.v1',
      data: { ...snapshot, name: renamed, version: 2, previousName: name },
    });
  });

  it('any other change, and its deactivation', () => {
    const [provider] = registered();
    const revised = told(provider, provider.revise({ ...details, country: 'FR' }, now)!);
    expect(revised).toEqual({ type: 'revised.v1', data: { ...snapshot, country: 'FR', version: 2 } });
    const deactivated = told(provider, provider.deactivate(now));
    expect(deactivated).toEqual({
      type: 'deactivated.v1',
      data: { ...snapshot, country: 'FR', active: false, version: 3 },
    });
  });
});
